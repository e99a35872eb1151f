import { randomBytes } from 'node:crypto';
import type { ReadyUrl } from '../../serverConfig/definition/readyDefinition.ts';
import type { Challenge } from './authorization.ts';
import { authorizationFetch } from './authorizationFetch.ts';
import { broughtBack } from './broughtBack.ts';
import type { Browser } from './browser.ts';
import { readCallback } from './callback.ts';
import { clientFor } from './client.ts';
import { clientInformation, showClient } from './clientAuthentication.ts';
import { type AuthorizationServer, challengeOf, discover } from './discovery.ts';
import { explainSignIn } from './explainSignIn.ts';
import type { KeptSignIns } from './keptSignIns.ts';
import { serverAddress } from './keptSignIns.ts';
import { type Quotation, signInToken } from './quotation.ts';
import { demandSafe, isPrivateWay } from './safeAddress.ts';
import { SignInProblem } from './signInProblem.ts';
import { withTokens } from './tokens.ts';

export interface PersonSignIn {
  readonly definition: ReadyUrl;
  readonly keeping: KeptSignIns;
  readonly browser: Browser;
  readonly quotation: Quotation;
  readonly now: () => number;
  /** How long a person may take on the page. */
  readonly browserMilliseconds: number;
}

/**
 * Gets tokens with a person's help: authorization code with PKCE in the person's browser. The verifier is never written
 * down, because whoever waits here is the one who needs it. Rejects with a {@link SignInProblem}, or with the signal's reason
 * when the person stops it.
 */
export async function signInByPerson(challenge: Challenge, signal: AbortSignal, asked: PersonSignIn): Promise<void> {
  const { definition, quotation } = asked;
  const known: { issuer?: string; redirectAddress?: string } = {};
  try {
    await signIn(challenge, signal, asked, known);
  } catch (error) {
    signal.throwIfAborted();
    throw await explainSignIn(error, {
      server: definition.url,
      issuer: known.issuer,
      redirectAddress: known.redirectAddress,
      quoted: quotation.quoted,
    });
  }
}

async function signIn(
  challenge: Challenge,
  signal: AbortSignal,
  asked: PersonSignIn,
  known: { issuer?: string; redirectAddress?: string },
): Promise<void> {
  const { definition, keeping, quotation, now } = asked;
  const server = definition.url;
  demandPrivate(server);
  const fetchFn = authorizationFetch(server, signal);
  const authorizationServer = await discover(server, challenge, fetchFn);
  const { issuer, metadata, resource } = authorizationServer;
  known.issuer = issuer;
  const scope = await wantedScope(challenge, authorizationServer, asked);
  const { client, way } = await clientFor({
    ...asked,
    authorizationServer,
    scope,
    fetchFn,
    learnAddress: (address) => {
      known.redirectAddress = address;
    },
  });
  try {
    quotation.hide('client secret', client.clientSecret);
    const { exchangeAuthorization, startAuthorization } = await import('@modelcontextprotocol/client');
    const state = randomBytes(32).toString('base64url');
    const started = await startAuthorization(issuer, {
      metadata,
      clientInformation: clientInformation(client),
      redirectUrl: way.address,
      state,
      resource,
      ...(scope !== undefined && { scope }),
    });
    quotation.hide('state', state);
    quotation.hide('code verifier', started.codeVerifier);
    const hosts = { serverHost: server.host, issuerHost: new URL(issuer).host };
    const page = { server: definition.name, url: started.authorizationUrl.href, ...hosts, state };
    const callback = await broughtBack(way, page, signal, asked);
    if (callback === undefined) {
      // The page may have said that it does not know the client: the next time another one is registered.
      await keeping.forgetClient(issuer);
      throw notBack(server);
    }
    const arrival = await readCallback(callback, { state, authorizationServer, server, quotation });
    await demandSafe(metadata.token_endpoint, 'the address to get a token at', server);
    const tokens = await exchangeAuthorization(issuer, {
      metadata,
      clientInformation: clientInformation(client),
      authorizationCode: arrival.code,
      codeVerifier: started.codeVerifier,
      redirectUri: way.address,
      resource,
      fetchFn,
      addClientAuthentication: (headers, body) =>
        showClient(client, metadata.token_endpoint_auth_methods_supported ?? [], { headers, body }, quotation),
      ...(arrival.issuer !== undefined && { iss: arrival.issuer }),
    });
    quotation.hide(signInToken, tokens.access_token);
    quotation.hide('refresh token', tokens.refresh_token);
    const { clientId, clientSecret, authMethod } = client;
    const signedIn = {
      server: serverAddress(server),
      issuer,
      resource,
      clientId,
      ...(clientSecret !== undefined && { clientSecret }),
      ...(authMethod !== undefined && { authMethod }),
      ...(scope !== undefined && { scope }),
    };
    await keeping.keepSignIn(withTokens(signedIn, tokens, now()));
  } finally {
    way.close();
  }
}

/** What to ask for: the definition's own scopes, else the server's; with what was granted before when that is too little. */
async function wantedScope(
  challenge: Challenge,
  { scopes, issuer, metadata }: AuthorizationServer,
  { definition, keeping }: PersonSignIn,
): Promise<string | undefined> {
  const { computeScopeUnion } = await import('@modelcontextprotocol/client');
  const kept = challenge.status === 403 ? await keeping.signIn() : undefined;
  const before = kept?.issuer === issuer ? kept.scope : undefined;
  const demanded = challenge.status === 403 ? (await challengeOf(challenge)).scope : undefined;
  const wanted = computeScopeUnion(definition.oauth?.scopes ?? scopes, before, demanded);
  // Without it many servers give no refresh token, and the person would have to sign in every hour.
  const offline = metadata.scopes_supported?.includes('offline_access') ? 'offline_access' : undefined;
  return wanted === undefined ? undefined : computeScopeUnion(wanted, offline);
}

function demandPrivate(server: URL): void {
  if (isPrivateWay(server)) return;
  throw new SignInProblem({
    what: `Nobody was signed in to ${server.host}: it is not reached over https, so a token could be read on the way.`,
    remedy: 'Write https:// in the definition if the server knows it.',
  });
}

/** Given up, or waited for too long: either way the person knows more of it than we do. */
function notBack(server: URL): SignInProblem {
  return new SignInProblem({
    what: `Nobody was signed in to ${server.host}: the browser did not come back.`,
    remedy: 'Connect again to sign in.',
  });
}
