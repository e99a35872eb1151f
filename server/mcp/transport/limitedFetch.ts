import { EventLength } from './eventLength.ts';
import { FloodGauge } from './flood.ts';
import { UnreadMessages } from './unreadMessages.ts';

/** The last answer of a server, as far as it explains a failure. */
export interface HttpEvidence {
  status?: number;
  /** The beginning of an error's body; untrusted. */
  body?: string;
  /** The `WWW-Authenticate` header of a 401 or 403; untrusted. */
  challenge?: string;
  /** Where a redirect pointed that was not followed. */
  redirect?: string;
  /** The optional stream of notifications was opened. */
  hasStream?: boolean;
  /** What made this side give the connection up. */
  failure?: Error;
}

/** The server sent more than it may. */
class AnswerTooLarge extends Error {
  constructor(maximumBytes: number) {
    super(`the answer is larger than ${maximumBytes} bytes`);
    this.name = 'AnswerTooLarge';
  }
}

type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>;

const longestBody = 64 * 1024;

/** Requests that a server may leave unanswered at the same time. */
const mostWaiting = 100;

/**
 * `fetch` that writes down what the server answered and that stops reading after `maximumBytes`, and sending to
 * a server that accepts nothing. Answers to a GET are not written down where it only opens the optional stream of
 * notifications (`isGetOptional`): each time it opens, `onStream` is called.
 */
export function limitedFetch(
  evidence: HttpEvidence,
  isGetOptional: boolean,
  maximumBytes: number,
  giveUp: (failure: Error) => void,
  onStream?: () => void,
): Fetch {
  let waiting = 0;
  return async (url, init) => {
    if (waiting >= mostWaiting) {
      const failure = new UnreadMessages(`${mostWaiting} messages wait to be accepted`);
      giveUp(failure);
      throw failure;
    }
    waiting += 1;
    const response = await fetch(url, init).finally(() => {
      waiting -= 1;
    });
    const method = init?.method ?? 'GET';
    const isMainRequest = method === 'POST' || (method === 'GET' && !isGetOptional);
    const limited = withLimit(response, maximumBytes, giveUp);
    if (method === 'GET' && isGetOptional) {
      evidence.hasStream = response.ok;
      if (response.ok) onStream?.();
    }
    if (!isMainRequest) return limited;
    delete evidence.body;
    delete evidence.redirect;
    delete evidence.challenge;
    evidence.status = response.status;
    const target = response.headers.get('location');
    if (response.status >= 300 && response.status < 400 && target !== null && URL.canParse(target, String(url))) {
      evidence.redirect = withoutSecrets(new URL(target, String(url)));
    }
    const challenge = response.headers.get('www-authenticate');
    if ((response.status === 401 || response.status === 403) && challenge !== null) evidence.challenge = challenge;
    if (response.status < 400) return limited;
    const body = await limited.text();
    evidence.body = body.slice(0, longestBody);
    return new Response(body, response);
  };
}

/** Servers put tokens into redirects; what is named is where it leads, not what it carries. */
function withoutSecrets(url: URL): string {
  return `${url.origin}${url.pathname}`;
}

function withLimit(response: Response, maximumBytes: number, giveUp: (failure: Error) => void): Response {
  if (response.body === null) return response;
  const isStream = response.headers.get('content-type')?.includes('text/event-stream') === true;
  const gauge = new FloodGauge();
  const event = isStream ? new EventLength() : undefined;
  let bytes = 0;
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes = event?.add(chunk) ?? bytes + chunk.length;
      // Comments and lines of one event come to nobody's attention, and are read all the same.
      const flood = isStream ? gauge.add('lines', lineEndsIn(chunk)) : undefined;
      const failure = bytes > maximumBytes ? new AnswerTooLarge(maximumBytes) : flood;
      if (failure === undefined) return controller.enqueue(chunk);
      controller.error(failure);
      giveUp(failure);
    },
  });
  return new Response(response.body.pipeThrough(counter), response);
}

function lineEndsIn(chunk: Uint8Array): number {
  let count = 0;
  for (const byte of chunk) if (byte === 10 || byte === 13) count += 1;
  return count;
}
