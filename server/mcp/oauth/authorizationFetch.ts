import { unlessAborted } from '../unlessAborted.ts';
import { demandSafe, type Lookup } from './safeAddress.ts';

type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>;

/** In bytes. Metadata, registrations and tokens are a few kilobytes. */
const largestAnswer = 1024 * 1024;

/** In milliseconds, for each request. */
const patience = 30_000;

/**
 * `fetch` for the requests around signing in. It knows no header of the definition, which an authorization server must
 * never see; it refuses unsafe addresses, follows no redirect, and reads a bounded answer in a bounded time.
 */
export function authorizationFetch(server: URL, signal: AbortSignal, addressesOf?: Lookup): Fetch {
  return async (url, init) => {
    const either = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
    // A name service may take its time, and cannot be stopped.
    await unlessAborted(demandSafe(url, 'an address of its authorization server', server, addressesOf), either);
    const response = await fetch(url, { ...init, redirect: 'manual', signal: either });
    // Here, where the clock still runs: whoever reads a body later would wait without one.
    return new Response(await boundedBody(response), response);
  };
}

async function boundedBody(response: Response): Promise<Uint8Array<ArrayBuffer> | null> {
  if (response.body === null || [204, 205, 304].includes(response.status)) return null;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.length;
    if (bytes > largestAnswer)
      throw new Error(`an answer of the authorization server is larger than ${largestAnswer} bytes`);
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
