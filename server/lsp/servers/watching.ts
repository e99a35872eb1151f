import { isDeepStrictEqual } from 'node:util';
import { type CancellationToken, type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Watch } from '../../mcp/watch/watchTools.ts';
import {
  type ConnectParams,
  notifications,
  requests,
  type ToolKnowledgeResult,
  type WatchEndedParams,
  type WatchedServer,
} from '../../protocol/requests.ts';
import type { WatchState } from '../../protocol/toolsOverview.ts';
import { afterFailure, type ConnectionProblem, nothingKnown } from '../../tools/knowledge.ts';
import type { ToolList } from '../../tools/tool.ts';
import { checked, isConnectParams, isDocumentParams, isUnwatchDefinitionsParams } from '../requestParams.ts';
import { type Connecting, keepOutcome, permittedSearch } from './connecting.ts';
import type { ListingResult, ServerSearch, ToolServers, WatchableServers } from './toolServers.ts';

/** What watching needs besides what connecting needs. */
export interface Watching extends Connecting {
  readonly servers: ToolServers & WatchableServers;
}

/** The connections that are kept open. */
export interface WatchRequests {
  /** How the connection to the policy's server stands, if one is kept. */
  stateOf(uri: string): WatchState | undefined;
  /** Ends the connection to the policy's server, if one is kept. */
  end(uri: string): Promise<void>;
  /** The person has chosen this definition of a server: ends a connection to another one of that name. */
  definitionChosen(folder: string, server: string, hash: string): Promise<void>;
  /** Ends those that were asked for from policies which are in no folder of the workspace any more. */
  foldersChanged(): Promise<void>;
  /** Ends all: at shutdown, and when the workspace is not trusted any more. Resolves when their processes are gone. */
  endAll(): Promise<void>;
}

/** A connection that is kept, from the moment it is begun. */
interface KeptWatch {
  readonly folder: string;
  readonly wanted: ConnectParams;
  readonly ended: AbortController;
  state?: WatchState | undefined;
  /** The connection itself, once somebody has said that it may be. */
  watch?: Watch;
}

/** Answers the requests to keep a connection open, and to end it. As with every connection, a person has said yes to it. */
export function answerWatchRequests(connection: Connection, watching: Watching): WatchRequests {
  const { servers, store } = watching;
  /** By folder and server: one connection serves all policies of both. */
  const kept = new Map<string, KeptWatch>();
  /** What ends now ends with the language server: the editor may want it again from the next one. */
  let isOver = false;

  connection.onRequest(requests.watch, async (params: unknown, token: CancellationToken) => {
    return watch(checked(requests.watch, isConnectParams, params), token);
  });

  connection.onRequest(requests.unwatch, async (params: unknown): Promise<null> => {
    await endOf(checked(requests.unwatch, isDocumentParams, params).uri);
    return null;
  });

  connection.onRequest(requests.watched, (): WatchedServer[] =>
    [...kept.values()].map(({ folder, wanted: { server, hash } }) => ({ server, folder, hash })),
  );

  connection.onRequest(requests.unwatchDefinitions, async (params: unknown): Promise<number> => {
    const { hashes } = checked(requests.unwatchDefinitions, isUnwatchDefinitionsParams, params);
    const forgotten = new Set(hashes);
    return endWhere(({ wanted }) => forgotten.has(wanted.hash));
  });

  async function watch(wanted: ConnectParams, token: CancellationToken): Promise<ToolKnowledgeResult> {
    const search = permittedSearch(wanted, watching);
    const folder = await servers.folderOf(search);
    await watching.settleFolders();
    const timeoutMilliseconds = await watching.timeoutMilliseconds();
    const key = keyOf(folder, wanted.server);
    // A person was quicker than the editor, which only wants back what there was.
    if (wanted.again === true && kept.has(key)) throw givenUp();
    // The person has chosen anew, perhaps another definition of the same name.
    for (let before = kept.get(key); before !== undefined; before = kept.get(key)) await end(before);
    const mine: KeptWatch = { folder, wanted, ended: new AbortController() };
    kept.set(key, mine);
    // Whoever takes the request back gives the connection up; once it is answered, that is no longer possible.
    token.onCancellationRequested(() => mine.ended.abort());
    if (token.isCancellationRequested) mine.ended.abort();
    const first = await firstOutcome(mine, search, timeoutMilliseconds).catch((error: unknown) => {
      forget(mine);
      throw error;
    });
    if (first === undefined) throw givenUp();
    const result = await keepOutcome(wanted, folder, first, connection, watching);
    if ('list' in first) return { ...result, watch: mine.state ?? { state: 'connected' } };
    return kept.get(key) === mine && mine.state !== undefined ? { ...result, watch: mine.state } : result;
  }

  /**
   * What comes first of a new connection: a list, or why there is none; `undefined` when it was ended before. Of one that is
   * made again a reason need not be the end.
   */
  function firstOutcome(
    mine: KeptWatch,
    search: ServerSearch,
    timeoutMilliseconds: number,
  ): Promise<ListingResult | undefined> {
    let isAnswered = false;
    return new Promise((resolve, refuse) => {
      function answer(outcome: ListingResult | undefined): void {
        isAnswered = true;
        resolve(outcome);
      }
      const begun = servers.watch(search, mine.wanted, {
        timeoutMilliseconds,
        signal: mine.ended.signal,
        signIns: watching.signIns?.(),
        again: mine.wanted.again === true,
        onList: (list) => (isAnswered ? update(mine, list) : answer({ list })),
        onProblem: (problem) => (isAnswered ? fail(mine, problem) : answer({ problem })),
        onState(state) {
          mine.state = state;
          changed();
        },
      });
      begun
        .then(async (result) => {
          if ('watch' in result) mine.watch = result.watch;
          const problem = 'watch' in result ? await result.watch.over : result.problem;
          forget(mine);
          if (isAnswered && problem !== undefined) fail(mine, problem);
          answer(problem === undefined || mine.ended.signal.aborted ? undefined : { problem });
        })
        .catch(refuse);
    });
  }

  function update({ folder, wanted: { server, hash } }: KeptWatch, list: ToolList): void {
    const known = store.ofServer(folder, server)?.knowledge ?? nothingKnown;
    store.update(folder, { name: server, hash, knowledge: { state: 'fresh', list } });
    // A list that is only younger changes nothing that is said about a policy.
    if (known.state === 'fresh' && isDeepStrictEqual(ageless(known.list), ageless(list))) return;
    connection.console.info(`${server}: ${list.tools.length} tools listed anew`);
    watching.knowledgeChanged();
    changed();
  }

  /** The last list stays, as stale. */
  function fail({ folder, wanted: { server, hash } }: KeptWatch, problem: ConnectionProblem): void {
    connection.console.warn(`${server}: ${problem.what} ${problem.remedy}`);
    const known = store.ofServer(folder, server)?.knowledge ?? nothingKnown;
    store.update(folder, { name: server, hash, knowledge: afterFailure(known, problem) });
    watching.knowledgeChanged();
    changed();
  }

  function keptFor(uri: string): KeptWatch | undefined {
    const [folder, server] = [store.folderOf(uri), store.serverOf(uri)?.name];
    return folder === undefined || server === undefined ? undefined : kept.get(keyOf(folder, server));
  }

  async function endOf(uri: string): Promise<void> {
    const found = keptFor(uri);
    if (found !== undefined) await end(found);
  }

  async function end(one: KeptWatch): Promise<void> {
    one.ended.abort();
    await one.watch?.end();
    forget(one);
  }

  function forget(one: KeptWatch): void {
    const key = keyOf(one.folder, one.wanted.server);
    if (kept.get(key) !== one) return;
    kept.delete(key);
    changed();
    const { uri, server, hash } = one.wanted;
    const params: WatchEndedParams = { uri, server, hash };
    if (!isOver) watching.send(connection.sendNotification(notifications.watchEnded, params));
  }

  function changed(): void {
    watching.send(connection.sendNotification(notifications.toolKnowledgeChanged));
  }

  async function endWhere(which: (one: KeptWatch) => boolean): Promise<number> {
    const ending = [...kept.values()].filter(which);
    await Promise.all(ending.map(end));
    return ending.length;
  }

  return {
    stateOf: (uri) => keptFor(uri)?.state,
    end: endOf,
    async definitionChosen(folder, server, hash) {
      const before = kept.get(keyOf(folder, server));
      if (before !== undefined && before.wanted.hash !== hash) await end(before);
    },
    async foldersChanged() {
      await endWhere(({ wanted }) => watching.placeOf(wanted.uri) === undefined);
    },
    async endAll() {
      isOver = true;
      await endWhere(() => true);
    },
  };
}

function givenUp(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'The connection was given up.');
}

function keyOf(folder: string, server: string): string {
  return JSON.stringify([folder, server]);
}

function ageless({ fetchedAt: _, ...list }: ToolList): Omit<ToolList, 'fetchedAt'> {
  return list;
}
