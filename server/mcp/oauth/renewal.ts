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
 * Renews the token without a person, at the issuer that gave it and nowhere else. Resolves to false when that was refused: the
 * sign-in is over then. Rejects with a `SignInProblem` when it cannot be known, e.g. without a network.
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
    demandSafe(metadata.token_endpoint, 'the address to get a token at', server);
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
    await keeping.keepSignIn(withTokens(signIn, tokens, now()));
    return true;
  } catch (error) {
    if (!(error instanceof OAuthError) || !refusals.has(error.code)) {
      throw await explainSignIn(error, { server, issuer, redirectAddress: undefined, quoted: quotation.quoted });
    }
    // Another window may have renewed it at the same time: then its token counts.
    const current = await keeping.signIn();
    if (current?.refreshToken !== undefined && current.refreshToken !== refreshToken) return true;
    await keeping.keepSignIn(withoutTokens(signIn));
    return false;
  }
}
