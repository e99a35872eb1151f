import * as vscode from 'vscode';
import { messageLine } from '../../server/protocol/messageText.ts';
import type { ServerDefinitionsResult } from '../../server/protocol/requests.ts';
import { type DefinitionProblem, typedByHand } from '../../server/protocol/serverDefinition.ts';

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
    'This policy is in no open folder. MCP servers are looked for in the folders around it.',
    open,
  );
  if (answer === open) await vscode.commands.executeCommand('workbench.action.files.openFolder');
}

/** What a person wants instead of a server that a file defines. */
const typeAction = 'Type a Command or URL';

/**
 * No server to connect to: offers to create the file with an example in it, which undo takes back, or to type one. True
 * when the person wants to type.
 */
export async function reportNoDefinition(found: ServerDefinitionsResult): Promise<boolean> {
  const why = found.exists
    ? `${messageLine(found.source)} lists no server.`
    : `${messageLine(found.source)} does not exist.`;
  const action = found.exists ? 'Open mcp.json' : 'Create mcp.json';
  const answer = await vscode.window.showWarningMessage(
    `No MCP server is configured for this policy: ${why} Describe the server there to get its tool names.`,
    action,
    typeAction,
  );
  if (answer !== action) return answer === typeAction;
  const file = vscode.Uri.file(found.source);
  if (!found.exists) {
    const edit = new vscode.WorkspaceEdit();
    edit.createFile(file, { ignoreIfExists: true, contents: new TextEncoder().encode(newDefinition) });
    await vscode.workspace.applyEdit(edit);
  }
  await vscode.window.showTextDocument(file);
  return false;
}

/** Nothing but broken places: names the first and offers to go there, or to type a server. True for the latter. */
export async function reportDefinitionProblems(problems: readonly DefinitionProblem[]): Promise<boolean> {
  const [first] = problems;
  if (first === undefined) return false;
  const open = 'Open File';
  const more = problems.length === 1 ? '' : ` (and ${problems.length - 1} more)`;
  const message = messageLine(`${first.source}: ${first.message}${more}`);
  const answer = await vscode.window.showWarningMessage(message, open, typeAction);
  if (answer === open) await openProblem(first);
  return answer === typeAction;
}

/** Shows the broken place of a configuration file. */
export async function openProblem({ source, line = 1 }: DefinitionProblem): Promise<void> {
  if (source === typedByHand) return;
  const place = new vscode.Position(Math.max(0, line - 1), 0);
  await vscode.window.showTextDocument(vscode.Uri.file(source), { selection: new vscode.Range(place, place) });
}

/** The setting names a server that no configuration has. */
export async function reportTiedToNone(server: string): Promise<void> {
  const settings = 'Open Setting';
  const answer = await vscode.window.showErrorMessage(
    messageLine(
      `The setting mcpPolicy.servers ties this policy to "${server}", and no configuration has a server of that name.`,
    ),
    settings,
  );
  if (answer === settings) await vscode.commands.executeCommand('workbench.action.openSettings', 'mcpPolicy.servers');
}
