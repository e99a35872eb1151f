import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import {
  createConnection,
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { diskMemory } from '../../../server/lsp/knowledge/diskMemory.ts';
import { policySnapshots } from '../../../server/lsp/knowledge/policySnapshots.ts';
import { rememberedLists } from '../../../server/lsp/knowledge/rememberedLists.ts';
import { type ToolKnowledgeStore, toolKnowledgeStore } from '../../../server/lsp/knowledge/toolKnowledgeStore.ts';
import { configuredToolServers } from '../../../server/lsp/servers/configuredToolServers.ts';
import { answerSnapshotRequests } from '../../../server/lsp/tools/snapshotRequests.ts';
import { requests, type SnapshotResult } from '../../../server/protocol/requests.ts';
import { diskSnapshotFiles } from '../../../server/serverConfig/snapshots/diskSnapshotFiles.ts';
import { parseSnapshot } from '../../../server/tools/snapshot.ts';
import { freshTools } from '../../toolLists.ts';

const canary = 'canary-4711-canary';

suite('Saving and importing tools', () => {
  let root = '';
  let workspace = '';
  let log: string[] = [];
  let store: ToolKnowledgeStore;
  let editor: ProtocolConnection;
  const uri = () => pathToFileURL(join(workspace, 'policy.json')).href;

  setup(() => {
    root = mkdtempSync(join(tmpdir(), 'mcp-policy-'));
    workspace = join(root, 'workspace');
    mkdirSync(join(workspace, '.vscode'), { recursive: true });
    // Of its own: what the test before left writing is not this one's failure.
    const lines: string[] = [];
    log = lines;
    const note = (line: string) => void lines.push(line);
    const place = () => ({ path: join(workspace, 'policy.json'), folder: workspace });
    const snapshots = policySnapshots(diskSnapshotFiles, place, note);
    const digest = (text: string) => createHash('sha256').update(text).digest('hex');
    const lists = rememberedLists(diskMemory(join(root, 'memory')), digest, note);
    store = toolKnowledgeStore({ lists: () => lists, snapshotFor: snapshots.load });
    store.settle(uri(), workspace);
    const [toServer, toEditor] = [new PassThrough(), new PassThrough()];
    const server = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toEditor));
    answerSnapshotRequests(server, { store, snapshots });
    server.listen();
    editor = createProtocolConnection(new StreamMessageReader(toEditor), new StreamMessageWriter(toServer));
    editor.listen();
  });
  teardown(() => {
    editor.dispose();
    rmSync(root, { recursive: true, force: true });
  });

  function connect(...tools: string[]): void {
    store.connect(workspace, { name: 'pay', hash: 'h1', knowledge: freshTools(...tools) });
  }

  async function ask(method: string, params: object = {}): Promise<{ readonly path: string; readonly text: string }> {
    const result: SnapshotResult = await editor.sendRequest(method, { uri: uri(), ...params });
    assert.ok('path' in result, JSON.stringify(result));
    return result;
  }

  async function refusal(method: string, params: object = {}): Promise<string> {
    const result: SnapshotResult = await editor.sendRequest(method, { uri: uri(), ...params });
    assert.ok('problem' in result, JSON.stringify(result));
    return `${result.problem.what} ${result.problem.remedy}`;
  }

  function save({ path, text }: { readonly path: string; readonly text: string }): void {
    writeFileSync(path, text);
  }

  test('a list is saved beside the policy, under the name of its server, and then found there', async () => {
    connect('charge', 'refund');
    const snapshot = await ask(requests.snapshot);
    assert.equal(snapshot.path, join(workspace, 'pay.mcptools.json'));
    save(snapshot);
    assert.equal(await store.recall(uri()), true);
    assert.equal(store.baselineOf(uri())?.list.tools.length, 2);
    assert.deepEqual(await ask(requests.snapshot), snapshot);
  });

  test('saved again it keeps its place and the risk classes that people chose', async () => {
    const path = join(workspace, 'policy.mcptools.json');
    save({ path, text: '{"server": "Pay", "riskClasses": {"charge": "read"}, "tools": []}' });
    connect('charge');
    const snapshot = await ask(requests.snapshot);
    assert.equal(snapshot.path, path);
    assert.deepEqual(JSON.parse(snapshot.text).riskClasses, { charge: 'read' });
  });

  test('a list that takes more than a snapshot may have is not saved: nobody could read it again', async () => {
    connect(...Array.from({ length: 20 }, (_, index) => `${index}${'x'.repeat(1_000_000)}`));
    assert.match(await refusal(requests.snapshot), /more than the 16 MB that a snapshot may have/);
  });

  test('where no server has listed anything, there is nothing to save', async () => {
    assert.match(await refusal(requests.snapshot), /^No server has listed its tools .* import a list/);
    save({ path: join(workspace, 'a.mcptools.json'), text: '{"tools": []}' });
    await store.recall(uri());
    assert.match(await refusal(requests.snapshot), /^No server has listed its tools/);
    store.choose(uri(), 'pay');
    await store.recall(uri());
    assert.match(await refusal(requests.snapshot), /^The server "pay" has not listed its tools/);
  });

  test('a list that is older than the snapshot does not take its place', async () => {
    connect('charge');
    const path = join(workspace, 'pay.mcptools.json');
    save({ path, text: '{"server": "Pay", "fetchedAt": "2026-01-31T00:00:00.000Z", "tools": []}' });
    assert.match(
      await refusal(requests.snapshot),
      /is older than .*pay\.mcptools\.json.* Connect to the server first\.$/,
    );
  });

  test('an imported list lies under the name of the policy when no server is known', async () => {
    const snapshot = await ask(requests.importSnapshot, {
      text: '{"result": {"tools": [{"name": "a", "inputSchema": {"type": "object"}}]}}',
    });
    assert.equal(snapshot.path, join(workspace, 'policy.mcptools.json'));
    save(snapshot);
    await store.recall(uri());
    assert.deepEqual(
      store.baselineOf(uri())?.list.tools.map(({ name }) => name),
      ['a'],
    );
  });

  test('an imported list takes the place of a snapshot, and brings its own risk classes', async () => {
    const path = join(workspace, 'pay.mcptools.json');
    save({ path, text: '{"server": "Pay", "riskClasses": {"a": "read", "gone": "read"}, "tools": []}' });
    const tools = [
      { name: 'a', inputSchema: { type: 'object' } },
      { name: 'b', inputSchema: { type: 'object' } },
    ];
    const own = await ask(requests.importSnapshot, {
      text: JSON.stringify({ tools, riskClasses: { b: 'write' }, server: 'Shop' }),
    });
    assert.equal(own.path, path);
    const { server, riskClasses } = JSON.parse(own.text);
    assert.deepEqual([server, riskClasses], ['Shop', { a: 'read', b: 'write' }]);
    const plain = await ask(requests.importSnapshot, { text: JSON.stringify({ tools }) });
    assert.equal(JSON.parse(plain.text).server, 'Pay');
    const named = await ask(requests.importSnapshot, { text: JSON.stringify({ tools }), server: 'Other' });
    assert.equal(JSON.parse(named.text).server, 'Other');
  });

  test('what cannot be imported is said, with what can be', async () => {
    assert.match(
      await refusal(requests.importSnapshot, { text: '{"mcpServers": {}}' }),
      /^No tools were imported\. It says how servers are started or reached, .* Import the answer to a "tools\/list"/,
    );
  });

  test('a snapshot that cannot be read is no knowledge and a line in the log, once', async () => {
    save({ path: join(workspace, 'a.mcptools.json'), text: '{"tools": 7}' });
    assert.equal(await store.recall(uri()), false);
    await store.recall(uri());
    assert.deepEqual(log.length, 1);
    assert.match(log[0] ?? '', /a\.mcptools\.json is not used: The "tools" of the snapshot is not a list\.$/);
  });

  test('what is no snapshot is not written over, wherever a link leads', async () => {
    const profile = join(root, 'profile');
    writeFileSync(profile, 'umask 077');
    symlinkSync(profile, join(workspace, 'pay.mcptools.json'));
    connect('$(touch owned)');
    assert.match(await refusal(requests.snapshot), /pay\.mcptools\.json is there and is no snapshot of tools/);
    const text = '{"tools": [{"name": "a", "inputSchema": {"type": "object"}}]}';
    assert.match(await refusal(requests.importSnapshot, { text }), /is no snapshot of tools/);
  });

  test('parameters that are none are refused', async () => {
    await assert.rejects(editor.sendRequest(requests.snapshot, {}), /parameters/);
    await assert.rejects(editor.sendRequest(requests.importSnapshot, { uri: uri(), text: 7 }), /parameters/);
  });

  test('what a server echoes of its secrets is in no remembered list and no snapshot', async () => {
    const definition = {
      type: 'stdio',
      command: process.execPath,
      args: [resolve('test/fixtures/mcp/echoing-server.mjs')],
      env: { API_KEY: canary },
    };
    const config = JSON.stringify({ servers: { echo: definition } });
    writeFileSync(join(workspace, '.vscode', 'mcp.json'), config);
    const search = { path: join(workspace, 'policy.json'), folder: workspace };
    const [found] = (await configuredToolServers.definitions(search)).definitions;
    assert.ok(found !== undefined);
    const { signal } = new AbortController();
    const agreed = { server: found.name, hash: found.hash, inputs: {} };
    const result = await configuredToolServers.list(search, agreed, { timeoutMilliseconds: 20_000, signal });
    assert.ok('list' in result, JSON.stringify(result));
    store.connect(workspace, { name: found.name, hash: found.hash, knowledge: { state: 'fresh', list: result.list } });
    const snapshot = await ask(requests.snapshot);
    save(snapshot);
    while (!hasKept(join(root, 'memory'))) await new Promise((resolve) => setTimeout(resolve, 5));
    const reading = parseSnapshot(snapshot.text);
    assert.ok('list' in reading && reading.list.tools.length === 1);
    for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (!entry.isFile() || entry.name === 'mcp.json') continue;
      assert.equal(/4711|canary/.test(readFileSync(path, 'utf8')), false, path);
    }
    assert.deepEqual(log, []);
  });
});

function hasKept(folder: string): boolean {
  try {
    return readdirSync(folder).some((name) => name.endsWith('.list'));
  } catch {
    return false;
  }
}
