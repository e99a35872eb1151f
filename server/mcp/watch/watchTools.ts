import type { WatchState } from '../../protocol/toolsOverview.ts';
import type { ReadyDefinition } from '../../serverConfig/definition/readyDefinition.ts';
import type { ConnectionProblem } from '../../tools/knowledge.ts';
import type { ToolList } from '../../tools/tool.ts';
import { explainFailure } from '../faults/explainFailure.ts';
import { StepFailure } from '../faults/stepFailure.ts';
import type { Authorization } from '../oauth/authorization.ts';
import { signInProblemIn } from '../oauth/signInProblem.ts';
import { backOff } from './backOff.ts';
import { type Clock, systemClock } from './clock.ts';
import { DeadlinePassed } from './deadline.ts';
import { stayConnected } from './stayConnected.ts';

export interface WatchOptions {
  /** For each attempt to connect and list, and for each later listing. */
  readonly timeoutMilliseconds: number;
  /** Aborting it ends the watch, as {@link Watch.end} does. */
  readonly signal?: AbortSignal;
  /** Used as it is: a watch never asks a person for anything. */
  readonly authorization?: Authorization;
  /** The connection was kept before: a failure at its beginning is that of one that was lost. */
  readonly again?: boolean;
  /** The whole list, each time it was read. */
  readonly onList: (list: ToolList) => void;
  /** The last list may no longer be the server's: it could not be read again, or the connection was lost. */
  readonly onProblem: (problem: ConnectionProblem) => void;
  readonly onState: (state: WatchState) => void;
  readonly clock?: Clock;
  /** From 0 to 1. */
  readonly random?: () => number;
}

/** A connection that is kept open. */
export interface Watch {
  /** Resolves when the watch is over: with the reason when it gave up, without when it was ended. Never rejects. */
  readonly over: Promise<ConnectionProblem | undefined>;
  /** Ends it. Resolves when its connection is closed and its processes are gone. */
  end(): Promise<void>;
}

/** After so many attempts in a row nothing more is tried; the waits between them make some eight minutes. */
const mostAttempts = 12;

/** A connection that lasted so long worked, and what ended it is counted anew. In milliseconds. */
const lasting = { process: 60_000, url: 20_000 } as const;

/**
 * Keeps a connection to the server and its list up to date. A connection that is lost is made again, with pauses that
 * grow; a server that never gave a list, that refuses access, or that does not come back is given up.
 */
export function watchTools(definition: ReadyDefinition, options: WatchOptions): Watch {
  const ended = new AbortController();
  const end = () => ended.abort(new Error('the watch was ended'));
  options.signal?.addEventListener('abort', end, { once: true });
  if (options.signal?.aborted) end();
  const over = keepWatching(definition, options, ended.signal).finally(() =>
    options.signal?.removeEventListener('abort', end),
  );
  return {
    over,
    async end() {
      end();
      await over;
    },
  };
}

async function keepWatching(
  definition: ReadyDefinition,
  options: WatchOptions,
  signal: AbortSignal,
): Promise<ConnectionProblem | undefined> {
  const { clock = systemClock, random = Math.random } = options;
  const enough = definition.transport === 'stdio' ? lasting.process : lasting.url;
  let hasListed = options.again === true;
  for (let attempt = 1; ; attempt += 1) {
    let connectedAt: number | undefined;
    const error: unknown = await stayConnected(definition, options, clock, signal, {
      onConnected() {
        connectedAt = clock.now();
        hasListed = true;
        options.onState({ state: 'connected' });
      },
      onList: options.onList,
      onFailedListing: (failure) => options.onProblem(problemOf(failure)),
    });
    if (signal.aborted) return undefined;
    const problem = problemOf(error);
    if (!hasListed || isRefusal(error)) return problem;
    if (connectedAt !== undefined && clock.now() - connectedAt >= enough) attempt = 1;
    if (attempt > mostAttempts) return givenUp(problem);
    const pause = backOff(attempt, random);
    options.onProblem(problem);
    options.onState({ state: 'waiting', retryAt: clock.now() + pause, attempt });
    await clock.wait(pause, signal);
    if (signal.aborted) return undefined;
  }

  function problemOf(error: unknown): ConnectionProblem {
    const cause = error instanceof StepFailure ? error.cause : error;
    const stopped = cause instanceof DeadlinePassed ? 'by the clock' : undefined;
    return explainFailure(error, { definition, stopped, timeoutMilliseconds: options.timeoutMilliseconds });
  }
}

/** Asking again changes nothing before a person did something. */
function isRefusal(error: unknown): boolean {
  // An authorization server that cannot be reached may be back later; a person has to be asked.
  const problem = signInProblemIn(error);
  if (problem !== undefined) return problem.needsPerson;
  const status = error instanceof StepFailure ? error.evidence.http?.status : undefined;
  return status === 401 || status === 403;
}

function givenUp({ what, remedy }: ConnectionProblem): ConnectionProblem {
  return {
    what: `${what} The connection was tried ${mostAttempts} more times and given up.`,
    remedy: `${remedy} Then connect again.`,
  };
}
