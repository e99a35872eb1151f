import { type CancellationToken, type Connection, ErrorCodes, ResponseError } from 'vscode-languageserver';
import {
  type ConnectParams,
  type DocumentParams,
  notifications,
  requests,
  type ServerDefinitionsResult,
  type ToolKnowledgeResult,
} from '../protocol/requests.ts';
import { afterFailure } from '../tools/knowledge.ts';
import { knowledgeResult } from './knowledgeResult.ts';
import { pathOf } from './policyPlace.ts';
import type { ToolKnowledgeStore } from './toolKnowledgeStore.ts';
import type { PolicyPlace, ToolServers } from './toolServers.ts';

/** What answering the requests about servers needs. */
export interface Connecting {
  readonly servers: ToolServers;
  readonly store: ToolKnowledgeStore;
  readonly isTrusted: () => boolean;
  /** Where the document lies; `undefined` when it is in no folder on this computer. */
  readonly placeOf: (uri: string) => PolicyPlace | undefined;
  readonly timeoutMilliseconds: () => Promise<number>;
  /** The diagnostics of every open policy may have changed. */
  readonly knowledgeChanged: () => void;
}

/** Answers the requests about servers. Nothing here runs unless a person asked for it. */
export function answerServerRequests(connection: Connection, connecting: Connecting): void {
  const { servers, store, isTrusted, placeOf } = connecting;

  connection.onRequest(requests.serverDefinitions, ({ uri }: DocumentParams): Promise<ServerDefinitionsResult> => {
    return servers.definitions(demandPlace(placeOf(uri)));
  });

  connection.onRequest(requests.toolKnowledge, ({ uri }: DocumentParams): ToolKnowledgeResult => {
    return known(uri);
  });

  connection.onRequest(requests.connect, async (params: ConnectParams, token: CancellationToken) => {
    if (!isTrusted()) {
      throw new ResponseError(ErrorCodes.InvalidRequest, 'The workspace is not trusted, so no MCP server is started.');
    }
    const place = demandPlace(placeOf(params.uri));
    const folder = await servers.folderOf(place);
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    const result = await servers.list(place, params, await connecting.timeoutMilliseconds(), abort.signal);
    // A person who cancelled wants things as they were.
    if (abort.signal.aborted) return known(params.uri);
    if ('list' in result) {
      store.set(folder, params.server, { state: 'fresh', list: result.list });
    } else {
      const before = store.of(place.path);
      const server = before.state === 'unknown' ? params.server : (store.serverOf(place.path) ?? params.server);
      store.set(folder, server, afterFailure(before, result.problem));
    }
    connecting.knowledgeChanged();
    void connection.sendNotification(notifications.toolKnowledgeChanged);
    return known(params.uri);
  });

  function known(uri: string): ToolKnowledgeResult {
    const path = pathOf(uri);
    return knowledgeResult(store.of(path), store.serverOf(path));
  }
}

function demandPlace(place: PolicyPlace | undefined): PolicyPlace {
  if (place !== undefined) return place;
  const message = "This policy is in no open folder. MCP servers are read from a folder's .vscode/mcp.json: open one.";
  throw new ResponseError(ErrorCodes.InvalidRequest, message);
}
