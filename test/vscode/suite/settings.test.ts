import * as vscode from 'vscode';
import { closeWithoutSaving, openPolicy, untilCodes } from '../policyEditor.ts';

suite('Settings', () => {
  const settings = () => vscode.workspace.getConfiguration('mcpPolicy');
  teardown(async () => {
    await settings().update('files', undefined, vscode.ConfigurationTarget.Workspace);
    await closeWithoutSaving();
  });

  test('more files become policies at once, and stop being some', async () => {
    const { document } = await openPolicy('named/rules.json');
    await settings().update('files', ['**/named/*.json'], vscode.ConfigurationTarget.Workspace);
    await untilCodes(document.uri, 'wrong-value');
    await settings().update('files', undefined, vscode.ConfigurationTarget.Workspace);
    await untilCodes(document.uri);
  });
});
