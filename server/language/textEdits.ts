import type { TextEdit } from 'vscode-languageserver-types';
import type { Replacement } from '../policy/edits/replacement.ts';
import type { PolicyDocument } from '../policy/policyDocument.ts';
import { rangeOf } from './range.ts';

/** Replacements as LSP wants them. */
export function textEdits(replacements: readonly Replacement[], document: Pick<PolicyDocument, 'text'>): TextEdit[] {
  return replacements.map(({ span, text }) => ({ range: rangeOf(span, document), newText: text }));
}
