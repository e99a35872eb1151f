import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import {
  CancellationTokenSource,
  createConnection,
  createProtocolConnection,
  ErrorCodes,
  LSPErrorCodes,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { placeIn } from '../../../server/lsp/documents/policyPlace.ts';
import type { RememberedList } from '../../../server/lsp/knowledge/rememberedLists.ts';
import { type ToolKnowledgeStore, toolKnowledgeStore } from '../../../server/lsp/knowledge/toolKnowledgeStore.ts';
import { configuredToolServers } from '../../../server/lsp/servers/configuredToolServers.ts';
import type {
  AgreedServer,
  ServerSearch,
  WatchableServers,
  WatchResult,
} from '../../../server/lsp/servers/toolServers.ts';
import { answerWatchRequests, type WatchRequests } from '../../../server/lsp/servers/watching.ts';
import type { Watch, WatchOptions } from '../../../server/mcp/watch/watchTools.ts';
import {
  notifications,
  requests,
  type ToolKnowledgeResult,
  type WatchedServer,
} from '../../../server/protocol/requests.ts';
import type { ConnectionProblem } from '../../../server/tools/knowledge.ts';
import type { ToolList } from '../../../server/tools/tool.ts';
import { changingServer } from '../mcp/watch/changingServer.ts';
import { SlowServers } from './inMemory.ts';

const uri = 'file:///home/me/policy.json';
const other = 'file:///home/me/other/policy.json';
const problem = { what: 'It does not answer.', remedy: 'Start it.' };

function listOf(...names: readonly string[]): ToolList {
  return { server: 'S', tools: names.map((name) => ({ name, inputSchema: {} })), skipped: [], fetchedAt: Date.now() };
}

/** A watch that a test keeps, in place of a connection. */
interface HeldWatch {
  readonly server: string;
  readonly options: WatchOptions;
  /** It gives up by itself. */
  giveUp(problem: ConnectionProblem): void;
}

class HeldWatches extends SlowServers implements WatchableServers {
  readonly held: HeldWatch[] = [];
  /** What is not agreed to. */
  refusal: ConnectionProblem | undefined;

  override async watch(_search: ServerSearch, { server }: AgreedServer, options: WatchOptions): Promise<WatchResult> {
    if (this.refusal !== undefined) return { problem: this.refusal };
    let over: (problem: ConnectionProblem | undefined) => void = () => undefined;
    const promise = new Promise<ConnectionProblem | undefined>((resolve) => {
      over = resolve;
    });
    options.signal?.addEventListener('abort', () => over(undefined));
    this.held.push({ server, options, giveUp: over });
    return { watch: { over: promise, end: async () => void (await promise) } };
  }

  async next(count: number): Promise<HeldWatch> {
    for (;;) {
      const last = this.held[count - 1];
      if (last !== undefined) return last;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

suite('Keeping connections for an editor', () => {
  let servers: HeldWatches;
  let store: ToolKnowledgeStore;
  let editor: ProtocolConnection;
  let watches: WatchRequests;
  let folders: string[];
  let isTrusted: boolean;
  let tied: string | undefined;
  let checks: number;
  let told: number;
  let remembered: RememberedList[];

  setup(() => {
    servers = new HeldWatches();
    store = toolKnowledgeStore({
      lists: () => ({ recall: async () => undefined, remember: async (kept) => void remembered.push(kept) }),
      snapshotFor: async () => undefined,
    });
    [folders, isTrusted, tied, checks, told, remembered] = [['file:///home/me'], true, undefined, 0, 0, []];
    for (const each of [uri, other]) store.settle(each, '/home/me');
    const [toServer, toEditor] = [new PassThrough(), new PassThrough()];
    const server = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toEditor));
    watches = answerWatchRequests(server, {
      servers,
      store,
      isTrusted: () => isTrusted,
      placeOf: (each) => placeIn(folders, each),
      tiedServer: () => tied,
      timeoutMilliseconds: async () => 1_000,
      settleFolders: async () => undefined,
      knowledgeChanged: () => {
        checks += 1;
      },
      send: (sent) => void sent.catch(() => undefined),
    });
    server.listen();
    editor = createProtocolConnection(new StreamMessageReader(toEditor), new StreamMessageWriter(toServer));
    editor.onNotification(notifications.toolKnowledgeChanged, () => {
      told += 1;
    });
    editor.listen();
  });

  teardown(async () => {
    await watches.endAll();
    editor.dispose();
  });

  const params = (server: string, policy = uri) => ({ uri: policy, server, hash: 'h', inputs: {} });
  const watch = (server: string, policy = uri) =>
    editor.sendRequest<ToolKnowledgeResult>(requests.watch, params(server, policy));
  const unwatch = (policy = uri) => editor.sendRequest(requests.unwatch, { uri: policy });

  async function watching(server: string, policy = uri): Promise<HeldWatch> {
    const count = servers.held.length + 1;
    const asked = watch(server, policy);
    const held = await servers.next(count);
    held.options.onList(listOf('a'));
    held.options.onState({ state: 'connected' });
    const result = await asked;
    assert.deepEqual([result.state, result.toolCount, result.watch], ['fresh', 1, { state: 'connected' }]);
    return held;
  }

  const toolsOf = (policy = uri) => {
    const knowledge = store.of(policy);
    return knowledge.state === 'unknown' ? [] : knowledge.list.tools.map(({ name }) => name);
  };

  test('the first list is the answer, and the server is the policy’s own from then on', async () => {
    await watching('s');
    assert.equal(store.serverOf(uri)?.name, 's');
    assert.deepEqual([toolsOf(), watches.stateOf(uri)], [['a'], { state: 'connected' }]);
  });

  test('a list that changes is known at once and checked against; one that is only younger is remembered alone', async () => {
    const held = await watching('s');
    const before = checks;
    held.options.onList({ ...listOf('a'), fetchedAt: 7 });
    assert.deepEqual([checks, remembered.map(({ list }) => list.fetchedAt).at(-1)], [before, 7]);
    held.options.onList(listOf('b'));
    assert.deepEqual([toolsOf(), checks], [['b'], before + 1]);
    assert.deepEqual(
      remembered.map(({ folder, name, hash }) => [folder, name, hash]),
      Array(3).fill(['/home/me', 's', 'h']),
    );
  });

  test('while the connection is lost its list is stale, and its state says when it is tried again', async () => {
    const held = await watching('s');
    held.options.onProblem(problem);
    held.options.onState({ state: 'waiting', retryAt: 7, attempt: 1 });
    assert.equal(store.of(uri).state, 'stale');
    assert.deepEqual([toolsOf(), watches.stateOf(uri)], [['a'], { state: 'waiting', retryAt: 7, attempt: 1 }]);
    held.options.onList(listOf('a'));
    held.options.onState({ state: 'connected' });
    assert.equal(store.of(uri).state, 'fresh');
  });

  test('a connection that is given up leaves the last list, stale, with the reason', async () => {
    const held = await watching('s');
    held.giveUp(problem);
    while (watches.stateOf(uri) !== undefined) await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setTimeout(resolve, 5));
    assert.deepEqual([toolsOf(), watches.stateOf(uri)], [['a'], undefined]);
    assert.deepEqual('problem' in store.of(uri) && store.of(uri), { ...store.of(uri), state: 'stale', problem });
  });

  test('a server that cannot be reached at first is told as after connecting', async () => {
    const asked = watch('s');
    (await servers.next(1)).giveUp(problem);
    const result = await asked;
    assert.deepEqual([result.state, result.problem, result.watch], ['unknown', problem, undefined]);
    assert.equal(watches.stateOf(uri), undefined);
  });

  test('a definition that changed since the person agreed is not connected to', async () => {
    servers.refusal = { what: 'The definition changed.', remedy: 'Look at it.' };
    assert.deepEqual((await watch('s')).problem, servers.refusal);
    assert.equal(servers.held.length, 0);
  });

  test('nothing is connected to in an untrusted workspace, outside of every folder, or against a setting', async () => {
    isTrusted = false;
    await assert.rejects(watch('s'), { code: ErrorCodes.InvalidRequest, message: /not trusted/ });
    isTrusted = true;
    await assert.rejects(watch('s', 'file:///elsewhere/policy.json'), { message: /in no open folder/ });
    tied = 't';
    await assert.rejects(watch('s'), { message: /ties this policy to "t"/ });
    await assert.rejects(editor.sendRequest(requests.watch, { uri }), { code: ErrorCodes.InvalidParams });
    assert.equal(servers.held.length, 0);
  });

  test('whoever watches the same server again ends the connection before', async () => {
    const first = await watching('s');
    await watching('s', other);
    assert.ok(first.options.signal?.aborted);
    assert.deepEqual(watches.stateOf(uri), { state: 'connected' });
  });

  test('a server that was connected later keeps being the folder’s latest', async () => {
    const held = await watching('s', other);
    store.connect('/home/me', { name: 'later', knowledge: { state: 'fresh', list: listOf('x') } });
    held.options.onList(listOf('b'));
    assert.equal(store.latest('/home/me')?.name, 'later');
    assert.deepEqual(toolsOf(other), ['b']);
  });

  test('unwatching ends the connection of the policy’s server and keeps its list', async () => {
    const held = await watching('s');
    await unwatch();
    assert.ok(held.options.signal?.aborted);
    assert.deepEqual([toolsOf(), store.of(uri).state, watches.stateOf(uri)], [['a'], 'fresh', undefined]);
    await unwatch();
  });

  test('unwatching finds the connection also while a nearer configuration came meanwhile', async () => {
    const held = await watching('s');
    servers.folders.set('/home/me/policy.json', '/home/me/nearer');
    await unwatch();
    assert.ok(held.options.signal?.aborted);
  });

  test('what the person trusts no longer is ended, whichever policy it was for', async () => {
    const [first, second] = [await watching('s'), await watching('t', other)];
    const list: WatchedServer[] = await editor.sendRequest(requests.watched);
    assert.deepEqual(
      list.map(({ server, folder }) => [server, folder]),
      [
        ['s', '/home/me'],
        ['t', '/home/me'],
      ],
    );
    assert.equal(await editor.sendRequest(requests.unwatchDefinitions, { hashes: ['another'] }), 0);
    assert.ok(!first.options.signal?.aborted);
    store.forget(other);
    assert.equal(await editor.sendRequest(requests.unwatchDefinitions, { hashes: ['another', 'h'] }), 2);
    assert.ok(first.options.signal?.aborted && second.options.signal?.aborted);
    assert.deepEqual(await editor.sendRequest(requests.watched), []);
    assert.equal(store.of(uri).state, 'fresh');
    await assert.rejects(editor.sendRequest(requests.unwatchDefinitions, { hashes: 'h' }), {
      code: ErrorCodes.InvalidParams,
    });
  });

  test('a connection to a definition that is no longer the server’s is ended, and no other', async () => {
    const held = await watching('s');
    await watches.definitionChosen('/home/me', 's', 'h');
    await watches.definitionChosen('/home/me', 't', 'other');
    assert.ok(!held.options.signal?.aborted);
    await watches.definitionChosen('/home/me', 's', 'other');
    assert.ok(held.options.signal?.aborted);
  });

  test('taking the request back ends what it began', async () => {
    const source = new CancellationTokenSource();
    const asked = editor.sendRequest(requests.watch, params('s'), source.token);
    const given = assert.rejects(asked, { code: LSPErrorCodes.RequestCancelled });
    const held = await servers.next(1);
    source.cancel();
    await given;
    assert.ok(held.options.signal?.aborted);
    assert.equal(store.of(uri).state, 'unknown');
  });

  test('connections end when the folder of their policy is removed, and at the end', async () => {
    const here = await watching('s');
    await watches.foldersChanged();
    assert.ok(!here.options.signal?.aborted);
    folders = ['file:///home/you'];
    await watches.foldersChanged();
    assert.ok(here.options.signal?.aborted);
    folders = ['file:///home/me'];
    const again = await watching('t');
    await watches.endAll();
    assert.ok(again.options.signal?.aborted);
    await editor.sendRequest(requests.unwatch, { uri });
    assert.ok(told > 0);
  });
});

suite('Keeping connections to configured servers', () => {
  test('only the very definition that the person agreed to is kept', async () => {
    const server = changingServer({ tools: ['a'] });
    const folder = mkdtempSync(join(tmpdir(), 'mcp-policy-'));
    const search = { path: join(folder, 'policy.json'), folder };
    const { command, args } = server.definition;
    mkdirSync(join(folder, '.vscode'));
    writeFileSync(join(folder, '.vscode/mcp.json'), JSON.stringify({ servers: { changing: { command, args } } }));
    try {
      const { definitions } = await configuredToolServers.definitions(search);
      const definition = definitions.find(({ name }) => name === 'changing');
      const { watch, lists } = await new Promise<{ watch: Watch; lists: string[] }>((resolve, reject) => {
        const lists: string[] = [];
        const wanted = { server: 'changing', hash: definition?.hash ?? '', inputs: {} };
        const begun = configuredToolServers.watch(search, wanted, {
          signal: new AbortController().signal,
          timeoutMilliseconds: 15_000,
          onList(list) {
            lists.push(list.server);
            begun.then((result) => 'watch' in result && resolve({ watch: result.watch, lists }), reject);
          },
          onProblem: ({ what }) => reject(new Error(what)),
          onState: () => undefined,
        });
      });
      await watch.end();
      const wanted = { server: 'changing', hash: 'another', inputs: {} };
      const refused = await configuredToolServers.watch(search, wanted, {
        timeoutMilliseconds: 15_000,
        signal: new AbortController().signal,
        onList: () => undefined,
        onProblem: () => undefined,
        onState: () => undefined,
      });
      assert.ok('problem' in refused);
      assert.deepEqual([lists, server.starts(), server.left()], [['Changing'], 1, []]);
    } finally {
      server.remove();
      rmSync(folder, { recursive: true });
    }
  });
});
