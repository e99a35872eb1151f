import * as vscode from 'vscode';
import { messageText } from '../../../server/protocol/messageText.ts';
import { askToSaveFirst, isThere, scenarioPlace } from '../../scenarioPlace.ts';
import type { ScenarioToSave, UnwrittenScenario } from './scenarioSteps.ts';
import { scenarioInsertion } from './scenarioText.ts';

/**
 * Puts scenarios at the end of the file `<policy>.policytest.json` beside the policy, or into a new document of that name,
 * and shows them. Nothing is saved: the person can look at it, and undo it.
 * @param unwritten what was to be a scenario and cannot; it is said
 */
export async function saveScenarios(
  policy: vscode.Uri,
  scenarios: readonly ScenarioToSave[],
  unwritten: readonly UnwrittenScenario[] = [],
): Promise<vscode.TextEditor | undefined> {
  if (policy.scheme === 'untitled') {
    askToSaveFirst();
    return undefined;
  }
  const document = await scenarioDocument(scenarioPlace(policy));
  const insertion = scenarioInsertion(document.getText(), targetOf(policy, document.uri), scenarios);
  const name = vscode.workspace.asRelativePath(document.uri);
  if ('problem' in insertion) {
    await vscode.window.showTextDocument(document);
    void vscode.window.showErrorMessage(messageText(`Nothing was written: ${name} ${insertion.problem}`));
    return undefined;
  }
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, document.positionAt(insertion.offset), insertion.text);
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error(`${name} could not be edited.`);
  if (unwritten.length > 0) void vscode.window.showWarningMessage(messageText(unwrittenInWords(unwritten)));
  const { offset, length } = insertion.shown;
  const selection = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
  return vscode.window.showTextDocument(document, { selection });
}

/** More names nobody reads in a message. */
const mostNamed = 5;

function unwrittenInWords(unwritten: readonly UnwrittenScenario[]): string {
  const named = unwritten.slice(0, mostNamed).map(({ name, reason }) => `“${name}”: ${reason}`);
  const others = unwritten.length - named.length;
  return `Not written: ${named.join(' ')}${others > 0 ? ` And ${others} more.` : ''}`;
}

/** The file's document, on the disk or not yet; a new one where there is neither. */
async function scenarioDocument(file: vscode.Uri): Promise<vscode.TextDocument> {
  return vscode.workspace.openTextDocument((await isThere(file)) ? file : file.with({ scheme: 'untitled' }));
}

function targetOf(policy: vscode.Uri, file: vscode.Uri): Parameters<typeof scenarioInsertion>[1] {
  return {
    policy: policy.path.slice(policy.path.lastIndexOf('/') + 1),
    isPolicy: (path) => vscode.Uri.joinPath(file, '..', path).path === policy.path,
  };
}
