import type { Client, StandardSchemaV1 } from '@modelcontextprotocol/client';
import type { ReadyDefinition, ReadyProcess, ReadyUrl } from '../serverConfig/readyDefinition.ts';
import type { ConnectionProblem } from '../tools/knowledge.ts';
import { salvageTools } from '../tools/salvage.ts';
import { shortened } from '../tools/shortened.ts';
import { longestServerName, type ToolList } from '../tools/tool.ts';
import { explainFailure } from './explainFailure.ts';
import { rawPage } from './pageTap.ts';
import { processSession, type Session, urlSession } from './session.ts';
import { StepFailure } from './stepFailure.ts';
import { readPages } from './toolPages.ts';

/** How far a list has come. */
export interface ListProgress {
  readonly step: 'connecting' | 'listing';
  readonly tools: number;
}

export interface ListOptions {
  /** Aborting it is the person's own wish to stop. */
  readonly signal?: AbortSignal;
  /** For everything together: start, handshake, all pages. */
  readonly timeoutMilliseconds: number;
  readonly onProgress?: (progress: ListProgress) => void;
}

/** Why there is no list, in words for the person. */
export class ConnectionError extends Error {
  readonly problem: ConnectionProblem;

  constructor(problem: ConnectionProblem, cause: unknown) {
    super(problem.what, { cause });
    this.name = 'ConnectionError';
    this.problem = problem;
  }
}

/**
 * Connects to a server, reads all pages of its tool list and closes the connection. When the promise settles, no request
 * of it is left and its processes were ended: its process group, and on POSIX systems also the descendants that left the
 * group. A process that made itself a daemon, so that it has no known parent any more, is not found and lives on.
 * Each tool is checked by itself: malformed ones are skipped with a reason. Rejects with a {@link ConnectionError} only.
 */
export async function listTools(definition: ReadyDefinition, options: ListOptions): Promise<ToolList> {
  const timeoutMilliseconds = possibleTimeout(options.timeoutMilliseconds);
  const timer = AbortSignal.timeout(timeoutMilliseconds);
  const signal = options.signal === undefined ? timer : AbortSignal.any([options.signal, timer]);
  const run: Run = { name: definition.name, signal, options: { ...options, timeoutMilliseconds } };
  try {
    return await (definition.transport === 'stdio' ? overProcess(definition, run) : overUrl(definition, run));
  } catch (error) {
    const stopped = options.signal?.aborted ? 'by the person' : timer.aborted ? 'by the clock' : undefined;
    throw new ConnectionError(explainFailure(error, { definition, stopped, timeoutMilliseconds }), error);
  }
}

const longestTimeout = 2_147_483_647;

/** What clocks can measure: whole milliseconds, 1 to 2³¹ − 1. Beyond that they would ring at once. */
export function possibleTimeout(milliseconds: number): number {
  return Number.isNaN(milliseconds) ? 1 : Math.min(Math.max(Math.round(milliseconds), 1), longestTimeout);
}

interface Run {
  readonly name: string;
  readonly signal: AbortSignal;
  readonly options: ListOptions;
}

/** The legacy handshake first: asking for the modern era costs a second process, and nearly every server knows both. */
async function overProcess(definition: ReadyProcess, run: Run): Promise<ToolList> {
  try {
    return await listOver(await processSession(definition, 'legacy'), run);
  } catch (error) {
    if (!(error instanceof StepFailure) || !error.isRejectedHandshake) throw error;
    return listOver(await processSession(definition, 'auto'), run).catch(() => {
      throw error;
    });
  }
}

/** Streamable HTTP, then SSE where the server does not know the first. */
async function overUrl(definition: ReadyUrl, run: Run): Promise<ToolList> {
  if (definition.transport === 'sse') return listOver(await urlSession(definition, 'sse'), run);
  try {
    return await listOver(await urlSession(definition, 'http'), run);
  } catch (error) {
    if (!(error instanceof StepFailure) || !error.suggestsSse) throw error;
    return listOver(await urlSession(definition, 'sse'), run).catch((second: unknown) => {
      throw second instanceof StepFailure && second.saysMoreThanNoSse ? second : error;
    });
  }
}

async function listOver(session: Session, { name, signal, options }: Run): Promise<ToolList> {
  const { client } = session;
  // The one clock is ours: the client's own would end requests with a message that explains nothing.
  const requestOptions = { timeout: possibleTimeout(options.timeoutMilliseconds + 60_000), signal };
  let step: StepFailure['step'] = 'connect';
  let succeeded = false;
  try {
    signal.throwIfAborted();
    options.onProgress?.({ step: 'connecting', tools: 0 });
    await unlessAborted(client.connect(session.transport, requestOptions), signal);
    step = 'list';
    const requestPage = (cursor: string | undefined) =>
      unlessAborted(requestToolPage(client, cursor, requestOptions), signal);
    const raw = await readPages(requestPage, (tools) => options.onProgress?.({ step: 'listing', tools }));
    succeeded = true;
    const server = client.getServerVersion();
    return {
      server: shortened(server?.name ?? name, longestServerName),
      ...(server !== undefined && { version: shortened(server.version, longestServerName) }),
      fetchedAt: Date.now(),
      ...salvageTools(raw.entries),
      ...(raw.cutShort !== undefined && { cutShort: raw.cutShort }),
    };
  } catch (error) {
    throw new StepFailure(step, error, session.evidence());
  } finally {
    await session.end(succeeded);
  }
}

/** Accepts whatever a page holds: one malformed tool must not cost the whole list. */
const anyPage: StandardSchemaV1<unknown, unknown> = {
  '~standard': { version: 1, vendor: 'mcp-policy-author', validate: (value) => ({ value }) },
};

async function requestToolPage(
  client: Client,
  cursor: string | undefined,
  options: { readonly timeout: number; readonly signal: AbortSignal },
): Promise<unknown> {
  const params = cursor === undefined ? {} : { cursor };
  return rawPage(await client.request({ method: 'tools/list', params }, anyPage, options));
}

/** Not everything the client waits for listens to the signal. */
function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
