import { possibleTimeout } from './possibleTimeout.ts';

/** Not everything that the MCP client waits for listens to its signal. */
export function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** The one clock is ours: the client's own would end requests with a message that explains nothing. */
export function requestOptions(timeoutMilliseconds: number, signal: AbortSignal) {
  return { timeout: possibleTimeout(timeoutMilliseconds + 60_000), signal };
}
