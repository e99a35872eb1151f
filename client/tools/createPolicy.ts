import * as vscode from 'vscode';
import { messageLine, messageText } from '../../server/protocol/messageText.ts';
import { isThere } from '../scenarioPlace.ts';
import type { ToolsServer } from './toolsServer.ts';

/** More policies beside each other nobody has. */
const mostNames = 100;

/**
 * The command *Create Policy from Server*: a new file beside the given policy with a starter rule for each tool of its
 * server. An open policy without a text takes it in; nothing that has one is overwritten.
 */
export async function createPolicy(server: ToolsServer, policy: vscode.Uri): Promise<void> {
  const created = await server.createPolicy(policy.toString());
  if ('problem' in created) {
    const connect = 'Connect';
    const { what, remedy } = created.problem;
    const answer = await vscode.window.showWarningMessage(messageText(`${what} ${remedy}`), connect);
    if (answer === connect) await vscode.commands.executeCommand('mcpPolicy.connectServer', policy);
    return;
  }
  const place = await placeFor(policy);
  const edit = new vscode.WorkspaceEdit();
  if (place.isEmpty) edit.insert(place.uri, new vscode.Position(0, 0), created.text);
  else edit.createFile(place.uri, { overwrite: false, contents: new TextEncoder().encode(created.text) });
  const name = messageLine(vscode.workspace.asRelativePath(place.uri));
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error(`${name} could not be written.`);
  await vscode.window.showTextDocument(place.uri, { preview: false });
  const scenario = 'New Scenario';
  const answer = await vscode.window.showInformationMessage(
    `Created ${name}: whatever is not listed is denied, what destroys is hidden, what pays is denied. Check the classes that were guessed.`,
    scenario,
  );
  if (answer === scenario) await vscode.commands.executeCommand('mcpPolicy.newScenario');
}

/** The command *Add Missing Tools*: the server's tools that the policy does not name yet, with their starter rules. */
export async function addMissingTools(policy: vscode.Uri): Promise<void> {
  const document = await vscode.workspace.openTextDocument(policy);
  const whole = new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));
  const kind = 'source.addMissingTools';
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    policy,
    whole,
    kind,
  );
  const edit = actions.find((action) => action.kind?.value.startsWith(kind))?.edit;
  if (edit === undefined) {
    void vscode.window.showInformationMessage(
      'No tool is missing, as far as is known: the policy names every tool that its server lists, or no list is known.',
    );
    return;
  }
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error('The policy could not be edited.');
}

interface Place {
  readonly uri: vscode.Uri;
  /** An open document without a text: it takes the policy in. */
  readonly isEmpty: boolean;
}

async function placeFor(policy: vscode.Uri): Promise<Place> {
  const open = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === policy.toString());
  if (open !== undefined && open.getText().trim() === '') return { uri: policy, isEmpty: true };
  const folder = await folderOf(policy);
  for (let number = 1; number <= mostNames; number++) {
    const uri = vscode.Uri.joinPath(folder, number === 1 ? 'policy.json' : `new-${number}.policy.json`);
    if (!(await isThere(uri))) return { uri, isEmpty: false };
  }
  throw new Error('There are too many policies in the folder. Create a file, and call the command in it.');
}

/** A document without a file belongs to the first folder, where it would be saved. */
async function folderOf(policy: vscode.Uri): Promise<vscode.Uri> {
  if (policy.scheme !== 'untitled') return vscode.Uri.joinPath(policy, '..');
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error('Open a folder first: the policy is written into it.');
  return folder.uri;
}
