import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { answering, picking, runCommand } from '../person.ts';
import {
  closeWithoutSaving,
  diagnosticCodes,
  openPolicy,
  replaceText,
  untilCodes,
  workspaceFile,
} from '../policyEditor.ts';
import { hoverAt } from '../reading.ts';
import { until } from '../until.ts';

const connect = (server: string) =>
  answering('Start Server', () => picking(server, () => runCommand('mcpPolicy.connectServer')));

suite('Where policies are written', () => {
  teardown(closeWithoutSaving);

  test('two policies of one folder, each with a server of its own', async () => {
    const payments = await openPolicy('two/payments.policy.json');
    await connect('payments');
    const contacts = await openPolicy('two/contacts.policy.json');
    await connect('contacts');
    await until('the contact', async () => /Finds a contact/.test(await hover(contacts, 'find_contact')));
    assert.match(await hover(payments, '"create_charge"'), /Charges a card/);
    assert.deepEqual(diagnosticCodes(payments.document.uri), []);
    assert.deepEqual(diagnosticCodes(contacts.document.uri), []);
  });

  test('a setting says which server a policy belongs to, and another one is not asked', async () => {
    const settings = vscode.workspace.getConfiguration('mcpPolicy');
    await settings.update('servers', { 'payments.policy.json': 'contacts' }, vscode.ConfigurationTarget.Workspace);
    try {
      const { document } = await openPolicy('two/payments.policy.json');
      await connect('contacts');
      await untilCodes(document.uri, 'unknown-tool', 'unknown-tool');
    } finally {
      await settings.update('servers', undefined, vscode.ConfigurationTarget.Workspace);
    }
    await untilCodes(workspaceFile('two/payments.policy.json'));
  });

  test('an untitled document, once it reads like a policy', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'json', content: '{}' });
    const editor = await vscode.window.showTextDocument(document);
    await replaceText(editor, '{"version": "1", "default": "maybe", "tools": {}}');
    await untilCodes(document.uri, 'wrong-value');
    await replaceText(editor, '{"name": "something else"}');
    await untilCodes(document.uri);
  });

  test('a diff editor: what is wrong on the side that is a file, what its words mean on both', async () => {
    const [left, right] = [workspaceFile('none/policy.json'), workspaceFile('two/payments.policy.json')];
    await runCommand('vscode.diff', left, right, 'A policy and another');
    const document = await until('the right side', () => vscode.window.activeTextEditor?.document);
    assert.equal(document.uri.toString(), right.toString());
    const before = await vscode.workspace.openTextDocument(left);
    await until('the hover', async () =>
      /Tools that are not listed/.test(await hoverAt(before, before.getText().indexOf('"default"') + 2)),
    );
    assert.match(await hoverAt(document, document.getText().indexOf('"default"') + 2), /Tools that are not listed/);
  });
});

function hover({ document }: vscode.TextEditor, text: string): Promise<string> {
  return hoverAt(document, document.getText().indexOf(text) + 2);
}
