import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { consentStore } from '../../../client/servers/consent.ts';
import { tieOffers } from '../../../client/servers/tie.ts';
import { typedServers } from '../../../client/servers/typed.ts';
import { answering, offered, picking, pressingButton, runCommand, typing } from '../person.ts';
import { closeWithoutSaving, openPolicy } from '../policyEditor.ts';
import { hoverAt } from '../reading.ts';
import { until } from '../until.ts';

const policy = 'servers/payments.policy.json';
const connect = () => runCommand('mcpPolicy.connectServer');

suite('Choosing among the servers of every client', () => {
  teardown(closeWithoutSaving);

  test('they are grouped by where they come from: the suggested one first, broken ones and typing last', async () => {
    await openPolicy(policy);
    assert.deepEqual(await offered(connect), [
      "— Suggested: its name is like that of this policy's file",
      'payments',
      '— Cursor, workspace',
      'crm',
      '— Cannot be used',
      'broken',
      '— ',
      'Type a command or URL…',
    ]);
  });

  test('a broken one opens its file at the line', async () => {
    await openPolicy(policy);
    await picking('broken', connect);
    const { document, selection } = await until('the file', () => {
      const shown = vscode.window.activeTextEditor;
      return shown?.document.fileName.endsWith('mcp.json') && shown;
    });
    assert.match(document.lineAt(selection.active.line).text, /"broken"/);
  });

  test('the question says whose file it is; saying yes lists its tools and offers to tie the policy to it', async () => {
    const { document } = await openPolicy(policy);
    const servers = vscode.workspace.getConfiguration('mcpPolicy', document.uri);
    const other = { 'elsewhere.policy.json': 'crm' };
    await servers.update('servers', other, vscode.ConfigurationTarget.WorkspaceFolder);
    try {
      const answers = ['Start Server', 'Always Use "payments"'];
      const [question, offer] = await answering(answers, () => picking('payments', connect));
      assert.match(question?.detail ?? '', /Defined in: .*\.mcp\.json \(Claude Code, workspace\)/);
      assert.equal(offer?.text, 'Does payments.policy.json always belong to the MCP server "payments"?');
      const tool = document.getText().indexOf('"create_charge"') + 1;
      await until('the tool', async () => /Charges a card/.test(await hoverAt(document, tool)));

      const written = { [policy]: 'payments', ...other };
      await until('the setting', () => {
        const value = vscode.workspace.getConfiguration('mcpPolicy', document.uri).get('servers');
        return JSON.stringify(value) === JSON.stringify(written);
      });
      await until('the way without a picker', async () => {
        return (await offered(connect)).length === 0;
      });
    } finally {
      await servers.update('servers', undefined, vscode.ConfigurationTarget.WorkspaceFolder);
    }
  });

  test('each policy is asked about once', async () => {
    await openPolicy(policy);
    assert.deepEqual(await answering(undefined, () => picking('payments', connect)), []);
  });

  test('what was typed is started, offered again, and taken off the list', async () => {
    const { document } = await openPolicy('none/policy.json');
    const answers = ['Type a Command or URL', 'Start Server'];
    const shown = await answering(answers, () => typing('node two/server.mjs two/payments.json', connect));
    assert.equal(shown[1]?.text, 'Start the MCP server "two" on this computer?');
    assert.match(shown[1]?.detail ?? '', /Defined in: no file, you typed it/);
    assert.equal(shown.length, 2, 'no setting is offered that would name it');
    await until('its tools', async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
      );
      return lenses.some(({ command }) => command?.title.includes('2 tools'));
    });

    await openPolicy(policy);
    const typed = (rows: string[]) =>
      rows.slice(rows.indexOf('— Cursor, workspace') + 2, rows.indexOf('— Cannot be used'));
    assert.deepEqual(typed(await offered(connect)), ['— typed by hand', 'two']);
    await pressingButton('two', connect);
    assert.deepEqual(typed(await offered(connect)), []);

    // Nothing of it is kept, not even that it was trusted.
    await openPolicy('none/policy.json');
    const anew = await answering('Type a Command or URL', () =>
      typing('node two/server.mjs two/payments.json', connect),
    );
    assert.equal(anew[1]?.text, 'Start the MCP server "two" on this computer?');
  });

  test('forgetting a server that is watched ends its connection, also when its policy is closed', async () => {
    const watch = () => runCommand('mcpPolicy.watchServer');
    const stop = () => runCommand('mcpPolicy.stopWatching');
    await openPolicy(policy);
    await answering(undefined, () => picking('payments', watch));
    await closeWithoutSaving();
    await openPolicy('none/policy.json');
    // It is offered although this policy's own server is not watched.
    assert.deepEqual(await answering(undefined, () => picking('none of them', stop)), []);
    await answering(undefined, () => picking('payments', () => runCommand('mcpPolicy.forgetServers')));
    const [message] = await answering(undefined, stop);
    assert.equal(message?.text, 'No MCP server is watched.');
    await openPolicy(policy);
    await answering(['Start Server'], () => picking('payments', connect));
  });

  test('forgetting takes the chosen ones, or all', async () => {
    await openPolicy(policy);
    const forget = () => runCommand('mcpPolicy.forgetServers');
    await answering(undefined, () => picking('payments', forget));
    const [question] = await answering(undefined, () => picking('payments', connect));
    assert.match(question?.text ?? '', /^Start the MCP server "payments"/);
    await answering(undefined, () => picking('Forget all', forget));
    const [message] = await answering(undefined, forget);
    assert.equal(message?.text, 'No MCP server is remembered as trusted.');
  });
});

suite('What is remembered of servers', () => {
  function memory(stored: Readonly<Record<string, unknown>> = {}): vscode.Memento {
    const values = new Map(Object.entries(stored));
    return {
      keys: () => [...values.keys()],
      get: (key: string, preset?: unknown) => values.get(key) ?? preset,
      update: async (key: string, value: unknown) => void values.set(key, value),
    } as vscode.Memento;
  }

  test('what was agreed to: by name and target, and by the hash alone what an older version kept', async () => {
    const consents = consentStore(memory({ 'mcpPolicy.consentedDefinitions': ['old', 7, { name: 'no hash' }] }));
    await consents.remember({ hash: 'new', name: 'crm', target: 'crm --token canary' });
    assert.deepEqual(consents.all(), [{ hash: 'old' }, { hash: 'new', name: 'crm', target: 'crm --token •••' }]);
    assert.ok(consents.has('old') && consents.has('new') && !consents.has('other'));
    await consents.forget(['old']);
    assert.deepEqual([consents.has('old'), consents.has('new')], [false, true]);
  });

  test('what was typed, the latest fifty', async () => {
    const typed = typedServers(memory());
    for (let index = 0; index < 60; index++) await typed.remember(`npx ${index}`);
    await typed.remember('npx 20');
    assert.deepEqual([typed.all().length, typed.all().at(-1)], [50, 'npx 20']);
    await typed.forget('npx 20');
    assert.ok(!typed.all().includes('npx 20'));
  });

  test('for which policy the setting was offered', async () => {
    const offers = tieOffers(memory());
    await offers.asked('a');
    assert.deepEqual([offers.mayAsk('a'), offers.mayAsk('b')], [false, true]);
    await offers.stop();
    assert.equal(offers.mayAsk('b'), false);
  });
});
