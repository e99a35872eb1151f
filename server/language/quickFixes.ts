import { type CodeAction, CodeActionKind, type Range } from 'vscode-languageserver-types';
import type { PolicyDocument } from '../policy/policyDocument.ts';
import type { Problem, ProblemFix } from '../policy/problem.ts';
import { shownLine } from '../policy/shownName.ts';
import { toDiagnostic } from './diagnostics.ts';
import { textEdits } from './textEdits.ts';

/** What a fix writes may come from a server: its title shows hidden characters, while the text stays as it is. */
const longestTitle = 200;

/** The evident fixes of each problem that the range touches; the likeliest one of each is preferred. */
export function quickFixes(document: PolicyDocument, problems: readonly Problem[], range: Range): CodeAction[] {
  const start = document.text.offsetAt(range.start);
  const end = document.text.offsetAt(range.end);
  return problems
    .filter(({ span }) => span.offset <= end && span.offset + span.length >= start)
    .flatMap((problem) =>
      fixesOf(problem).map(({ title, edits }, index) => ({
        title: shownLine(title, longestTitle),
        kind: CodeActionKind.QuickFix,
        diagnostics: [toDiagnostic(problem, document)],
        isPreferred: index === 0,
        edit: { changes: { [document.uri]: textEdits(edits, document) } },
      })),
    );
}

/**
 * Every way out of a problem, best first. A single replacement is what was meant; of several nobody knows which one.
 */
export function fixesOf({ span, replacements = [], fixes = [] }: Problem): ProblemFix[] {
  const replacing = replacements.map((text) => ({
    title: `Change to ${text}`,
    edits: [{ span, text }],
    isEvident: replacements.length === 1,
  }));
  return [...replacing, ...fixes];
}
