import * as vscode from 'vscode';

/**
 * Where the scenarios of a policy lie: beside it, under its name.
 * @param number from 2 on, for another file where there is one already
 */
export function scenarioPlace(policy: vscode.Uri, number = 1): vscode.Uri {
  const base = policy.path.replace(/(?:\.policy)?\.json$/u, '');
  return policy.with({ path: `${base}${number === 1 ? '' : `-${number}`}.policytest.json` });
}

/** True when there is something at the address that can be looked at. */
export async function isThere(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    // VS Code says by an error that there is nothing. A document that is then saved there asks before it overwrites.
    return false;
  }
}

/** A policy without a file has no place beside it yet. */
export function askToSaveFirst(): void {
  void vscode.window.showInformationMessage('Save the policy first: its scenarios lie beside it and name its file.');
}
