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
import { afterFailure, type ConnectionProblem, knownTools, type ToolKnowledge } from '../../tools/knowledge.ts';
import { knowledgeResult } from '../knowledge/knowledgeResult.ts';
import type { ServerIdentity } from '../knowledge/rememberedLists.ts';
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

/** So many of them at a time: a person waits for it, and each is a file to read. */
const recalledAtOnce = 8;

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
    const policy = { path: search.path, toolNames: connecting.namedTools?.(uri) ?? [] };
    // Without tools in the policy no list says anything about it.
    const listed = policy.toolNames.length === 0 ? new Map() : await toolsListed(search, definitions);
    return suggestedServer(policy, definitions, ({ hash }) => listed.get(hash));
  }

  /** The names of the tools of each definition that was ever listed, by its hash. */
  async function toolsListed(
    search: ServerSearch,
    definitions: readonly ServerDefinitionSummary[],
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    const listed = new Map<string, readonly string[]>();
    // A suggestion is a courtesy: a folder that cannot be looked at must not cost the list.
    const folder = await servers.folderOf(search).catch(() => undefined);
    if (folder === undefined) return listed;
    const waiting = definitions.slice(0, mostRecalled).values();
    // An iterator that all of them share: whoever is done takes the next one.
    const recallInTurn = async () => {
      for (const { name, hash } of waiting) {
        const tools = knownTools(await store.lastGood(folder, name, hash));
        const names = tools.map((tool) => tool.name);
        if (names.length > 0) listed.set(hash, names);
      }
    };
    await Promise.all(Array.from({ length: recalledAtOnce }, recallInTurn));
    return listed;
  }

  function tell(token: string | undefined, tools: number): void {
    if (token === undefined) return;
    const progress: ConnectProgressParams = { token, tools };
    connecting.send(connection.sendNotification(notifications.connectProgress, progress));
  }

  async function listed(search: ServerSearch, params: ConnectParams, signal: AbortSignal): Promise<ListingResult> {
    return servers.list(search, params, {
      timeoutMilliseconds: await connecting.timeoutMilliseconds(),
      signal,
      signIns: connecting.signIns?.(),
      onProgress: ({ tools }) => tell(params.token, tools),
    });
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

    const result = await listed(search, params, wish.signal).finally(() => {
      if (wishes.get(folder) === wish) wishes.delete(folder);
    });
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
  // A list is stored with nothing to wait for in between: the next one may come at any time.
  const knowledge: ToolKnowledge =
    'list' in result
      ? { state: 'fresh', list: result.list }
      : await knownAfter(result.problem, { folder, name: server, hash }, store);
  const now = { name: server, hash, knowledge };
  // A server that cannot be reached does not take the place of another one's list.
  const wouldErase =
    'problem' in result && before?.name !== undefined && before.name !== server && before.knowledge.state !== 'unknown';
  if (again === true || !wouldErase) {
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

/** What is known of a server after a failure; a list that came while the disk was asked is younger than the failure. */
async function knownAfter(
  problem: ConnectionProblem,
  { folder, name, hash }: ServerIdentity,
  store: ToolKnowledgeStore,
): Promise<ToolKnowledge> {
  const before = store.ofServer(folder, name);
  const lastGood = await store.lastGood(folder, name, hash);
  const now = store.ofServer(folder, name);
  const isYounger = now !== before && now?.hash === hash && now.knowledge.state === 'fresh';
  return isYounger ? now.knowledge : afterFailure(lastGood, problem);
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
