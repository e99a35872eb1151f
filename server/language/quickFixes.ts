import { type CodeAction, CodeActionKind, type Range, type TextEdit } from 'vscode-languageserver-types';
import { canonicalFormAt } from '../policy/canonicalForm.ts';
import type { PolicyDocument } from '../policy/policyDocument.ts';
import type { Problem } from '../policy/problem.ts';
import { toDiagnostic } from './diagnostics.ts';
import { rangeOf } from './range.ts';

interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** The evident fixes of each problem that the range touches; the likeliest one of each is preferred. */
export function quickFixes(document: PolicyDocument, problems: readonly Problem[], range: Range): CodeAction[] {
  const start = document.text.offsetAt(range.start);
  const end = document.text.offsetAt(range.end);
  return problems
    .filter(({ span }) => span.offset <= end && span.offset + span.length >= start)
    .flatMap((problem) =>
      [...replacing(problem, document), ...canonical(problem, document)].map(({ title, edits }, index) => ({
        title,
        kind: CodeActionKind.QuickFix,
        diagnostics: [toDiagnostic(problem, document)],
        isPreferred: index === 0,
        edit: { changes: { [document.uri]: [...edits] } },
      })),
    );
}

function replacing({ span, replacements = [] }: Problem, document: PolicyDocument): Fix[] {
  return replacements.map((newText) => ({
    title: `Change to ${newText}`,
    edits: [{ range: rangeOf(span, document), newText }],
  }));
}

function canonical({ code, span }: Problem, document: PolicyDocument): Fix[] {
  const form = code === 'shorthand' ? canonicalFormAt(document.root, span.offset) : undefined;
  if (form === undefined) return [];
  const difference = form.difference === undefined ? '' : ` (${form.difference})`;
  return [
    {
      title: `Write in the canonical form${difference}`,
      edits: form.edits.map(({ span: place, text }) => ({ range: rangeOf(place, document), newText: text })),
    },
  ];
}
