import * as vscode from 'vscode';

/** What is offered at the end of the text, as when a person has just typed it. */
export async function itemsAt({ document }: vscode.TextEditor): Promise<vscode.CompletionItem[]> {
  const end = document.positionAt(document.getText().length);
  const list: vscode.CompletionList = await vscode.commands.executeCommand(
    'vscode.executeCompletionItemProvider',
    document.uri,
    end,
  );
  return list.items;
}

export function labelOf({ label }: vscode.CompletionItem): string {
  return typeof label === 'string' ? label : label.label;
}

/** Takes one of the items, as the editor would. */
export async function take(
  editor: vscode.TextEditor,
  items: readonly vscode.CompletionItem[],
  label: string,
): Promise<void> {
  const item = items.find((candidate) => labelOf(candidate) === label);
  if (item === undefined) throw new Error(`${label} is not offered`);
  const { insertText, range } = item;
  const text = insertText instanceof vscode.SnippetString ? insertText : new vscode.SnippetString(insertText ?? label);
  const place = range === undefined || range instanceof vscode.Range ? range : range.replacing;
  await editor.insertSnippet(text, place ?? editor.selection.active);
}
