import assert from 'node:assert/strict';
import fs from 'node:fs';
import * as vscode from 'vscode';
import type { ExtensionObservations } from '../../../client/extension.ts';
import { answering, runCommand } from '../person.ts';
import { closeWithoutSaving, openPolicy, workspaceFile } from '../policyEditor.ts';
import { choosingFile, prompting } from '../prompts.ts';
import { until } from '../until.ts';

const list = (...names: readonly string[]) =>
  JSON.stringify({ tools: names.map((name) => ({ name, inputSchema: { type: 'object' } })) });

/** The tools of a server, kept in a file beside its policy. */
suite('Snapshots of tools', () => {
  const file = (name: string) => workspaceFile(`kept/${name}`).fsPath;
  const snapshot = 'payments.mcptools.json';
  const read = () => fs.readFileSync(file(snapshot), 'utf8');
  const namesIn = (text: string): string[] => JSON.parse(text).tools.map(({ name }: { name: string }) => name);
  const told = async (work: () => Thenable<unknown>) => (await answering(undefined, work)).map(({ text }) => text);
  const save = () => told(() => runCommand('mcpPolicy.saveToolSnapshot', policy));
  const importList = () => told(() => runCommand('mcpPolicy.importToolList', policy));
  let policy: vscode.Uri;

  suiteSetup(async () => {
    fs.mkdirSync(file('.vscode'), { recursive: true });
    const payments = {
      command: 'node',
      args: ['../two/server.mjs', '../two/payments.json'],
      cwd: '${workspaceFolder}',
    };
    fs.writeFileSync(file('.vscode/mcp.json'), JSON.stringify({ servers: { payments } }));
    fs.writeFileSync(file('policy.json'), '{ "version": "1", "default": "deny", "tools": { "list_charges": {} } }\n');
    policy = workspaceFile('kept/policy.json');
    await openPolicy('kept/policy.json');
    await answering(['Start Server'], () => runCommand('mcpPolicy.connectServer'));
  });
  setup(() => openPolicy('kept/policy.json'));
  teardown(closeWithoutSaving);
  suiteTeardown(() => fs.rmSync(file('.'), { recursive: true }));

  test('are not written over a file of their name that is none', async () => {
    fs.writeFileSync(file(snapshot), '{ "notes": "mine" }');
    const [message] = await save();
    assert.match(
      message ?? '',
      /is there and is no snapshot of tools that can be read, so nothing was written over it/,
    );
    const document = await vscode.workspace.openTextDocument({ content: list('a'), language: 'json' });
    await vscode.window.showTextDocument(document);
    await prompting([`The Text of ${document.uri.path}`], async () => {
      assert.match((await importList())[0] ?? '', /is no snapshot of tools/);
    });
    assert.equal(read(), '{ "notes": "mine" }');
    fs.rmSync(file(snapshot));
  });

  test('are saved beside the policy, and said to be up to date when they are', async () => {
    assert.deepEqual(await save(), [`kept/${snapshot} holds 2 tools of payments now.`]);
    assert.deepEqual(namesIn(read()), ['create_charge', 'list_charges']);
    const before = read();
    assert.deepEqual(await save(), [`kept/${snapshot} is up to date: it holds 2 tools of payments.`]);
    assert.equal(read(), before);
  });

  test('are made of the text in front of the person; undo brings the one before back', async () => {
    const before = read();
    const document = await vscode.workspace.openTextDocument({ content: list('b', 'a'), language: 'json' });
    await vscode.window.showTextDocument(document);
    const prompts = await prompting([`The Text of ${document.uri.path}`], async () => {
      assert.deepEqual(await importList(), [`kept/${snapshot} holds 2 tools of payments now.`]);
    });
    assert.deepEqual(
      prompts.map(({ labels }) => labels),
      [[`The Text of ${document.uri.path}`, 'A File…']],
    );
    assert.deepEqual(namesIn(read()), ['a', 'b']);
    const shown = await vscode.window.showTextDocument(workspaceFile(`kept/${snapshot}`));
    await runCommand('undo');
    assert.equal(shown.document.getText(), before);
    await shown.document.save();
  });

  test('are made of a file; Escape at either question changes nothing', async () => {
    const before = read();
    fs.writeFileSync(file('captured.json'), list('c'));
    // With the policy in front, a file is asked for at once.
    const prompts = await prompting([], () => choosingFile(undefined, importList));
    assert.deepEqual(prompts, []);
    assert.equal(read(), before);
    await choosingFile(vscode.Uri.file(file('captured.json')), async () => {
      assert.deepEqual(await importList(), [`kept/${snapshot} holds 1 tool of payments now.`]);
    });
    assert.deepEqual(namesIn(read()), ['c']);
    await openPolicy('kept/captured.json');
    await prompting([undefined], async () => assert.deepEqual(await importList(), []));
    await prompting(['A File…'], () =>
      choosingFile(vscode.Uri.file(file('captured.json')), async () => {
        assert.deepEqual(await importList(), [`kept/${snapshot} is up to date: it holds 1 tool of payments.`]);
      }),
    );
  });

  test('are not made of a file that holds no list, nor of one that is too large', async () => {
    const before = read();
    fs.writeFileSync(file('captured.json'), '{ "servers": {} }');
    fs.writeFileSync(file('large.json'), Buffer.alloc(33 * 1024 * 1024, ' '));
    for (const [name, expected] of [
      ['captured.json', /^No tools were imported\. .* Import the answer to a "tools\/list"/],
      ['large.json', /large\.json is too large to be a list of tools\./],
    ] as const) {
      const [message] = await choosingFile(vscode.Uri.file(file(name)), importList);
      assert.match(message ?? '', expected);
    }
    assert.equal(read(), before);
  });

  test('ask before they replace what was changed and not saved', async () => {
    const before = read();
    const shown = await openPolicy(`kept/${snapshot}`);
    await shown.edit((edit) => edit.insert(new vscode.Position(0, 0), '\n'));
    assert.deepEqual(await save(), [`kept/${snapshot} has changes that are not saved. Replace them?`]);
    assert.deepEqual([read(), shown.document.isDirty], [before, true]);
    const messages = await answering('Replace', () => runCommand('mcpPolicy.saveToolSnapshot', policy));
    assert.equal(messages[1]?.text, `kept/${snapshot} holds 2 tools of payments now.`);
    assert.deepEqual(namesIn(read()), ['create_charge', 'list_charges']);
  });

  test('hold the class that a person chose for everyone', async () => {
    const extension = vscode.extensions.getExtension<ExtensionObservations>('mcp-policy-author.mcp-policy-author');
    const tools = extension?.exports.tools;
    assert.ok(tools);
    await until('the row', () => tools.row('list_charges'));
    // VS Code tells of a file that was written in its own time.
    await until('the snapshot', () => tools.current?.overview.server.snapshot);
    const choose = (riskClass: string) =>
      prompting([riskClass, 'In the snapshot'], () => runCommand('mcpPolicy.setRiskClass', tools.row('list_charges')));
    const [, where] = await choose('Destructive');
    assert.deepEqual(where, {
      text: 'Where is “Destructive” to be kept?',
      labels: ['In the settings', 'In the snapshot'],
    });
    assert.deepEqual(JSON.parse(read()).riskClasses, { list_charges: 'destructive' });
    assert.deepEqual(namesIn(read()), ['create_charge', 'list_charges']);
    await until('the class', () => tools.shown.some((line) => /^list_charges \| .*destructive/.test(line)));
    // Saving anew keeps it.
    await save();
    assert.deepEqual(JSON.parse(read()).riskClasses, { list_charges: 'destructive' });
    await choose('As guessed');
    assert.equal(JSON.parse(read()).riskClasses, undefined);
    await until('the guess', () => tools.shown.some((line) => /^list_charges \| .*read/.test(line)));
  });
});
