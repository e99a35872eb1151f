import { type CodeAction, CodeActionKind, type Range } from 'vscode-languageserver-types';
import type { PolicyDocument } from '../policy/policyDocument.ts';
import type { Problem, ProblemFix } from '../policy/problems/problem.ts';
import { shownLine } from '../policy/shownName.ts';
import { toDiagnostic } from './diagnostics.ts';
import { textEdits } from './textEdits.ts';

/** What a fix writes may come from a server: its title shows hidden characters. */
const longestTitle = 200;

/** The ways out of each problem that the range touches. The first one of a problem is preferred when it is evident. */
export function quickFixes(document: PolicyDocument, problems: readonly Problem[], range: Range): CodeAction[] {
  return problemsIn(document, problems, range).flatMap((problem) =>
    fixesOf(problem).map(({ title, edits, isEvident }, index) => ({
      title: shownLine(title, longestTitle),
      kind: CodeActionKind.QuickFix,
      diagnostics: [toDiagnostic(problem, document)],
      isPreferred: index === 0 && isEvident,
      edit: { changes: { [document.uri]: textEdits(edits, document) } },
    })),
  );
}

/** The problems that a range touches. */
export function problemsIn({ text }: PolicyDocument, problems: readonly Problem[], range: Range): Problem[] {
  const start = text.offsetAt(range.start);
  const end = text.offsetAt(range.end);
  return problems.filter(({ span }) => span.offset <= end && span.offset + span.length >= start);
}

/**
 * Every way out of a problem, best first. A single replacement is what was meant; of several nobody knows which one.
 */
export function fixesOf({
  span,
  replacements = [],
  fixes = [],
}: Pick<Problem, 'span' | 'replacements' | 'fixes'>): ProblemFix[] {
  const replacing = replacements.map((text) => ({
    title: `${span.length === 0 ? 'Write' : 'Change to'} ${text}`,
    edits: [{ span, text }],
    isEvident: replacements.length === 1,
  }));
  return [...replacing, ...fixes].filter(({ edits }) => edits.length > 0);
}
