import assert from 'node:assert/strict';
import {
  CancellationToken,
  CancellationTokenSource,
  DidOpenTextDocumentNotification,
  ErrorCodes,
  LogMessageNotification,
  LSPErrorCodes,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
} from 'vscode-languageserver/node';
import {
  notifications,
  requests,
  type ServerDefinitionsResult,
  type ToolKnowledgeResult,
} from '../../../server/protocol/requests.ts';
import type { ServerDefinitionSummary } from '../../../server/protocol/serverDefinition.ts';
import type { ToolList } from '../../../server/tools/tool.ts';
import { refusingEditor, SlowServers } from './inMemory.ts';

const uri = 'file:///home/me/policy.json';
const nested = 'file:///home/me/sub/policy.json';
const problem = { what: 'It does not answer.', remedy: 'Start it.' };

function listOf(server: string): ToolList {
  return { server, tools: [{ name: 'tool', inputSchema: {} }], skipped: [] };
}

/** What is known of the server `a` after it was listed. */
const listed = { state: 'fresh', definition: 'a', from: 'live', server: 'a', toolCount: 1, skipped: [] };

suite('Connecting', () => {
  let servers: SlowServers;
  let editor: ProtocolConnection;
  setup(async () => {
    servers = new SlowServers();
    servers.folders.set('/home/me/sub/policy.json', '/home/me/sub');
    editor = await refusingEditor(servers);
    for (const each of [uri, nested]) {
      const textDocument = { uri: each, languageId: 'json', version: 1, text: '{}' };
      await editor.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    }
  });
  teardown(() => editor.dispose());

  const connect = (server: string, policy = uri, token = CancellationToken.None) => {
    const params = { uri: policy, server, hash: 'h', inputs: {} };
    return editor.sendRequest<ToolKnowledgeResult>(requests.connect, params, token);
  };
  const known = (policy = uri) => editor.sendRequest<ToolKnowledgeResult>(requests.toolKnowledge, { uri: policy });

  async function connected(server: string, policy = uri): Promise<void> {
    const connecting = connect(server, policy);
    await servers.answer(server, { list: listOf(server) });
    assert.equal((await connecting).state, 'fresh');
  }

  test('an editor that refuses what it is sent does not end the language server', async () => {
    await connected('a');
    assert.equal((await known()).server, 'a');
  });

  test('a second wish ends the first one', async () => {
    const first = connect('slow');
    const given = assert.rejects(first, { code: LSPErrorCodes.RequestCancelled });
    while (servers.pending.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await connected('quick');
    await given;
    assert.equal((await known()).server, 'quick');
  });

  test('cancelling leaves things as they were', async () => {
    await connected('a');
    const source = new CancellationTokenSource();
    const cancelled = assert.rejects(connect('a', uri, source.token), { code: LSPErrorCodes.RequestCancelled });
    while (servers.pending.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    source.cancel();
    await cancelled;
    assert.deepEqual(await known(), listed);
  });

  test('whoever names the connection is told how far it is', async () => {
    const told: unknown[] = [];
    editor.onNotification(notifications.connectProgress, (progress) => void told.push(progress));
    const named = { uri, server: 'a', hash: 'h', inputs: {}, token: '7' };
    const connecting = editor.sendRequest<ToolKnowledgeResult>(requests.connect, named);
    while (servers.pending.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    servers.pending[0]?.onProgress?.({ step: 'listing', tools: 40 });
    await servers.answer('a', { list: listOf('a') });
    await connecting;
    assert.deepEqual(told, [{ token: '7', tools: 40 }]);
  });

  test('a failed refresh keeps the list, as stale', async () => {
    await connected('a');
    const refresh = connect('a');
    await servers.answer('a', { problem });
    assert.deepEqual(await refresh, { ...listed, state: 'stale', problem });
    assert.equal((await known()).state, 'stale');
  });

  test("another server's failure is told and leaves the list of the first alone", async () => {
    await connected('a');
    const other = connect('b');
    await servers.answer('b', { problem });
    assert.deepEqual(await other, {
      state: 'unknown',
      definition: 'b',
      server: 'b',
      toolCount: 0,
      skipped: [],
      problem,
    });
    assert.deepEqual(await known(), listed);
  });

  test('a folder with a configuration of its own knows nothing of the servers above it', async () => {
    await connected('a');
    assert.equal((await known(nested)).state, 'unknown');
    await connected('b', nested);
    assert.equal((await known(nested)).server, 'b');
    assert.equal((await known()).server, 'a');
  });

  test('a policy that opens later hears of the server that is connected already', async () => {
    await connected('a');
    const later = 'file:///home/me/later.policy.json';
    const told = new Promise<void>((resolve) => {
      editor.onNotification(notifications.toolKnowledgeChanged, () => resolve());
    });
    const textDocument = { uri: later, languageId: 'json', version: 1, text: '{}' };
    await editor.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    await told;
    assert.equal((await known(later)).server, 'a');
  });

  const definition = (name: string, source: string): ServerDefinitionSummary => {
    return { name, source, transport: 'stdio', target: name, environment: [], headers: [], inputs: [], hash: name };
  };
  const definitions = (params: object) =>
    editor.sendRequest<ServerDefinitionsResult>(requests.serverDefinitions, params);

  test('what was typed is looked at beside the files, and a server alike by name is suggested', async () => {
    servers.configured = [definition('crm', 'one'), definition('sub', 'two')];
    const found = await definitions({ uri: nested, typed: ['npx crm'] });
    assert.deepEqual(servers.searches.at(-1)?.typed, ['npx crm']);
    assert.deepEqual(
      found.definitions.map(({ name }) => name),
      ['crm', 'sub'],
    );
    const why = "its name is like that of this policy's folder";
    assert.deepEqual(found.suggested, { server: 'sub', source: 'two', why });
  });

  test('which of several definitions of one name is meant reaches the server', async () => {
    const params = { uri, server: 'a', source: '/home/me/.mcp.json', typed: 'npx a', hash: 'h', inputs: {} };
    const connecting = editor.sendRequest<ToolKnowledgeResult>(requests.connect, params);
    await servers.answer('a', { list: listOf('a') });
    await connecting;
    const { source, typed } = servers.searches.at(-1)?.wanted ?? {};
    assert.deepEqual([source, typed], ['/home/me/.mcp.json', 'npx a']);
  });

  test('parameters that are none are refused, and nothing else happens', async () => {
    for (const [method, params] of [
      [requests.connect, { uri, server: 'a' }],
      [requests.connect, { uri, server: 'a', hash: 'h', inputs: { id: 5 } }],
      [requests.connect, { uri, server: 'a', source: 5, hash: 'h', inputs: {} }],
      [requests.serverDefinitions, { uri, typed: [5] }],
      [requests.serverDefinitions, { uri, typed: 'npx a' }],
      [requests.simulate, { uri }],
      [requests.simulate, { uri, calls: [{ tool: 'a', times: 1e9 }] }],
      [requests.toolChoices, {}],
      [requests.toolKnowledge, null],
    ] as const) {
      await assert.rejects(editor.sendRequest(method, params), { code: ErrorCodes.InvalidParams }, method);
    }
    assert.equal((await known()).state, 'unknown');
  });
});

suite('A workspace of several folders', () => {
  test('each folder has a server of its own, and a policy without a file belongs to the first', async () => {
    const servers = new SlowServers();
    const editor = await refusingEditor(servers, ['file:///home/payments', 'file:///home/contacts']);
    const policies = [
      ['file:///home/payments/policy.json', 'payments'],
      ['file:///home/contacts/policy.json', 'contacts'],
    ] as const;
    for (const [policy, server] of policies) {
      const textDocument = { uri: policy, languageId: 'json', version: 1, text: '{}' };
      await editor.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
      const connecting = editor.sendRequest(requests.connect, { uri: policy, server, hash: 'h', inputs: {} });
      await servers.answer(server, { list: listOf(server) });
      await connecting;
    }
    const untitled = 'untitled:Untitled-1';
    const textDocument = { uri: untitled, languageId: 'json', version: 1, text: '{"version": "1", "default": "deny"}' };
    await editor.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    const known = async (policy: string) =>
      (await editor.sendRequest<ToolKnowledgeResult>(requests.toolKnowledge, { uri: policy })).server;
    assert.equal(await known('file:///home/payments/policy.json'), 'payments');
    assert.equal(await known('file:///home/contacts/policy.json'), 'contacts');
    while ((await known(untitled)) === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal(await known(untitled), 'payments');
    editor.dispose();
  });
});

suite('A folder that cannot be looked at', () => {
  test('is told in the log, and the policy is checked all the same', async () => {
    const servers = new SlowServers();
    servers.folderOf = () => Promise.reject(new Error('the disk is gone'));
    const editor = await refusingEditor(servers);
    const told = new Promise<string>((resolve) => {
      editor.onNotification(LogMessageNotification.type, ({ message }) => resolve(message));
    });
    const diagnosed = new Promise<number>((resolve) => {
      editor.onNotification(PublishDiagnosticsNotification.type, ({ diagnostics }) => resolve(diagnostics.length));
    });
    const textDocument = { uri, languageId: 'json', version: 1, text: '{}' };
    await editor.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    assert.match(await told, /the disk is gone/);
    assert.equal(await diagnosed, 2);
    editor.dispose();
  });
});
