import type { Client, Transport } from '@modelcontextprotocol/client';
import type { ReadyProcess, ReadyUrl, Secret } from '../serverConfig/definition/readyDefinition.ts';
import { PageTap } from './listing/pageTap.ts';
import type { Authorization } from './oauth/authorization.ts';
import { type HttpEvidence, limitedFetch } from './transport/limitedFetch.ts';
import { maximumMessageBytes, type ProcessExit, ProcessTransport } from './transport/processTransport.ts';
import { streamReopening } from './transport/streamReopening.ts';

/** How this client introduces itself. The version is the package's own. */
export const clientInfo = { name: 'mcp-policy-author', version: '0.1.0' } as const;

/** What is known beside the error itself when something failed. */
export interface Evidence {
  readonly exit?: ProcessExit | undefined;
  readonly stderr?: readonly string[];
  readonly noise?: readonly string[];
  readonly http?: HttpEvidence;
  /** What was sent beside the definition's own secrets. */
  readonly secrets?: readonly Secret[];
  /** What made this side give the connection up. */
  readonly failure?: Error | undefined;
  /** The `PATH` in which the command was looked for. */
  readonly path?: string | undefined;
}

/** One attempt at a connection: a client, the transport it will use, and how to be rid of both. */
export interface Session {
  readonly client: Client;
  readonly transport: Transport;
  /** Whether the server can say something without being asked, as far as that does not depend on a subscription. */
  hearsServer(): boolean;
  evidence(): Evidence;
  /** Resolves when the connection is closed and, for a process, its whole tree is gone. Never rejects. */
  end(politely: boolean): Promise<void>;
}

/** Which protocol era to try: `auto` asks for the modern one first. */
export type Negotiation = 'legacy' | 'auto';

/** What whoever keeps a connection wants to know. */
export interface Stay {
  /** It is over, or can no longer hear the server. May be called more than once, also after its end. */
  readonly onLost: () => void;
  /** The server could not be heard for a moment: something may have been missed. */
  readonly onGap: () => void;
}

/** A server process of its own. Nothing is started before the client connects. */
export async function processSession(definition: ReadyProcess, negotiation: Negotiation): Promise<Session> {
  const { Client } = await import('@modelcontextprotocol/client');
  const { getDefaultEnvironment } = await import('@modelcontextprotocol/client/stdio');
  const environment = new Map<string, string>(Object.entries(getDefaultEnvironment()));
  for (const [name, value] of definition.environment) {
    if (value === null) environment.delete(name);
    else environment.set(name, value);
  }
  const transport = new ProcessTransport(definition, Object.fromEntries(environment));
  return {
    client: new Client(clientInfo, { versionNegotiation: { mode: negotiation } }),
    transport: new PageTap(transport, (failure) => transport.giveUp(failure)),
    hearsServer: () => true,
    evidence: () => ({ ...transport.evidence, path: environment.get('PATH') ?? environment.get('Path') }),
    end: (politely) => transport.end(politely),
  };
}

/**
 * A connection over HTTP. `sse` is the older transport, which only knows the legacy era. With an `authorization` each
 * request carries its token; a definition with an `Authorization` header of its own never gets one.
 */
export async function urlSession(
  definition: ReadyUrl,
  transportName: 'http' | 'sse',
  authorization?: Authorization,
  stay?: Stay,
): Promise<Session> {
  const { Client, SSEClientTransport, SseError, StreamableHTTPClientTransport } = await import(
    '@modelcontextprotocol/client'
  );
  const http: HttpEvidence = {};
  const isSse = transportName === 'sse';
  const giveUp = (failure: Error) => {
    http.failure = failure;
    void transport.close();
  };
  const reopening = stay === undefined ? undefined : streamReopening(stay, Math.random);
  const options = {
    requestInit: { headers: Object.fromEntries(definition.headers) },
    fetch: limitedFetch(http, !isSse, maximumMessageBytes, giveUp, reopening?.opened),
    // A wider token is asked for outside of the connection: the transport's own way would wait for a person.
    onInsufficientScope: 'throw' as const,
    ...(authorization !== undefined && !bringsAuthorization(definition) && { authProvider: authorization }),
    ...(reopening !== undefined && { reconnectionScheduler: reopening.schedule }),
  };
  const transport = isSse
    ? new SSEClientTransport(definition.url, options)
    : new StreamableHTTPClientTransport(definition.url, options);
  const client = new Client(clientInfo, { versionNegotiation: { mode: isSse ? 'legacy' : 'auto' } });
  // This transport opens its stream anew by itself, where nobody knows the session any more.
  if (isSse && stay !== undefined) client.onerror = (error) => error instanceof SseError && stay.onLost();
  return {
    client,
    transport: new PageTap(transport, giveUp),
    hearsServer: () => isSse || http.hasStream === true,
    evidence: () => ({ http, failure: http.failure, secrets: authorization?.secrets ?? [] }),
    async end(politely) {
      if (politely && 'terminateSession' in transport) await ended(transport.terminateSession());
      await ended(transport.close());
    },
  };
}

/** True when the definition says itself what to send. */
export function bringsAuthorization(definition: ReadyUrl): boolean {
  return [...definition.headers.keys()].some((name) => name.toLowerCase() === 'authorization');
}

const endPatience = 1_000;

/** The list is there; a server that cannot say goodbye changes nothing, and is not waited for long. */
async function ended(goodbye: Promise<void>): Promise<void> {
  const patience = new Promise<void>((resolve) => setTimeout(resolve, endPatience).unref());
  await Promise.race([goodbye.catch(() => undefined), patience]);
}
