import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { answering, runCommand } from '../person.ts';
import { closeWithoutSaving, openPolicy, replaceText, untilCodes, workspaceFile } from '../policyEditor.ts';

suite('An untrusted workspace', () => {
  teardown(closeWithoutSaving);

  test('is one', () => assert.equal(vscode.workspace.isTrusted, false));

  test('is edited as any other', async () => {
    const editor = await openPolicy('none/policy.json');
    await replaceText(editor, '{"version": "1", "default": "maybe", "tools": {}}');
    await untilCodes(editor.document.uri, 'wrong-value');
  });

  test('starts nothing, and says so', async () => {
    await openPolicy('marker/policy.json');
    const shown = await answering('Start Server', () => runCommand('mcpPolicy.connectServer'));
    assert.equal(shown.length, 1);
    assert.match(shown[0]?.text ?? '', /This workspace is not trusted, so no MCP server is started/);
    assert.equal(existsSync(workspaceFile('marker/started').fsPath), false);
  });
});
