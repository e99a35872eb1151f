import * as vscode from 'vscode';
import { messageLine, messageText } from '../../server/protocol/messageText.ts';
import type { ToolRuleChange } from '../../server/protocol/toolsOverview.ts';
import type { ToolsServer } from './toolsServer.ts';

/** How often a change is made again when the text has changed while its edits were asked for. */
const attempts = 3;

/** Changes what a policy says of tools: one edit of its document, which one undo takes back. Nothing is saved. */
export async function changeTools(
  server: ToolsServer,
  policy: vscode.Uri,
  tools: readonly string[],
  change: ToolRuleChange,
): Promise<void> {
  const document = await vscode.workspace.openTextDocument(policy);
  for (let attempt = 0; attempt < attempts; attempt++) {
    const { version, edits, refused } = await server.edits(policy.toString(), tools, change);
    if (version !== document.version) continue;
    const edit = new vscode.WorkspaceEdit();
    for (const { range, newText } of edits) {
      const { start, end } = range;
      edit.replace(policy, new vscode.Range(start.line, start.character, end.line, end.character), newText);
    }
    if (edits.length > 0 && !(await vscode.workspace.applyEdit(edit))) continue;
    if (refused.length > 0) reportRefused(refused);
    return;
  }
  throw new Error('The policy changed again and again while it was edited. Try once more.');
}

function reportRefused(refused: readonly string[]): void {
  const [first = ''] = refused;
  const what = refused.length === 1 ? `"${messageLine(first)}" was` : `${refused.length} tools were`;
  void vscode.window.showWarningMessage(
    messageText(
      `${what} not changed: errors in the text, "*" in "hide", or rules in Intercept's dialect stand against it. Change the policy by hand there.`,
    ),
  );
}

const choices: readonly (vscode.QuickPickItem & { readonly change: ToolRuleChange })[] = [
  { label: '$(pass) Allow', change: 'allow' },
  { label: '$(dashboard) Limit', description: 'with the catalogue’s usual limit', change: 'limit' },
  { label: '$(circle-slash) Deny', change: 'deny' },
  { label: '$(eye-closed) Hide', description: 'and deny', change: 'hide' },
  { label: '$(wand) Starter rule', description: 'the catalogue’s, by its class', change: 'starter' },
];

/** Asks what the policy is to do with a tool that it does not name. */
export async function askChange(tool: string): Promise<ToolRuleChange | undefined> {
  const chosen = await vscode.window.showQuickPick(choices, {
    title: messageLine(tool),
    placeHolder: 'The policy does not name this tool. What is it to do with it?',
  });
  return chosen?.change;
}
