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

/** The text after the editor took the completion and its author every stop as it is, with a mark where the cursor ends. */
export function accepted(document: Pick<PolicyDocument, 'text'>, item: CompletionItem, mark = '|'): string {
  if (item.textEdit === undefined || !('range' in item.textEdit)) throw new Error('the completion has no plain edit');
  const { range, newText } = item.textEdit;
  const written = snippetText(newText, mark);
  return TextDocument.applyEdits(document.text, [{ range, newText: written }, ...(item.additionalTextEdits ?? [])]);
}

/**
 * What a snippet writes when each of its stops is taken as it is, of a choice the first.
 * @param end stands where the cursor ends
 */
function snippetText(snippet: string, end: string): string {
  const part = /\\([\\$}])|\$\d|\$\{\d+:((?:[^\\}]|\\.)*)\}|\$\{\d+\|([^,|]*)[^}]*\}/g;
  return snippet.replaceAll(part, (whole, escaped?: string, text?: string, chosen?: string) => {
    if (whole === '$0') return end;
    if (/^\$\d$/.test(whole)) return '';
    return escaped ?? chosen ?? (text ?? '').replaceAll(/\\([\\$}])/g, '$1');
  });
}
