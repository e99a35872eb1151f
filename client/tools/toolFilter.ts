import * as vscode from 'vscode';
import type { ToolsView } from './toolsView.ts';

/** Asks for a filter, and filters while it is typed. Escape brings back the one before. */
export function askFilter(view: ToolsView): void {
  const before = view.filterText;
  const box = vscode.window.createInputBox();
  let isAccepted = false;
  box.title = 'Filter Tools';
  box.value = before;
  box.prompt = 'Part of a name, or what a tool is: allowed, limited, denied, hidden, write, changed, suspicious';
  box.onDidChangeValue((text) => view.setFilter(text));
  box.onDidAccept(() => {
    isAccepted = true;
    box.hide();
  });
  box.onDidHide(() => {
    if (!isAccepted) view.setFilter(before);
    box.dispose();
  });
  box.show();
}
