import {
  type CancellationToken,
  type Connection,
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver';
import type { SignIns } from '../../mcp/oauth/signIns.ts';
import {
  type ConnectParams,
  type ConnectProgressParams,
  notifications,
  requests,
  type ServerDefinitionsResult,
  type ToolKnowledgeResult,
} from '../../protocol/requests.ts';
import type { ServerDefinitionSummary } from '../../protocol/serverDefinition.ts';
import type { WatchState } from '../../protocol/toolsOverview.ts';
import { suggestedServer } from '../../serverConfig/suggestedServer.ts';
import { afterFailure, knownTools } from '../../tools/knowledge.ts';
import { knowledgeResult } from '../knowledge/knowledgeResult.ts';
import type { ToolKnowledgeStore } from '../knowledge/toolKnowledgeStore.ts';
import { checked, isConnectParams, isDocumentParams, isServerDefinitionsParams } from '../requestParams.ts';
import type { Send } from '../sending.ts';
import type { ListingResult, PolicyPlace, ServerSearch, ToolServers } from './toolServers.ts';

/** What answering the requests about servers needs. */
export interface Connecting {
  readonly servers: ToolServers;
  readonly store: ToolKnowledgeStore;
  readonly isTrusted: () => boolean;
  /** Where the document lies; `undefined` when it is in no folder on this computer. */
  readonly placeOf: (uri: string) => PolicyPlace | undefined;
  /** The folders of the workspace, as paths. */
  readonly workspaceFolders?: () => readonly string[];
  /** The folder of the editor's user settings, when the editor has named it. */
  readonly userFolder?: () => string | undefined;
  /** The tools that the policy names, under `tools` and in `hide`. */
  readonly namedTools?: (uri: string) => readonly string[];
  /** The server that a setting ties the policy to. */
  readonly tiedServer: (uri: string) => string | undefined;
  readonly timeoutMilliseconds: () => Promise<number>;
  /** Who is signed in to servers; `undefined` where the editor signs nobody in. */
  readonly signIns?: () => SignIns | undefined;
  /** How a connection that is kept for the policy's server stands. */
  readonly watchOf?: (uri: string) => WatchState | undefined;
  /** Ends a connection that is kept to another definition of that server: the person has chosen this one. */
  readonly definitionChosen?: (folder: string, server: string, hash: string) => Promise<void>;
  /** Settles anew which folder each open policy belongs to: a configuration file may have come or gone. */
  readonly settleFolders: () => Promise<void>;
  /** The diagnostics of every open policy may have changed. */
  readonly knowledgeChanged: () => void;
  readonly send: Send;
}

/** A suggestion may look up so many lists of earlier sessions. */
const mostRecalled = 100;

/** Answers the requests about servers. Nothing here runs unless a person asked for it. */
export function answerServerRequests(connection: Connection, connecting: Connecting): void {
  const { servers, store } = connecting;
  /** The latest wish for each folder. A newer one ends it: the person has chosen anew. */
  const wishes = new Map<string, AbortController>();

  connection.onRequest(requests.serverDefinitions, async (params: unknown): Promise<ServerDefinitionsResult> => {
    const { uri, typed = [] } = checked(requests.serverDefinitions, isServerDefinitionsParams, params);
    const search = { ...searchAround(uri, connecting), typed };
    const found = await servers.definitions(search);
    const tiedTo = connecting.tiedServer(uri);
    const suggested = await suggestion(uri, search, found.definitions);
    return { ...found, ...(tiedTo !== undefined && { tiedTo }), ...(suggested !== undefined && { suggested }) };
  });

  connection.onRequest(requests.toolKnowledge, (params: unknown): ToolKnowledgeResult => {
    const { uri } = checked(requests.toolKnowledge, isDocumentParams, params);
    const watch = connecting.watchOf?.(uri);
    return { ...knowledgeResult(store.serverOf(uri)), ...(watch !== undefined && { watch }) };
  });

  connection.onRequest(requests.connect, async (params: unknown, token: CancellationToken) => {
    return connect(checked(requests.connect, isConnectParams, params), token);
  });

  async function suggestion(
    uri: string,
    search: ServerSearch,
    definitions: readonly ServerDefinitionSummary[],
  ): Promise<ServerDefinitionsResult['suggested']> {
    // A suggestion is a courtesy: a folder that cannot be looked at must not cost the list.
    const folder = await servers.folderOf(search).catch(() => undefined);
    const policy = { path: search.path, toolNames: connecting.namedTools?.(uri) ?? [] };
    const listed = new Map<string, readonly string[]>();
    for (const { name, hash } of folder === undefined ? [] : definitions.slice(0, mostRecalled)) {
      const tools = knownTools(await store.lastGood(folder ?? '', name, hash));
      if (tools.length > 0)
        listed.set(
          hash,
          tools.map((tool) => tool.name),
        );
    }
    return suggestedServer(policy, definitions, ({ hash }) => listed.get(hash));
  }

  function tell(token: string | undefined, tools: number): void {
    if (token === undefined) return;
    const progress: ConnectProgressParams = { token, tools };
    connecting.send(connection.sendNotification(notifications.connectProgress, progress));
  }

  async function connect(params: ConnectParams, token: CancellationToken): Promise<ToolKnowledgeResult> {
    const search = permittedSearch(params, connecting);
    const folder = await servers.folderOf(search);
    await connecting.settleFolders();
    wishes.get(folder)?.abort();
    const wish = new AbortController();
    wishes.set(folder, wish);
    token.onCancellationRequested(() => wish.abort());
    if (token.isCancellationRequested) wish.abort();

    const timeoutMilliseconds = await connecting.timeoutMilliseconds();
    const signIns = connecting.signIns?.();
    const result = await servers.list(search, params, {
      timeoutMilliseconds,
      signal: wish.signal,
      signIns,
      onProgress: ({ tools }) => tell(params.token, tools),
    });
    if (wishes.get(folder) === wish) wishes.delete(folder);
    // A person who cancelled, or chose again, wants things as they were.
    if (wish.signal.aborted) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'The connection was given up.');

    await connecting.definitionChosen?.(folder, params.server, params.hash);
    return keepOutcome(params, folder, result, connection, connecting);
  }
}

/** Keeps what came of a connection that a person asked for, and tells everybody whom it concerns. */
export async function keepOutcome(
  { uri, server, hash, again }: Pick<ConnectParams, 'uri' | 'server' | 'hash' | 'again'>,
  folder: string,
  result: ListingResult,
  connection: Connection,
  { store, tiedServer, knowledgeChanged, send }: Connecting,
): Promise<ToolKnowledgeResult> {
  if ('list' in result) connection.console.info(`${server}: ${result.list.tools.length} tools listed`);
  else connection.console.warn(`${server}: ${result.problem.what} ${result.problem.remedy}`);
  const before = store.serverOf(uri) ?? store.latest(folder);
  const known = await store.lastGood(folder, server, hash);
  const knowledge =
    'list' in result ? { state: 'fresh' as const, list: result.list } : afterFailure(known, result.problem);
  const now = { name: server, hash, knowledge };
  // A server that cannot be reached does not take the place of another one's list.
  const wouldErase =
    'problem' in result && before?.name !== undefined && before.name !== server && before.knowledge.state !== 'unknown';
  if (again === true || before === undefined || !wouldErase) {
    if (again === true) store.update(folder, now);
    else store.connect(folder, now);
    // Where a setting decides, nobody has chosen; and nobody does when a connection is made again.
    if (again !== true && tiedServer(uri) === undefined) store.choose(uri, server);
    // The server's name decides which snapshot is the policy's.
    await store.recallAll();
    knowledgeChanged();
    send(connection.sendNotification(notifications.toolKnowledgeChanged));
  }
  return knowledgeResult(now);
}

/** Where the policy's servers are looked for. Throws when it lies in no folder. */
export function searchAround(
  uri: string,
  { placeOf, workspaceFolders, userFolder }: Pick<Connecting, 'placeOf' | 'workspaceFolders' | 'userFolder'>,
): ServerSearch {
  const place = demandPlace(placeOf(uri));
  const otherFolders = (workspaceFolders?.() ?? []).filter((folder) => folder !== place.folder);
  return { ...place, otherFolders, userFolder: userFolder?.() };
}

/** The same for a connection. Throws also where nothing may be started, or another server belongs to the policy. */
export function permittedSearch(
  { uri, server }: ConnectParams,
  connecting: Pick<Connecting, 'isTrusted' | 'tiedServer' | 'placeOf' | 'workspaceFolders' | 'userFolder'>,
): ServerSearch {
  if (!connecting.isTrusted()) {
    throw new ResponseError(ErrorCodes.InvalidRequest, 'The workspace is not trusted, so no MCP server is started.');
  }
  const search = searchAround(uri, connecting);
  demandTied(connecting.tiedServer(uri), server);
  return search;
}

function demandPlace(place: PolicyPlace | undefined): PolicyPlace {
  if (place !== undefined) return place;
  const message = 'This policy is in no open folder. MCP servers are looked for in the folders around it: open one.';
  throw new ResponseError(ErrorCodes.InvalidRequest, message);
}

function demandTied(tiedTo: string | undefined, server: string): void {
  if (tiedTo === undefined || tiedTo === server) return;
  const message = `The setting mcpPolicy.servers ties this policy to "${tiedTo}". Change it to connect to another server.`;
  throw new ResponseError(ErrorCodes.InvalidRequest, message);
}
