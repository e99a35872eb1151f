import type { Browser, SignInPage } from './browser.ts';
import type { ReturnWay } from './returnWay.ts';

/** The first of: the way's own arrival, what the editor brings, the person's or the clock's end. */
export async function broughtBack(
  way: ReturnWay,
  page: SignInPage,
  signal: AbortSignal,
  { browser, browserMilliseconds }: { readonly browser: Browser; readonly browserMilliseconds: number },
): Promise<string | undefined> {
  const over = new AbortController();
  const clock = AbortSignal.timeout(browserMilliseconds);
  const ended = AbortSignal.any([signal, clock, over.signal]);
  const stopped = new Promise<undefined>((resolve) => {
    ended.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  try {
    signal.throwIfAborted();
    const callback = await Promise.race([way.arrival(page.state), browser.signIn(page, ended), stopped]);
    signal.throwIfAborted();
    return callback;
  } finally {
    // The editor's question is taken back when the browser came another way.
    over.abort();
  }
}
