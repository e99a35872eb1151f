import { PassThrough } from 'node:stream';
import {
  createConnection,
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { placeIn } from '../../../server/lsp/documents/policyPlace.ts';
import type { RememberedLists } from '../../../server/lsp/knowledge/rememberedLists.ts';
import { type ToolKnowledgeStore, toolKnowledgeStore } from '../../../server/lsp/knowledge/toolKnowledgeStore.ts';
import { answerServerRequests } from '../../../server/lsp/servers/connecting.ts';
import type { ToolServers } from '../../../server/lsp/servers/toolServers.ts';
import { type ConnectParams, requests, type ToolKnowledgeResult } from '../../../server/protocol/requests.ts';

export const uri = 'file:///home/me/policy.json';

/** The requests about servers, and an editor that makes them, in one process. */
export interface ServerRequests {
  readonly store: ToolKnowledgeStore;
  readonly editor: ProtocolConnection;
  /** Connects the policy to a server. */
  connect(more?: Partial<ConnectParams>): Promise<ToolKnowledgeResult>;
  close(): void;
}

export interface ServerRequestsOptions {
  readonly servers: ToolServers;
  readonly timeoutMilliseconds?: number;
  /** What the disk knows of earlier sessions; nothing unless it is given. */
  readonly recall?: RememberedLists['recall'];
  /** The tools that the policy names. */
  readonly namedTools?: readonly string[];
}

export function serverRequests(options: ServerRequestsOptions): ServerRequests {
  const { servers, timeoutMilliseconds = 1_000, recall = async () => undefined, namedTools = [] } = options;
  const store = toolKnowledgeStore({
    lists: () => ({ recall, remember: async () => undefined }),
    snapshotFor: async () => undefined,
  });
  store.settle(uri, '/home/me');
  const [toServer, toEditor] = [new PassThrough(), new PassThrough()];
  const server = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toEditor));
  answerServerRequests(server, {
    servers,
    store,
    isTrusted: () => true,
    placeOf: (each) => placeIn(['file:///home/me'], each),
    namedTools: () => namedTools,
    tiedServer: () => undefined,
    timeoutMilliseconds: async () => timeoutMilliseconds,
    settleFolders: async () => undefined,
    knowledgeChanged: () => undefined,
    send: (sent) => void sent.catch(() => undefined),
  });
  server.listen();
  const editor = createProtocolConnection(new StreamMessageReader(toEditor), new StreamMessageWriter(toServer));
  editor.listen();
  return {
    store,
    editor,
    connect: (more = {}) => editor.sendRequest(requests.connect, { uri, server: 's', hash: 'h', inputs: {}, ...more }),
    close() {
      editor.dispose();
      server.dispose();
    },
  };
}
