import * as vscode from 'vscode';
import { messageText } from '../../server/protocol/messageText.ts';
import { askToSaveFirst, isThere, scenarioPlace } from '../scenarioPlace.ts';
import { type Connection, simulationServer } from '../simulator/languageServer.ts';
import { draftScenarios } from './scenarioDraft.ts';

/**
 * Opens a document with the first scenarios of a policy, which is a file `<policy>.policytest.json` beside it once the
 * person saves. Nothing is overwritten: where there is one, the name gets a number.
 */
export async function newScenario(
  policy: vscode.Uri,
  client: () => Promise<Connection<vscode.CancellationToken>>,
): Promise<vscode.TextEditor | undefined> {
  if (policy.scheme === 'untitled') {
    askToSaveFirst();
    return undefined;
  }
  const uri = policy.toString();
  // Short questions that nobody takes back.
  const server = simulationServer(client, () => new vscode.CancellationTokenSource().token);
  const { signal } = new AbortController();
  const { tools } = await server.toolChoices({ uri }, signal);
  const draft = await draftScenarios(policy.path.split('/').at(-1) ?? '', {
    tools,
    simulate: (calls) => server.simulate({ uri, calls }, signal),
  });
  if ('problem' in draft) {
    void vscode.window.showErrorMessage(messageText(`No scenario can be made of this policy. ${draft.problem}`));
    return undefined;
  }
  const document = await vscode.workspace.openTextDocument(await freeName(policy));
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(0, 0), draft.text);
  if (!(await vscode.workspace.applyEdit(edit)))
    throw new Error('The new scenarios could not be written into their document.');
  return vscode.window.showTextDocument(document);
}

/** A name of a file that is neither there nor about to be. */
async function freeName(policy: vscode.Uri): Promise<vscode.Uri> {
  for (let number = 1; ; number++) {
    const place = scenarioPlace(policy, number);
    const isOpen = vscode.workspace.textDocuments.some(({ uri }) => uri.path === place.path);
    if (!isOpen && !(await isThere(place))) return place.with({ scheme: 'untitled' });
  }
}
