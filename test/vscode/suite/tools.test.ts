import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ExtensionObservations } from '../../../client/extension.ts';
import { answering, picking, runCommand } from '../person.ts';
import { closeWithoutSaving, openPolicy, workspaceFile } from '../policyEditor.ts';
import { until } from '../until.ts';

const policy = 'two/payments.policy.json';

/** The tree, as this extension's observations show it: a line for each row. */
suite('The Tools view', () => {
  let tools: ExtensionObservations['tools'];
  let editor: vscode.TextEditor;

  const text = () => editor.document.getText();
  const row = (name: string) => {
    const found = tools.row(name);
    assert.ok(found, `${name} is not among ${tools.shown.join('\n')}`);
    return found;
  };
  const untilShown = (what: string, pattern: RegExp) =>
    until(`${what}, last seen ${tools.shown.join(' / ')}`, () => tools.shown.some((line) => pattern.test(line)));

  suiteSetup(async () => {
    const extension = vscode.extensions.getExtension<ExtensionObservations>('mcp-policy-author.mcp-policy-author');
    assert.ok(extension);
    ({ tools } = await extension.activate());
    await openPolicy(policy);
    await answering('Start Server', () => picking('payments', () => runCommand('mcpPolicy.connectServer')));
    await runCommand('mcpPolicy.tools.focus');
  });
  setup(async () => {
    editor = await openPolicy(policy);
    // The rows of the text before, which the last test changed, may still be there.
    await untilShown('its tools', /^create_charge \| 1 rule, 30\/min per grant · financial/);
  });
  teardown(async () => {
    await runCommand('mcpPolicy.clearToolFilter');
    await runCommand('mcpPolicy.toolsByServer');
    await closeWithoutSaving();
  });
  suiteTeardown(() => runCommand('mcpPolicy.simulator.focus'));

  test('has the server first, then its tools with what the policy does to each', async () => {
    // Until the tree has heard of the list, it shows the one of an earlier session.
    await untilShown('the server', /\| current · 2 tools · (just now|\d+ minutes? ago)/);
    const [, ...others] = tools.shown;
    assert.deepEqual(others, [
      'create_charge | 1 rule, 30/min per grant · financial',
      'list_charges | deny: hidden · read',
    ]);
  });

  test('hides a tool by one edit, which one undo takes back', async () => {
    const before = text();
    await runCommand('mcpPolicy.hideTools', row('create_charge'));
    assert.deepEqual(JSON.parse(text()).hide, ['list_charges', 'create_charge']);
    await untilShown('the standing', /^create_charge \| deny: hidden/);
    await vscode.window.showTextDocument(editor.document);
    await runCommand('undo');
    assert.equal(text(), before);
  });

  test('changes all tools that are chosen at once', async () => {
    const chosen = [row('create_charge'), row('list_charges')];
    await runCommand('mcpPolicy.removeTools', chosen[0], chosen);
    assert.deepEqual(JSON.parse(text()).tools, {});
    await untilShown('the standing', /^create_charge \| deny: not listed/);
    await runCommand('mcpPolicy.limitTools', row('create_charge'), chosen);
    assert.deepEqual(Object.keys(JSON.parse(text()).tools).toSorted(), ['create_charge', 'list_charges']);
  });

  test('a click goes to the rule, and without one asks what to do', async () => {
    await runCommand('mcpPolicy.openTool', row('create_charge'));
    const { line } = vscode.window.activeTextEditor?.selection.active ?? new vscode.Position(0, 0);
    assert.match(editor.document.lineAt(line).text, /"create_charge"/);
    await runCommand('mcpPolicy.removeTools', row('create_charge'));
    await untilShown('the standing', /^create_charge \| deny: not listed/);
    await picking('$(eye-closed) Hide', () => runCommand('mcpPolicy.openTool', row('create_charge')));
    assert.deepEqual(JSON.parse(text()).hide, ['list_charges', 'create_charge']);
  });

  test('is filtered and grouped', async () => {
    await runCommand('mcpPolicy.filterTools', 'read hidden');
    assert.deepEqual(
      tools.shown.slice(1).map((line) => line.split(' | ')[0]),
      ['list_charges'],
    );
    await runCommand('mcpPolicy.clearToolFilter');
    await runCommand('mcpPolicy.toolsByRisk');
    assert.match(tools.shown[1] ?? '', /^Financial \| \d/);
    assert.match(tools.shown[2] ?? '', /^ {2}\w+ \|/);
  });

  test('a class that is chosen is kept in the settings of the folder', async () => {
    const settings = () => vscode.workspace.getConfiguration('mcpPolicy', editor.document.uri);
    try {
      await picking('Write', () => runCommand('mcpPolicy.setRiskClass', row('create_charge')));
      assert.deepEqual(settings().inspect('riskClasses')?.workspaceFolderValue, { create_charge: 'write' });
      await untilShown('the class', /^create_charge \| .*write/);
      await picking('As guessed', () => runCommand('mcpPolicy.setRiskClass', row('create_charge')));
      assert.equal(settings().inspect('riskClasses')?.workspaceFolderValue, undefined);
      await untilShown('the guess', /^create_charge \| .*financial/);
    } finally {
      await settings().update('riskClasses', undefined, vscode.ConfigurationTarget.WorkspaceFolder);
    }
  });

  test('stays with the last policy while something else is in front', async () => {
    const other = await vscode.workspace.openTextDocument({ content: 'words', language: 'plaintext' });
    await vscode.window.showTextDocument(other);
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.ok(tools.row('create_charge'));
  });

  test('a policy is created beside it and overwrites nothing; what is missing is added', async () => {
    const place = workspaceFile('two/policy.json');
    try {
      await answering(undefined, () => runCommand('mcpPolicy.createPolicy', editor.document.uri));
      const created = await vscode.workspace.openTextDocument(place);
      const value = JSON.parse(created.getText());
      assert.equal(value.default, 'deny');
      assert.deepEqual(Object.keys(value.tools).toSorted(), ['create_charge', 'list_charges']);

      editor = await openPolicy(policy);
      const add = () => answering(undefined, () => runCommand('mcpPolicy.addMissingTools', editor.document.uri));
      const [message] = await add();
      assert.match(message?.text ?? '', /^No tool is missing/);
      await runCommand('mcpPolicy.removeTools', row('list_charges'));
      assert.deepEqual(await add(), []);
      assert.deepEqual(JSON.parse(text()).tools.list_charges, {});
    } finally {
      await closeWithoutSaving();
      await vscode.workspace.fs.delete(place);
    }
  });
});
