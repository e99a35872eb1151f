import type { CompletionItem, CompletionList, Position } from 'vscode-languageserver-types';
import type { PolicyDocument } from '../../policy/policyDocument.ts';

/** More items than this take longer to send than to make, and nobody reads them. */
export const mostItems = 2000;

/**
 * The items as an editor gets them. Of too many those that hold what is typed, and the editor asks anew with the next
 * letter.
 */
export function limitedList(
  items: readonly CompletionItem[],
  document: PolicyDocument,
  position: Position,
): CompletionList {
  if (items.length <= mostItems) return { isIncomplete: false, items: [...items] };
  const fitting = items.filter((item) => holdsTyped(item, document, position));
  return { isIncomplete: true, items: fitting.slice(0, mostItems) };
}

function holdsTyped(item: CompletionItem, { text }: PolicyDocument, end: Position): boolean {
  if (item.textEdit === undefined || !('range' in item.textEdit)) return true;
  const typed = text.getText({ start: item.textEdit.range.start, end }).replace(/^"/, '').toLowerCase();
  return (item.filterText ?? item.label).toLowerCase().includes(typed);
}
