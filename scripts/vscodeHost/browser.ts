import { type Browser, chromium, type Page } from 'playwright-core';
import { endWithProcess } from '../prepare/ending.ts';

export type OpenBrowser = { browser: Browser; page: Page; close: () => Promise<void> };

const chromiumArguments = [
  '--no-sandbox', // as root Chromium refuses to start with its sandbox; it only ever shows our own page
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts a Chromium without a window, with one empty page and a profile that is gone afterwards. */
export async function openBrowser(executable: string, viewport = { width: 1400, height: 900 }): Promise<OpenBrowser> {
  // Signals are handled by the one place that ends everything.
  const signals = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
  const browser = await chromium.launch({ executablePath: executable, args: chromiumArguments, ...signals });
  const gently = async () => {
    await browser.close().catch(() => undefined); // it may have crashed, which is reported where it matters
    forget();
  };
  // Playwright itself kills the browser in the `exit` event.
  const forget = endWithProcess({ gently, atOnce: () => undefined });
  const context = await browser.newContext({ viewport, locale: 'en-US' });
  return { browser, page: await context.newPage(), close: gently };
}
