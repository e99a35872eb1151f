import type { Client, StandardSchemaV1 } from '@modelcontextprotocol/client';
import type { ReadyDefinition, ReadyProcess, ReadyUrl } from '../serverConfig/readyDefinition.ts';
import type { ConnectionProblem } from '../tools/knowledge.ts';
import { salvageTools } from '../tools/salvage.ts';
import type { ToolList } from '../tools/tool.ts';
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
 * Connects to a server, reads all pages of its tool list and closes the connection; when the promise settles, no process
 * and no request of it is left. Each tool is checked by itself: malformed ones are skipped with a reason.
 * Rejects with a {@link ConnectionError} only.
 */
export async function listTools(definition: ReadyDefinition, options: ListOptions): Promise<ToolList> {
  const timer = AbortSignal.timeout(options.timeoutMilliseconds);
  const signal = options.signal === undefined ? timer : AbortSignal.any([options.signal, timer]);
  const run: Run = { name: definition.name, signal, options };
  try {
    return await (definition.transport === 'stdio' ? overProcess(definition, run) : overUrl(definition, run));
  } catch (error) {
    const stopped = options.signal?.aborted ? 'by the person' : timer.aborted ? 'by the clock' : undefined;
    const { timeoutMilliseconds } = options;
    throw new ConnectionError(explainFailure(error, { definition, stopped, timeoutMilliseconds }), error);
  }
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
  const requestOptions = { timeout: options.timeoutMilliseconds + 60_000, signal };
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
      server: server?.name ?? name,
      ...(server !== undefined && { version: server.version }),
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
