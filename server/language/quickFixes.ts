import { type CodeAction, CodeActionKind, type Range, type TextEdit } from 'vscode-languageserver-types';
import { type CanonicalForm, canonicalForms } from '../policy/canonicalForm.ts';
import type { PolicyDocument } from '../policy/policyDocument.ts';
import type { Problem } from '../policy/problem.ts';
import { shownLine } from '../policy/shownName.ts';
import { toDiagnostic } from './diagnostics.ts';
import { rangeOf } from './range.ts';

/** What a fix writes may come from a server: its title shows hidden characters, while the text stays as it is. */
const longestTitle = 200;

interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** The evident fixes of each problem that the range touches; the likeliest one of each is preferred. */
export function quickFixes(document: PolicyDocument, problems: readonly Problem[], range: Range): CodeAction[] {
  const start = document.text.offsetAt(range.start);
  const end = document.text.offsetAt(range.end);
  const formAt = canonicalForms(document.root);
  return problems
    .filter(({ span }) => span.offset <= end && span.offset + span.length >= start)
    .flatMap((problem) =>
      [...replacing(problem, document), ...canonical(problem, formAt, document)].map(({ title, edits }, index) => ({
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
    title: `Change to ${shownLine(newText, longestTitle)}`,
    edits: [{ range: rangeOf(span, document), newText }],
  }));
}

function canonical(
  { code, span }: Problem,
  formAt: (keyOffset: number) => CanonicalForm | undefined,
  document: PolicyDocument,
): Fix[] {
  const form = code === 'shorthand' ? formAt(span.offset) : undefined;
  if (form === undefined) return [];
  const difference = form.difference === undefined ? '' : ` (${form.difference})`;
  return [
    {
      title: `Write in the canonical form${difference}`,
      edits: form.edits.map(({ span: place, text }) => ({ range: rangeOf(place, document), newText: text })),
    },
  ];
}
