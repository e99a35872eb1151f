import * as vscode from 'vscode';
import { until } from './until.ts';

/** A file of the test workspace. */
export function workspaceFile(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error('the tests run without their workspace');
  return vscode.Uri.joinPath(folder.uri, path);
}

/** Opens a file of the test workspace in an editor. */
export async function openPolicy(path: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(workspaceFile(path));
  return vscode.window.showTextDocument(document);
}

/** Replaces the whole text, as an edit that can be undone and is not saved. */
export async function replaceText(editor: vscode.TextEditor, text: string): Promise<void> {
  const { document } = editor;
  const whole = new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));
  if (!(await editor.edit((edit) => edit.replace(whole, text)))) throw new Error('the editor refused the edit');
}

/** What this extension says of a document; other extensions, such as VS Code's JSON support, left out. */
export function ownDiagnostics(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'MCP Policy');
}

export function diagnosticCodes(uri: vscode.Uri): unknown[] {
  return ownDiagnostics(uri).map(({ code }) => (typeof code === 'object' ? code.value : code));
}

/** Waits until the document's own diagnostics have exactly these codes. */
export async function untilCodes(uri: vscode.Uri, ...codes: string[]): Promise<void> {
  await until(`the diagnostics [${codes}], last seen [${diagnosticCodes(uri)}]`, () => {
    return JSON.stringify(diagnosticCodes(uri)) === JSON.stringify(codes);
  });
}

export async function closeWithoutSaving(): Promise<void> {
  while (vscode.window.activeTextEditor !== undefined) {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
}
