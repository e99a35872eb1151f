import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CompletionItem, Position } from 'vscode-languageserver-types';
import { type PolicyDocument, parsePolicyDocument } from '../server/policy/policyDocument.ts';

/** A policy's text with `|` where the cursor is. */
export function atCursor(marked: string): { document: PolicyDocument; position: Position } {
  const offset = marked.indexOf('|');
  if (offset < 0) throw new Error(`no cursor in: ${marked}`);
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const document = parsePolicyDocument(TextDocument.create('file:///policy.json', 'json', 1, text));
  return { document, position: document.text.positionAt(offset) };
}

/** The text after the editor took the completion, with `|` where it leaves the cursor. */
export function accepted(document: PolicyDocument, item: CompletionItem): string {
  if (item.textEdit === undefined || !('range' in item.textEdit)) throw new Error('the completion has no plain edit');
  const { range, newText } = item.textEdit;
  const cursor = newText.replace('$0', '|').replaceAll(/\\([\\$}])/g, '$1');
  return TextDocument.applyEdits(document.text, [{ range, newText: cursor }, ...(item.additionalTextEdits ?? [])]);
}
