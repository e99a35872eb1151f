import * as vscode from 'vscode';
import { closeWithoutSaving, openPolicy, untilCodes } from '../policyEditor.ts';
import { until } from '../until.ts';

suite('Settings', () => {
  const settings = () => vscode.workspace.getConfiguration('mcpPolicy');
  teardown(async () => {
    await settings().update('files', undefined, vscode.ConfigurationTarget.Workspace);
    await settings().update('codeLens', undefined, vscode.ConfigurationTarget.Workspace);
    await closeWithoutSaving();
  });

  test('the lenses can be switched off', async () => {
    const { document } = await openPolicy('none/policy.json');
    const lenses = (): Thenable<vscode.CodeLens[]> =>
      vscode.commands.executeCommand('vscode.executeCodeLensProvider', document.uri);
    await until('the lenses', async () => (await lenses()).length > 0);
    await settings().update('codeLens', false, vscode.ConfigurationTarget.Workspace);
    await until('no lenses', async () => (await lenses()).length === 0);
  });

  test('more files become policies at once, and stop being some', async () => {
    const { document } = await openPolicy('named/rules.json');
    await settings().update('files', ['**/named/*.json'], vscode.ConfigurationTarget.Workspace);
    await untilCodes(document.uri, 'wrong-value');
    await settings().update('files', undefined, vscode.ConfigurationTarget.Workspace);
    await untilCodes(document.uri);
  });
});
