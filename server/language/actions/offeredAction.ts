import type { CodeAction } from 'vscode-languageserver-types';
import type { Replacement } from '../../policy/edits/replacement.ts';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import type { Problem } from '../../policy/problems/problem.ts';
import { shownLine } from '../../policy/shownName.ts';
import { toDiagnostic } from '../diagnostics.ts';
import { textEdits } from '../textEdits.ts';

/** A change that an author can ask for. */
export interface OfferedAction {
  /** In the imperative, short; names as `shownName` writes them. */
  readonly title: string;
  /** A kind of LSP's, or one below it. */
  readonly kind: string;
  /** None of them overlaps another. Without any there is nothing to offer. */
  readonly edits: readonly Replacement[];
  /** What it solves. */
  readonly problems?: readonly Problem[];
}

const longestTitle = 200;

/** The action as LSP wants it, with its edits written out: an editor makes them without asking again. */
export function toCodeAction({ title, kind, edits, problems }: OfferedAction, document: PolicyDocument): CodeAction {
  return {
    title: shownLine(title, longestTitle),
    kind,
    ...(problems && { diagnostics: problems.map((problem) => toDiagnostic(problem, document)) }),
    edit: { changes: { [document.uri]: textEdits(edits, document) } },
  };
}
