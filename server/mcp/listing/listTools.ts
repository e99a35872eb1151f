import type { ReadyDefinition } from '../../serverConfig/definition/readyDefinition.ts';
import type { ConnectionProblem } from '../../tools/knowledge.ts';
import type { ToolList } from '../../tools/tool.ts';
import { explainFailure } from '../faults/explainFailure.ts';
import type { Authorization } from '../oauth/authorization.ts';
import { withSignIn } from '../oauth/withSignIn.ts';
import { openSession } from '../openSession.ts';
import { possibleTimeout } from '../possibleTimeout.ts';
import { sessionTools } from './sessionTools.ts';

/** How far a list has come. */
export interface ListProgress {
  readonly step: 'connecting' | 'listing';
  readonly tools: number;
}

export interface ListOptions {
  /** Aborting it is the person's own wish to stop. */
  readonly signal?: AbortSignal;
  /** For everything together but a person's signing in: start, handshake, all pages. */
  readonly timeoutMilliseconds: number;
  readonly onProgress?: (progress: ListProgress) => void;
  /** How to sign in to a server over HTTP; without it only what the definition brings is sent. */
  readonly authorization?: Authorization;
}

/** Why there is no list, in words for the person. It has no cause: what was thrown on the way quotes secrets. */
export class ConnectionError extends Error {
  readonly problem: ConnectionProblem;

  constructor(problem: ConnectionProblem) {
    super(problem.what);
    this.name = 'ConnectionError';
    this.problem = problem;
  }
}

/**
 * Connects to a server, reads all pages of its tool list and closes the connection. When the promise settles, no request
 * of it is left and its processes were ended, daemons included: see `processes/endProcessTree`.
 * Each tool is checked by itself: malformed ones are skipped with a reason. Rejects with a {@link ConnectionError} only.
 */
export async function listTools(definition: ReadyDefinition, options: ListOptions): Promise<ToolList> {
  const timeoutMilliseconds = possibleTimeout(options.timeoutMilliseconds);
  const person = options.signal ?? new AbortController().signal;
  let timer: AbortSignal | undefined;
  /** Each attempt has a clock of its own: none runs while a person signs in. */
  const attempt = () => {
    timer = AbortSignal.timeout(timeoutMilliseconds);
    return listed(definition, { ...options, timeoutMilliseconds, signal: AbortSignal.any([person, timer]) });
  };
  try {
    return await withSignIn(definition, options.authorization, person, attempt);
  } catch (error) {
    const stopped = person.aborted ? 'by the person' : timer?.aborted ? 'by the clock' : undefined;
    throw new ConnectionError(explainFailure(error, { definition, stopped, timeoutMilliseconds }));
  }
}

type Run = ListOptions & { readonly signal: AbortSignal };

async function listed(definition: ReadyDefinition, run: Run): Promise<ToolList> {
  const { signal, timeoutMilliseconds, onProgress } = run;
  onProgress?.({ step: 'connecting', tools: 0 });
  const session = await openSession(definition, run);
  let succeeded = false;
  try {
    const list = await sessionTools(session, {
      name: definition.name,
      secrets: definition.secrets,
      signal,
      timeoutMilliseconds,
      onProgress: (tools) => onProgress?.({ step: 'listing', tools }),
    });
    succeeded = true;
    return list;
  } finally {
    await session.end(succeeded);
  }
}
