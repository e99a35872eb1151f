import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  closeWithoutSaving,
  diagnosticCodes,
  openPolicy,
  ownDiagnostics,
  replaceText,
  untilCodes,
} from '../policyEditor.ts';
import { until } from '../until.ts';

suite('Diagnostics in the editor', () => {
  teardown(closeWithoutSaving);

  test('follow the unsaved text, and go when the mistake goes', async () => {
    const editor = await openPolicy('none/policy.json');
    const { uri } = editor.document;
    await replaceText(editor, '{"version": "1", "default": "maybe", "tools": {"echo": {}}}');
    await untilCodes(uri, 'wrong-value');
    const [diagnostic] = ownDiagnostics(uri);
    assert.equal(diagnostic?.message, '"default" must be "deny" or "allow"');
    assert.equal(editor.document.getText(diagnostic.range), '"maybe"');
    await replaceText(editor, '{"version": "1", "default": "deny", "tools": {"echo": {}}}');
    await untilCodes(uri);
    assert.equal(editor.document.isDirty, true);
  });

  test('leave JSON syntax to VS Code, which says it once', async () => {
    const editor = await openPolicy('none/policy.json');
    const { uri } = editor.document;
    await replaceText(editor, '{"version": "1", "default": "deny", "tools": {"a": {"limits": 5}},}');
    await untilCodes(uri, 'wrong-type');
    const syntax = await until("VS Code's own diagnostics", () => {
      const others = vscode.languages.getDiagnostics(uri).filter(({ source }) => source !== 'MCP Policy');
      return others.length > 0 && others;
    });
    assert.equal(syntax.length, 1);
  });

  test("are silent in another product's policy.json", async () => {
    const foreign = await openPolicy('aws/policy.json');
    const own = await openPolicy('none/policy.json');
    await replaceText(own, '{}');
    await untilCodes(own.document.uri, 'missing-property', 'missing-property');
    assert.deepEqual(diagnosticCodes(foreign.document.uri), []);
  });

  test('come with a quick fix that changes just the mistake, and can be undone', async () => {
    const editor = await openPolicy('none/policy.json');
    const { document } = editor;
    const before = '{"version": "1", "default": "deni", "tools": {"echo": {}}}';
    await replaceText(editor, before);
    await untilCodes(document.uri, 'wrong-value');
    const [diagnostic] = ownDiagnostics(document.uri);
    assert.ok(diagnostic);
    const actions: vscode.CodeAction[] = await vscode.commands.executeCommand(
      'vscode.executeCodeActionProvider',
      document.uri,
      diagnostic.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const fix = actions.find(({ title }) => title === 'Change to "deny"');
    assert.ok(fix?.edit, `among ${actions.map(({ title }) => title)}`);
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    assert.equal(document.getText(), '{"version": "1", "default": "deny", "tools": {"echo": {}}}');
    await untilCodes(document.uri);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), before);
  });

  test('an empty file gets one sentence and a working editor', async () => {
    const editor = await openPolicy('none/policy.json');
    await replaceText(editor, '');
    await untilCodes(editor.document.uri, 'empty-policy-file');
  });
});
