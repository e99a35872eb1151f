import type { ReadyDefinition, ReadyProcess, ReadyUrl } from '../serverConfig/definition/readyDefinition.ts';
import { StepFailure } from './faults/stepFailure.ts';
import type { Authorization } from './oauth/authorization.ts';
import { processSession, type Session, type Stay, urlSession } from './session.ts';
import { requestOptions, unlessAborted } from './unlessAborted.ts';

/** One attempt to connect. */
export interface Attempt {
  /** Aborting it gives the attempt up. */
  readonly signal: AbortSignal;
  readonly timeoutMilliseconds: number;
  readonly authorization?: Authorization;
  /** For a connection that stays. */
  readonly stay?: Stay;
}

/** A session whose handshake is done. Rejects with a {@link StepFailure}, and nothing of the attempt is left then. */
export function openSession(definition: ReadyDefinition, attempt: Attempt): Promise<Session> {
  return definition.transport === 'stdio' ? overProcess(definition, attempt) : overUrl(definition, attempt);
}

/** The legacy handshake first: asking for the modern era costs a second process, and nearly every server knows both. */
async function overProcess(definition: ReadyProcess, attempt: Attempt): Promise<Session> {
  try {
    return await connected(await processSession(definition, 'legacy'), attempt);
  } catch (error) {
    if (!(error instanceof StepFailure) || !error.isRejectedHandshake) throw error;
    return connected(await processSession(definition, 'auto'), attempt).catch(() => {
      throw error;
    });
  }
}

/** Streamable HTTP, then SSE where the server does not know the first. */
async function overUrl(definition: ReadyUrl, attempt: Attempt): Promise<Session> {
  const session = (transport: 'http' | 'sse') => urlSession(definition, transport, attempt.authorization, attempt.stay);
  if (definition.transport === 'sse') return connected(await session('sse'), attempt);
  try {
    return await connected(await session('http'), attempt);
  } catch (error) {
    if (!(error instanceof StepFailure) || !error.suggestsSse) throw error;
    return connected(await session('sse'), attempt).catch((second: unknown) => {
      throw second instanceof StepFailure && second.saysMoreThanNoSse ? second : error;
    });
  }
}

async function connected(session: Session, { signal, timeoutMilliseconds, stay }: Attempt): Promise<Session> {
  const { client, transport } = session;
  try {
    signal.throwIfAborted();
    await unlessAborted(client.connect(transport, requestOptions(timeoutMilliseconds, signal)), signal);
    if (stay !== undefined) client.onclose = stay.onLost;
    return session;
  } catch (error) {
    const failure = new StepFailure('connect', error, session.evidence());
    await session.end(false);
    throw failure;
  }
}
