import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeWithoutSaving, openPolicy } from '../policyEditor.ts';
import { until } from '../until.ts';

suite('CodeLens', () => {
  teardown(closeWithoutSaving);

  test('above each tool: Simulate call, with what the policy says', async () => {
    const { document } = await openPolicy('none/policy.json');
    const lenses = await until('the lenses', async () => {
      const found: vscode.CodeLens[] = await vscode.commands.executeCommand(
        'vscode.executeCodeLensProvider',
        document.uri,
        10,
      );
      return found.length > 0 && found;
    });
    const titles = lenses.map(({ command }) => command?.title);
    assert.ok(titles.includes('Simulate call · 30/min per grant'), `among ${titles}`);
    const lens = lenses.find(({ command }) => command?.title.includes('30/min'));
    assert.deepEqual(lens?.command?.arguments, [document.uri.toString(), 'echo']);
    assert.equal(document.getText(lens?.range), '"echo"');
  });
});
