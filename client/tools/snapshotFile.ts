import * as vscode from 'vscode';
import { messageLine } from '../../server/protocol/messageText.ts';
import { isThere } from '../scenarioPlace.ts';

/** What became of a file: written, found to hold the text already, or left alone because the person said no. */
export type Writing = 'written' | 'unchanged' | 'refused';

/**
 * Writes a snapshot as an edit that undo takes back, and saves it. Changes that the person has not saved are only replaced
 * when the person says so.
 */
export async function writeSnapshot(file: vscode.Uri, text: string): Promise<Writing> {
  const name = messageLine(vscode.workspace.asRelativePath(file));
  const edit = new vscode.WorkspaceEdit();
  if (!(await isThere(file))) {
    edit.createFile(file, { contents: new TextEncoder().encode(text) });
    if (!(await vscode.workspace.applyEdit(edit))) throw new Error(`${name} could not be created.`);
    return 'written';
  }
  const document = await vscode.workspace.openTextDocument(file);
  if (document.isDirty && !(await mayReplace(name))) return 'refused';
  const isSame = document.getText() === text;
  const end = document.positionAt(document.getText().length);
  edit.replace(file, new vscode.Range(new vscode.Position(0, 0), end), text);
  const isSaved = (isSame || (await vscode.workspace.applyEdit(edit))) && (await document.save());
  if (!isSaved) throw new Error(`${name} could not be written.`);
  return isSame ? 'unchanged' : 'written';
}

async function mayReplace(name: string): Promise<boolean> {
  const replace = 'Replace';
  const question = `${name} has changes that are not saved. Replace them?`;
  return (await vscode.window.showWarningMessage(question, { modal: true }, replace)) === replace;
}
