import type { JSONRPCMessage, RequestId, Transport, TransportSendOptions } from '@modelcontextprotocol/client';
import { type Flood, FloodGauge } from '../transport/flood.ts';

/** Where a page travels inside the empty one that the client gets to see. */
const rawPageKey = 'mcp-policy-author/raw-page';

/**
 * A transport that carries each answer to `tools/list` past the client's own check. On the modern protocol the client
 * checks an answer before any schema of ours and refuses a whole page for one malformed tool; here each tool is checked
 * by itself. Everything else passes through untouched, but for a flood of what nobody asked for.
 */
export class PageTap implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: Transport['onmessage'];
  readonly hasPerRequestStream: boolean;

  readonly #inner: Transport;
  readonly #asked = new Set<RequestId>();
  readonly #gauge = new FloodGauge();
  #closed: (() => void) | undefined;
  #isGivenUp = false;

  /** @param giveUp ends a connection over which a server talks without end */
  constructor(inner: Transport, giveUp: (failure: Flood) => void) {
    this.#inner = inner;
    this.hasPerRequestStream = inner.hasPerRequestStream === true;
    inner.onclose = () => {
      this.#closed?.();
      this.onclose?.();
    };
    inner.onerror = (error) => {
      // A message that is none takes the longest to be read.
      const flood = this.#isGivenUp ? undefined : this.#gauge.add('faults');
      // To give up is an error, too.
      this.#isGivenUp ||= flood !== undefined;
      if (flood !== undefined) giveUp(flood);
      this.onerror?.(error);
    };
    inner.onmessage = (message, extra) => {
      // Answers are few: what is more of them nobody asked for either.
      const flood = this.#gauge.add('method' in message && 'id' in message ? 'requests' : 'notifications');
      if (flood === undefined) this.onmessage?.(this.#tapped(message), extra);
      else giveUp(flood);
    };
  }

  get sessionId(): string | undefined {
    return this.#inner.sessionId;
  }

  /** Rejects, too, when the transport is closed meanwhile: one for SSE would wait for its first event all the same. */
  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#closed = () => reject(new Error('The connection was closed before it stood'));
      this.#inner.start().then(resolve, reject);
    });
  }

  send(message: JSONRPCMessage, options?: TransportSendOptions): Promise<void> {
    if ('method' in message && 'id' in message && message.method === 'tools/list') this.#asked.add(message.id);
    return this.#inner.send(message, options);
  }

  close(): Promise<void> {
    return this.#inner.close();
  }

  setProtocolVersion(version: string): void {
    this.#inner.setProtocolVersion?.(version);
  }

  #tapped(message: JSONRPCMessage): JSONRPCMessage {
    if (!('result' in message) || message.id === undefined || !this.#asked.delete(message.id)) return message;
    // `ttlMs` and `cacheScope` are what the modern protocol demands of every list (SEP-2549).
    const emptyPage = { resultType: 'complete', ttlMs: 0, cacheScope: 'private', tools: [] };
    return { ...message, result: { ...emptyPage, _meta: { [rawPageKey]: message.result } } };
  }
}

/** The server's own page out of a result that came through a {@link PageTap}. */
export function rawPage(result: unknown): unknown {
  const meta = hasMember(result, '_meta') ? result._meta : undefined;
  return hasMember(meta, rawPageKey) ? meta[rawPageKey] : result;
}

function hasMember<Name extends string>(value: unknown, name: Name): value is Readonly<Record<Name, unknown>> {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name);
}
