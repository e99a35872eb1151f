import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { answering, picking, runCommand } from '../person.ts';
import {
  closeWithoutSaving,
  openPolicy,
  ownDiagnostics,
  replaceText,
  untilCodes,
  workspaceFile,
} from '../policyEditor.ts';

const everything = { text: 'Start the MCP server "everything" on this computer?' };

async function labelsAt(document: vscode.TextDocument, offset: number): Promise<string[]> {
  const list: vscode.CompletionList = await vscode.commands.executeCommand(
    'vscode.executeCompletionItemProvider',
    document.uri,
    document.positionAt(offset),
  );
  return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

suite('Tool names of a real server', () => {
  teardown(closeWithoutSaving);

  test('nothing is started when the person says no', async () => {
    await openPolicy('marker/policy.json');
    const shown = await answering(undefined, () => runCommand('mcpPolicy.connectServer'));
    assert.equal(shown.length, 1);
    assert.match(shown[0]?.detail ?? '', /Command: node -e .*writeFileSync/);
    assert.match(shown[0]?.detail ?? '', /In folder: .*marker/);
    assert.equal(existsSync(workspaceFile('marker/started').fsPath), false);
  });

  test('come after the person says yes: completion, hover, a warning for a wrong one, its fix', async () => {
    const editor = await openPolicy('everything/policy.json');
    const { document } = editor;
    const shown = await answering('Start Server', () => runCommand('mcpPolicy.connectServer'));
    assert.deepEqual(
      shown.map(({ text }) => ({ text })),
      [everything],
    );

    await untilCodes(document.uri, 'unknown-tool');
    const [diagnostic] = ownDiagnostics(document.uri);
    assert.equal(diagnostic && document.getText(diagnostic.range), '"get-sm"');

    const inTools = document.getText().indexOf('"get-sm"') + 1;
    const labels = await labelsAt(document, inTools);
    assert.ok(labels.includes('get-sum'), `among ${labels}`);
    assert.ok(!labels.includes('echo'), 'what is listed already is not offered');

    const hovers: vscode.Hover[] = await vscode.commands.executeCommand(
      'vscode.executeHoverProvider',
      document.uri,
      document.positionAt(document.getText().indexOf('"echo"') + 2),
    );
    const hover = hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (typeof content === 'string' ? content : content.value))
      .join('\n');
    assert.match(hover, /args\\\.message/);

    await replaceText(editor, document.getText().replace('"get-sm"', '"get-summ"'));
    await untilCodes(document.uri, 'unknown-tool');
    const actions: vscode.CodeAction[] = await vscode.commands.executeCommand(
      'vscode.executeCodeActionProvider',
      document.uri,
      ownDiagnostics(document.uri)[0]?.range,
    );
    const fix = actions.find(({ title }) => title === 'Change to "get-sum"');
    assert.ok(fix?.edit, `among ${actions.map(({ title }) => title)}`);
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    await untilCodes(document.uri);
  });

  test('the same definition is not asked about twice, until it is forgotten', async () => {
    await openPolicy('everything/policy.json');
    assert.deepEqual(await answering(undefined, () => runCommand('mcpPolicy.connectServer')), []);
    await answering(undefined, () => picking('everything', () => runCommand('mcpPolicy.forgetServers')));
    const [question] = await answering(undefined, () => runCommand('mcpPolicy.connectServer'));
    assert.equal(question?.text, everything.text);
  });

  test('a server that cannot be started says why, and editing goes on', async () => {
    const editor = await openPolicy('absent/policy.json');
    const shown = await answering('Start Server', () => runCommand('mcpPolicy.connectServer'));
    assert.match(shown.at(-1)?.text ?? '', /no-such-command-anywhere/);
    await replaceText(editor, '{}');
    await untilCodes(editor.document.uri, 'missing-property', 'missing-property');
  });

  test('a broken mcp.json is named, and nothing else breaks', async () => {
    await openPolicy('broken/policy.json');
    const shown = await answering(undefined, () => runCommand('mcpPolicy.connectServer'));
    assert.equal(shown.length, 1);
    assert.match(shown[0]?.text ?? '', /broken.\.vscode.mcp\.json: /);
  });

  test('a policy outside of every folder is told where servers are read from', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'no-folder-'));
    try {
      const file = join(folder, 'policy.json');
      writeFileSync(file, '{"version": "1", "default": "deny", "tools": {}}');
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file));
      const shown = await answering(undefined, () => runCommand('mcpPolicy.connectServer'));
      assert.match(shown[0]?.text ?? '', /^This policy is in no open folder\./);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('without an mcp.json, it says where one belongs', async () => {
    await openPolicy('none/policy.json');
    const shown = await answering(undefined, () => runCommand('mcpPolicy.connectServer'));
    assert.match(shown[0]?.text ?? '', /No MCP server is configured for this policy: .*mcp\.json does not exist\./);
  });
});
