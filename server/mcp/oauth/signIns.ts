import type { ReadyUrl } from '../../serverConfig/definition/readyDefinition.ts';
import type { Authorization } from './authorization.ts';
import type { Browser } from './browser.ts';
import { type KeptSignIn, type KeptSignIns, keptSignIns, serverAddress } from './keptSignIns.ts';
import { signInByPerson } from './personSignIn.ts';
import { type Quotation, quotation, signInToken } from './quotation.ts';
import { renewed } from './renewal.ts';
import type { SecretStore } from './secretStore.ts';
import { SignInProblem } from './signInProblem.ts';
import { signedOut } from './signOut.ts';
import { isEnding } from './tokens.ts';

/** What signing in needs from outside. */
export interface SignInSurroundings {
  readonly store: SecretStore;
  readonly browser: Browser;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** How long a person may take on the page; by default five minutes. */
  readonly browserMilliseconds?: number;
}

/** Who is signed in where. One for a process: renewals of one sign-in must not run beside each other. */
export interface SignIns {
  /**
   * The authorization of a server's requests.
   * @param mayAsk true when a person asked for this very connection. Otherwise no browser is ever opened: what is kept is
   * used and renewed, and when that is not enough the problem says to sign in again.
   */
  authorizationOf(definition: ReadyUrl, mayAsk: boolean): Authorization;
  /** Forgets the tokens and has them revoked where that is possible. False when nobody was signed in. */
  signOut(definition: ReadyUrl): Promise<boolean>;
}

const personsPatience = 5 * 60_000;

export function signIns(surroundings: SignInSurroundings): SignIns {
  const { store, browser, now, browserMilliseconds = personsPatience } = surroundings;
  const renewals = new Map<string, Promise<boolean>>();

  const kept = ({ url, oauth }: ReadyUrl) => keptSignIns(store, url, oauth?.clientId);

  /** A refresh token may be used once: whoever needs a new token meanwhile waits for the same one. */
  function renewal(signIn: KeptSignIn, definition: ReadyUrl, keeping: KeptSignIns, words: Quotation): Promise<boolean> {
    const key = `${serverAddress(definition.url)} ${signIn.clientId}`;
    const running = renewals.get(key);
    if (running !== undefined) return running;
    const started = renewed(signIn, { definition, keeping, quotation: words, now }).finally(() => renewals.delete(key));
    renewals.set(key, started);
    return started;
  }

  function authorizationOf(definition: ReadyUrl, mayAsk: boolean): Authorization {
    const keeping = kept(definition);
    const words = quotation(definition);
    let handedOut: string | undefined;

    async function token(): Promise<string | undefined> {
      const before = await keeping.signIn();
      const isOver = before?.refreshToken !== undefined && isEnding(before, now());
      if (isOver) await renewal(before, definition, keeping, words);
      handedOut = (isOver ? await keeping.signIn() : before)?.accessToken;
      words.hide(signInToken, handedOut);
      return handedOut;
    }

    async function onUnauthorized(): Promise<void> {
      const current = await keeping.signIn();
      // Another connection has renewed it since: that token has not been tried yet.
      if (current?.accessToken !== undefined && current.accessToken !== handedOut) return;
      if (current !== undefined && (await renewal(current, definition, keeping, words))) return;
      throw needsSignIn(definition, current !== undefined);
    }

    return {
      token,
      onUnauthorized,
      secrets: words.secrets,
      async signIn(challenge, signal) {
        if (!mayAsk) throw needsSignIn(definition, (await keeping.signIn()) !== undefined);
        await signInByPerson(challenge, signal, {
          definition,
          keeping,
          browser,
          quotation: words,
          now,
          browserMilliseconds,
        });
      },
    };
  }

  return {
    authorizationOf,
    signOut: (definition) => signedOut(definition, kept(definition)),
  };
}

function needsSignIn({ name, url }: ReadyUrl, wasSignedIn: boolean): SignInProblem {
  const problem = wasSignedIn
    ? {
        what: `Your sign-in to "${name}" (${url.host}) is over.`,
        remedy: 'Sign in again: connect to the server.',
      }
    : {
        what: `The server "${name}" (${url.host}) wants you to sign in.`,
        remedy: 'Connect to the server to sign in, or write a token under "headers" in the definition.',
      };
  return new SignInProblem(problem, true);
}
