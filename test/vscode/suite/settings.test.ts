import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeWithoutSaving, openPolicy, ownDiagnostics, replaceText, untilCodes } from '../policyEditor.ts';
import { until } from '../until.ts';

suite('Settings', () => {
  const settings = () => vscode.workspace.getConfiguration('mcpPolicy');
  teardown(async () => {
    await settings().update('files', undefined, vscode.ConfigurationTarget.Workspace);
    await settings().update('codeLens', undefined, vscode.ConfigurationTarget.Workspace);
    await settings().update('diagnostics.severity', undefined, vscode.ConfigurationTarget.Workspace);
    await settings().update('diagnostics.severityByFile', undefined, vscode.ConfigurationTarget.Workspace);
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

  test('how loudly a problem is said: for the workspace, and for one file', async () => {
    const editor = await openPolicy('none/policy.json');
    const { uri } = editor.document;
    await replaceText(editor, '{"version": "1", "default": "deny", "tools": {"a": {"acton": "deny"}}}');
    await untilCodes(uri, 'unknown-key');
    const target = vscode.ConfigurationTarget.Workspace;
    await settings().update('diagnostics.severity', { 'unknown-key': 'error' }, target);
    await until('the error', () => ownDiagnostics(uri)[0]?.severity === vscode.DiagnosticSeverity.Error);
    await settings().update('diagnostics.severityByFile', { 'none/*.json': { 'unknown-key': 'off' } }, target);
    await untilCodes(uri);
  });

  test('the same for a scenario file, where its fixes are offered, too', async () => {
    const editor = await openPolicy('scenarios/charges.policytest.json');
    const { uri } = editor.document;
    await replaceText(editor, editor.document.getText().replace('"expect"', '"expects"'));
    await untilCodes(uri, 'scenario-unknown-key');
    const actions: vscode.CodeAction[] = await vscode.commands.executeCommand(
      'vscode.executeCodeActionProvider',
      uri,
      ownDiagnostics(uri)[0]?.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const titles = actions.map(({ title }) => title);
    for (const title of ['Change to "expect"', 'Change how “scenario-unknown-key” is reported…'])
      assert.ok(titles.includes(title), titles.join());
    const target = vscode.ConfigurationTarget.Workspace;
    await settings().update('diagnostics.severity', { 'scenario-unknown-key': 'off' }, target);
    await untilCodes(uri);
  });
});
