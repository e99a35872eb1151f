import * as vscode from 'vscode';

type Completions = vscode.CompletionItem[] | vscode.CompletionList | null | undefined;

/**
 * Where accepting an item leaves the cursor in a place of which more is known, VS Code offers that at once. Not between
 * empty brackets: there a person may want a new line, and Enter would take what is offered.
 */
export function goingOn(completions: Completions): Completions {
  const items = completions instanceof vscode.CompletionList ? completions.items : (completions ?? []);
  for (const item of items) {
    if (leadsOn(item) && !isBetweenBrackets(item))
      item.command = { command: 'editor.action.triggerSuggest', title: 'Suggest' };
  }
  return completions;
}

/** The language server says so in the item's data, which VS Code's own type does not know. */
function leadsOn(item: vscode.CompletionItem): boolean {
  const data: unknown = Reflect.get(item, 'data');
  return typeof data === 'object' && data !== null && Reflect.get(data, 'goesOn') === true;
}

function isBetweenBrackets({ insertText }: vscode.CompletionItem): boolean {
  return insertText instanceof vscode.SnippetString && /[{[]\$\{?[01][^}]?\}?[}\]]/.test(insertText.value);
}
