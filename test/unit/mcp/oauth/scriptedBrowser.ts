import type { Browser, SignInPage } from '../../../../server/mcp/oauth/browser.ts';

export interface ScriptedBrowser extends Browser {
  /** The pages it was sent to. */
  readonly pages: readonly SignInPage[];
  /** Where they led it back to. */
  readonly callbacks: readonly URL[];
}

/** Where the editor can be reached, whichever window. */
export const editorAddress = 'vscode://mcp-policy.author/signed-in';

export interface BrowserScript {
  /** Where the editor says that it can be reached; by default an address as on a desktop. */
  readonly redirectAddress?: string;
  /** What becomes of the address that it comes back to. */
  readonly meddle?: (callback: URL, page: SignInPage) => string | undefined | Promise<string | undefined>;
}

/** A browser as a person uses it, without the person: follows redirects, keeps cookies, and ends where the editor listens. */
export function scriptedBrowser(script: BrowserScript = {}): ScriptedBrowser {
  const redirectAddress = script.redirectAddress ?? `${editorAddress}?windowId=1`;
  const pages: SignInPage[] = [];
  const callbacks: URL[] = [];
  return {
    pages,
    callbacks,
    redirectAddress: async () => redirectAddress,
    async signIn(page, signal) {
      pages.push(page);
      const back = await visit(page.url, new URL(page.url).searchParams.get('redirect_uri') ?? redirectAddress, signal);
      // Where a page leads nowhere, a person gives up.
      if (back === undefined) return undefined;
      callbacks.push(new URL(back));
      // Of an address on this computer nobody but the listener there hears.
      if (back.protocol === 'http:') await fetch(back, { signal });
      return script.meddle === undefined ? back.href : script.meddle(back, page);
    },
  };
}

const mostRedirects = 20;

/** Follows the page's redirects until it leads back, as a person who says yes to everything. */
export async function visit(from: string, redirectAddress: string, signal: AbortSignal): Promise<URL | undefined> {
  const cookies = new Map<string, string>();
  const isBack = (url: URL) => url.href.startsWith(redirectAddress.replace(/\?.*$/, ''));
  let url = new URL(from);
  for (let count = 0; count < mostRedirects; count += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', headers: { cookie }, signal });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null) return undefined;
    url = new URL(location, url);
    if (isBack(url)) break;
  }
  if (!isBack(url)) return undefined;
  return url;
}
