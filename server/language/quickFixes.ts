import { type CodeAction, CodeActionKind, type Range } from 'vscode-languageserver-types';
import type { PolicyDocument } from '../policy/policyDocument.ts';
import type { Problem } from '../policy/problem.ts';
import { toDiagnostic } from './diagnostics.ts';
import { rangeOf } from './range.ts';

/** A quick fix for each replacement of each problem that the range touches; the likeliest one is preferred. */
export function quickFixes(document: PolicyDocument, problems: readonly Problem[], range: Range): CodeAction[] {
  const start = document.text.offsetAt(range.start);
  const end = document.text.offsetAt(range.end);
  return problems
    .filter(({ span }) => span.offset <= end && span.offset + span.length >= start)
    .flatMap((problem) =>
      (problem.replacements ?? []).map((replacement, index) => ({
        title: `Change to ${replacement}`,
        kind: CodeActionKind.QuickFix,
        diagnostics: [toDiagnostic(problem, document)],
        isPreferred: index === 0,
        edit: { changes: { [document.uri]: [{ range: rangeOf(problem.span, document), newText: replacement }] } },
      })),
    );
}
