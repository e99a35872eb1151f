import type { ReadyUrl } from '../../serverConfig/definition/readyDefinition.ts';
import { authorizationFetch } from './authorizationFetch.ts';
import { clientInformation, showClient } from './clientAuthentication.ts';
import { explainSignIn } from './explainSignIn.ts';
import { issuerMetadata } from './issuerMetadata.ts';
import type { KeptSignIn, KeptSignIns } from './keptSignIns.ts';
import { type Quotation, signInToken } from './quotation.ts';
import { demandSafe } from './safeAddress.ts';
import { withoutTokens, withTokens } from './tokens.ts';

export interface Renewal {
  readonly definition: ReadyUrl;
  readonly keeping: KeptSignIns;
  readonly quotation: Quotation;
  readonly now: () => number;
}

/** Answers of an authorization server after which asking again with the same token is of no use. */
const refusals: ReadonlySet<string> = new Set([
  'invalid_grant',
  'invalid_client',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
  'invalid_target',
  'access_denied',
]);

/**
 * Another window that was quicker has its answer already when ours is refused, and is about to keep it. In milliseconds
 * between two looks, and how many.
 */
const looks = { pause: 250, most: 4 };

/**
 * Renews the token without a person, at the issuer that gave it and nowhere else. Where another window has renewed it since,
 * its token counts: a refresh token that is shown twice may end the sign-in of all windows. Resolves to false when there is
 * no token: renewing was refused, and the sign-in is over then, or somebody signed out meanwhile. Rejects with a
 * `SignInProblem` when it cannot be known, e.g. without a network.
 */
export async function renewed(signIn: KeptSignIn, renewal: Renewal): Promise<boolean> {
  const { definition, keeping, quotation, now } = renewal;
  const { refreshToken, issuer, resource } = signIn;
  if (refreshToken === undefined) return false;
  quotation.hide('refresh token', refreshToken);
  quotation.hide('client secret', signIn.clientSecret);
  const { OAuthError, refreshAuthorization } = await import('@modelcontextprotocol/client');
  const server = definition.url;
  // The clock of each request is the only bound: a renewal that was begun may have used up the token.
  const fetchFn = authorizationFetch(server, new AbortController().signal);
  try {
    const metadata = (await issuerMetadata(issuer, fetchFn))?.endpoints;
    if (metadata === undefined) throw new Error('it no longer says how to get a token');
    await demandSafe(metadata.token_endpoint, 'the address to get a token at', server);
    const since = await keptSince(signIn, keeping);
    if (since !== undefined) return since;
    const tokens = await refreshAuthorization(issuer, {
      metadata,
      clientInformation: clientInformation(signIn),
      refreshToken,
      resource,
      fetchFn,
      addClientAuthentication: (headers, body) =>
        showClient(signIn, metadata.token_endpoint_auth_methods_supported ?? [], { headers, body }, quotation),
    });
    quotation.hide(signInToken, tokens.access_token);
    // Whoever signed out meanwhile stays signed out.
    if ((await keeping.signIn()) === undefined) return false;
    await keeping.keepSignIn(withTokens(signIn, tokens, now()));
    return true;
  } catch (error) {
    if (!(error instanceof OAuthError) || !refusals.has(error.code)) {
      throw await explainSignIn(error, { server, issuer, redirectAddress: undefined, quoted: quotation.quoted });
    }
    for (let look = 1; ; look += 1) {
      const since = await keptSince(signIn, keeping);
      if (since !== undefined) return since;
      if (error.code !== 'invalid_grant' || look > looks.most) break;
      await new Promise((resolve) => setTimeout(resolve, looks.pause));
    }
    await keeping.keepSignIn(withoutTokens(signIn));
    return false;
  }
}

/** What another window has made of the sign-in since it was read: true with a token, false without; `undefined`: nothing. */
async function keptSince(signIn: KeptSignIn, keeping: KeptSignIns): Promise<boolean | undefined> {
  const current = await keeping.signIn();
  const isSame = current?.accessToken === signIn.accessToken && current?.refreshToken === signIn.refreshToken;
  return isSame ? undefined : current?.accessToken !== undefined;
}
