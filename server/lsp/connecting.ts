import {
  type CancellationToken,
  type Connection,
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver';
import {
  type ConnectParams,
  notifications,
  requests,
  type ServerDefinitionsResult,
  type ToolKnowledgeResult,
} from '../protocol/requests.ts';
import { afterFailure, nothingKnown } from '../tools/knowledge.ts';
import { knowledgeResult } from './knowledgeResult.ts';
import { checked, isConnectParams, isDocumentParams } from './requestParams.ts';
import type { Send } from './sending.ts';
import type { ToolKnowledgeStore } from './toolKnowledgeStore.ts';
import type { ListingResult, PolicyPlace, ToolServers } from './toolServers.ts';

/** What answering the requests about servers needs. */
export interface Connecting {
  readonly servers: ToolServers;
  readonly store: ToolKnowledgeStore;
  readonly isTrusted: () => boolean;
  /** Where the document lies; `undefined` when it is in no folder on this computer. */
  readonly placeOf: (uri: string) => PolicyPlace | undefined;
  /** The server that a setting ties the policy to. */
  readonly tiedServer: (uri: string) => string | undefined;
  readonly timeoutMilliseconds: () => Promise<number>;
  /** Settles anew which folder each open policy belongs to: a configuration file may have come or gone. */
  readonly settleFolders: () => Promise<void>;
  /** The diagnostics of every open policy may have changed. */
  readonly knowledgeChanged: () => void;
  readonly send: Send;
}

/** Answers the requests about servers. Nothing here runs unless a person asked for it. */
export function answerServerRequests(connection: Connection, connecting: Connecting): void {
  const { servers, store } = connecting;
  /** The latest wish for each folder. A newer one ends it: the person has chosen anew. */
  const wishes = new Map<string, AbortController>();

  connection.onRequest(requests.serverDefinitions, async (params: unknown): Promise<ServerDefinitionsResult> => {
    const { uri } = checked(requests.serverDefinitions, isDocumentParams, params);
    const found = await servers.definitions(demandPlace(connecting.placeOf(uri)));
    const tiedTo = connecting.tiedServer(uri);
    return { ...found, ...(tiedTo !== undefined && { tiedTo }) };
  });

  connection.onRequest(requests.toolKnowledge, (params: unknown): ToolKnowledgeResult => {
    const { uri } = checked(requests.toolKnowledge, isDocumentParams, params);
    return knowledgeResult(store.serverOf(uri));
  });

  connection.onRequest(requests.connect, async (params: unknown, token: CancellationToken) => {
    return connect(checked(requests.connect, isConnectParams, params), token);
  });

  function log(server: string, result: ListingResult): void {
    if ('list' in result) connection.console.info(`${server}: ${result.list.tools.length} tools listed`);
    else connection.console.warn(`${server}: ${result.problem.what} ${result.problem.remedy}`);
  }

  async function connect(params: ConnectParams, token: CancellationToken): Promise<ToolKnowledgeResult> {
    if (!connecting.isTrusted()) {
      throw new ResponseError(ErrorCodes.InvalidRequest, 'The workspace is not trusted, so no MCP server is started.');
    }
    const place = demandPlace(connecting.placeOf(params.uri));
    demandTied(connecting.tiedServer(params.uri), params.server);
    const folder = await servers.folderOf(place);
    await connecting.settleFolders();
    wishes.get(folder)?.abort();
    const wish = new AbortController();
    wishes.set(folder, wish);
    token.onCancellationRequested(() => wish.abort());
    if (token.isCancellationRequested) wish.abort();

    const result = await servers.list(place, params, await connecting.timeoutMilliseconds(), wish.signal);
    if (wishes.get(folder) === wish) wishes.delete(folder);
    // A person who cancelled, or chose again, wants things as they were.
    if (wish.signal.aborted) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'The connection was given up.');

    log(params.server, result);
    const before = store.serverOf(params.uri) ?? store.latest(folder);
    const known = store.ofServer(folder, params.server)?.knowledge ?? nothingKnown;
    const knowledge =
      'list' in result ? { state: 'fresh' as const, list: result.list } : afterFailure(known, result.problem);
    const now = { name: params.server, knowledge };
    // A server that cannot be reached does not take the place of another one's list.
    const wouldErase = 'problem' in result && before?.name !== params.server && before?.knowledge.state !== 'unknown';
    if (before === undefined || !wouldErase) {
      store.connect(folder, now);
      // Where a setting decides, nobody has chosen.
      if (connecting.tiedServer(params.uri) === undefined) store.choose(params.uri, params.server);
      connecting.knowledgeChanged();
      connecting.send(connection.sendNotification(notifications.toolKnowledgeChanged));
    }
    return knowledgeResult(now);
  }
}

function demandPlace(place: PolicyPlace | undefined): PolicyPlace {
  if (place !== undefined) return place;
  const message = "This policy is in no open folder. MCP servers are read from a folder's .vscode/mcp.json: open one.";
  throw new ResponseError(ErrorCodes.InvalidRequest, message);
}

function demandTied(tiedTo: string | undefined, server: string): void {
  if (tiedTo === undefined || tiedTo === server) return;
  const message = `The setting mcpPolicy.servers ties this policy to "${tiedTo}". Change it to connect to another server.`;
  throw new ResponseError(ErrorCodes.InvalidRequest, message);
}
