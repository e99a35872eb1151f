import { strict as assert } from 'node:assert';
import { PassThrough } from 'node:stream';
import {
  createConnection,
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { placeIn } from '../../../server/lsp/documents/policyPlace.ts';
import type { RememberedList } from '../../../server/lsp/knowledge/rememberedLists.ts';
import { type ToolKnowledgeStore, toolKnowledgeStore } from '../../../server/lsp/knowledge/toolKnowledgeStore.ts';
import { answerWatchRequests, type WatchRequests } from '../../../server/lsp/servers/watching.ts';
import {
  type ConnectParams,
  notifications,
  requests,
  type ToolKnowledgeResult,
  type WatchEndedParams,
} from '../../../server/protocol/requests.ts';
import { type HeldWatch, HeldWatches, listOf } from './heldWatches.ts';

export const uri = 'file:///home/me/policy.json';
export const other = 'file:///home/me/other/policy.json';

/** An editor that keeps connections, and the language server's half of it, in one process. */
export interface WatchingEditor {
  readonly servers: HeldWatches;
  readonly store: ToolKnowledgeStore;
  readonly editor: ProtocolConnection;
  readonly watches: WatchRequests;
  /** The folders of the workspace. */
  folders: string[];
  isTrusted: boolean;
  /** The server that a setting ties every policy to. */
  tied: string | undefined;
  /** How often policies were checked anew, and the editor was told to ask again. */
  readonly counts: { checks: number; told: number };
  /** What outlives the session. */
  readonly remembered: readonly RememberedList[];
  /** What the disk says of earlier sessions, once it does; nothing at once unless a test says otherwise. */
  recalled: Promise<RememberedList | undefined>;
  /** The connections that the editor was told have ended. */
  readonly ended: readonly WatchEndedParams[];
  /** Asks for a connection, by its parameters for the server `server` where they are not given. */
  watch(server: string, policy?: string, more?: Partial<ConnectParams>): Promise<ToolKnowledgeResult>;
  unwatch(policy?: string): Promise<unknown>;
  /** The same, until it stands with one tool, `a`. */
  watching(server: string, policy?: string): Promise<HeldWatch>;
  toolsOf(policy?: string): readonly string[];
  close(): Promise<void>;
}

export function watchingEditor(): WatchingEditor {
  const remembered: RememberedList[] = [];
  const ended: WatchEndedParams[] = [];
  const counts = { checks: 0, told: 0 };
  const servers = new HeldWatches();
  const store = toolKnowledgeStore({
    lists: () => ({ recall: () => made.recalled, remember: async (kept) => void remembered.push(kept) }),
    snapshotFor: async () => undefined,
  });
  for (const each of [uri, other]) store.settle(each, '/home/me');
  const [toServer, toEditor] = [new PassThrough(), new PassThrough()];
  const server = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toEditor));
  const watches = answerWatchRequests(server, {
    servers,
    store,
    isTrusted: () => made.isTrusted,
    placeOf: (each) => placeIn(made.folders, each),
    tiedServer: () => made.tied,
    timeoutMilliseconds: async () => 1_000,
    settleFolders: async () => undefined,
    knowledgeChanged: () => {
      counts.checks += 1;
    },
    send: (sent) => void sent.catch(() => undefined),
  });
  server.listen();
  const editor = createProtocolConnection(new StreamMessageReader(toEditor), new StreamMessageWriter(toServer));
  editor.onNotification(notifications.toolKnowledgeChanged, () => {
    counts.told += 1;
  });
  editor.onNotification(notifications.watchEnded, (params: WatchEndedParams) => void ended.push(params));
  editor.listen();

  const made: WatchingEditor = {
    servers,
    store,
    editor,
    watches,
    folders: ['file:///home/me'],
    isTrusted: true,
    tied: undefined,
    counts,
    remembered,
    recalled: Promise.resolve(undefined),
    ended,
    watch: (name, policy = uri, more = {}) =>
      editor.sendRequest(requests.watch, { uri: policy, server: name, hash: 'h', inputs: {}, ...more }),
    unwatch: (policy = uri) => editor.sendRequest(requests.unwatch, { uri: policy }),
    async watching(name, policy = uri) {
      const count = servers.held.length + 1;
      const asked = made.watch(name, policy);
      const held = await servers.next(count);
      held.options.onList(listOf('a'));
      held.options.onState({ state: 'connected' });
      const result = await asked;
      assert.deepEqual([result.state, result.toolCount, result.watch], ['fresh', 1, { state: 'connected' }]);
      return held;
    },
    toolsOf(policy = uri) {
      const knowledge = store.of(policy);
      return knowledge.state === 'unknown' ? [] : knowledge.list.tools.map(({ name }) => name);
    },
    async close() {
      await watches.endAll();
      editor.dispose();
    },
  };
  return made;
}
