import * as vscode from 'vscode';
import { messageLine } from '../../server/protocol/messageText.ts';
import type { ServerDefinitionsResult } from '../../server/protocol/requests.ts';
import type { DefinitionProblem } from '../../server/protocol/serverDefinition.ts';

const newDefinition = `{
  "servers": {
    "my-server": {
      "type": "stdio",
      "command": "node",
      "args": ["\${workspaceFolder}/server.js"]
    }
  }
}
`;

/** Restricted Mode: nothing is started, editing works. */
export async function reportUntrusted(): Promise<void> {
  const manage = 'Manage Workspace Trust';
  const answer = await vscode.window.showWarningMessage(
    'This workspace is not trusted, so no MCP server is started from it. Editing and simulating work all the same.',
    manage,
  );
  if (answer === manage) await vscode.commands.executeCommand('workbench.trust.manage');
}

/** An untitled policy, or one outside of the workspace: offers to open a folder. */
export async function reportNoFolder(): Promise<void> {
  const open = 'Open Folder';
  const answer = await vscode.window.showWarningMessage(
    "This policy is in no open folder. MCP servers are read from a folder's .vscode/mcp.json.",
    open,
  );
  if (answer === open) await vscode.commands.executeCommand('workbench.action.files.openFolder');
}

/** No server to connect to: offers to create the file with an example in it, which undo takes back. */
export async function reportNoDefinition(found: ServerDefinitionsResult): Promise<void> {
  const why = found.exists
    ? `${messageLine(found.source)} lists no server.`
    : `${messageLine(found.source)} does not exist.`;
  const action = found.exists ? 'Open mcp.json' : 'Create mcp.json';
  const answer = await vscode.window.showWarningMessage(
    `No MCP server is configured for this policy: ${why} Describe the server there to get its tool names.`,
    action,
  );
  if (answer !== action) return;
  const file = vscode.Uri.file(found.source);
  if (!found.exists) {
    const edit = new vscode.WorkspaceEdit();
    edit.createFile(file, { ignoreIfExists: true, contents: new TextEncoder().encode(newDefinition) });
    await vscode.workspace.applyEdit(edit);
  }
  await vscode.window.showTextDocument(file);
}

export function reportDefinitionProblems(problems: readonly DefinitionProblem[]): void {
  const [first] = problems;
  if (first === undefined) return;
  const open = 'Open mcp.json';
  const more = problems.length === 1 ? '' : ` (and ${problems.length - 1} more)`;
  const message = messageLine(`${first.source}: ${first.message}${more}`);
  void vscode.window.showWarningMessage(message, open).then((answer) => {
    if (answer === open) return vscode.window.showTextDocument(vscode.Uri.file(first.source));
    return undefined;
  });
}

/** The setting names a server that the configuration does not have. */
export async function reportTiedToNone(server: string, source: string): Promise<void> {
  const settings = 'Open Setting';
  const answer = await vscode.window.showErrorMessage(
    messageLine(
      `The setting mcpPolicy.servers ties this policy to "${server}", and ${source} has no server of that name.`,
    ),
    settings,
  );
  if (answer === settings) await vscode.commands.executeCommand('workbench.action.openSettings', 'mcpPolicy.servers');
}
