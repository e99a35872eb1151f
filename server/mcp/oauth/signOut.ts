import type { ReadyUrl } from '../../serverConfig/definition/readyDefinition.ts';
import { authorizationFetch } from './authorizationFetch.ts';
import { showClient } from './clientAuthentication.ts';
import { issuerMetadata } from './issuerMetadata.ts';
import type { KeptSignIn, KeptSignIns } from './keptSignIns.ts';
import { quotation } from './quotation.ts';
import { demandSafe } from './safeAddress.ts';

/** In milliseconds, for everything together: the person waits, and the tokens are forgotten already. */
const patience = 10_000;

/**
 * Forgets the tokens, then asks the issuer to revoke them (RFC 7009), the refresh token first: with it others end.
 * An issuer that cannot be reached, or revokes nothing, changes nothing for the person. False when nobody was signed in.
 */
export async function signedOut(definition: ReadyUrl, keeping: KeptSignIns): Promise<boolean> {
  const signIn = await keeping.signIn();
  if (signIn === undefined) return false;
  await keeping.forgetSignIn();
  await revoke(signIn, definition).catch(() => undefined);
  return signIn.accessToken !== undefined;
}

async function revoke(signIn: KeptSignIn, definition: ReadyUrl): Promise<void> {
  const server = definition.url;
  const fetchFn = authorizationFetch(server, AbortSignal.timeout(patience));
  const revocation = (await issuerMetadata(signIn.issuer, fetchFn))?.revocation;
  if (revocation === undefined) return;
  const endpoint = await demandSafe(revocation.endpoint, 'the address to sign out at', server);
  const tokens = [
    ['refresh_token', signIn.refreshToken],
    ['access_token', signIn.accessToken],
  ] as const;
  for (const [kind, token] of tokens) {
    if (token === undefined) continue;
    const headers = new Headers({ 'content-type': 'application/x-www-form-urlencoded' });
    const body = new URLSearchParams({ token, token_type_hint: kind });
    await showClient(signIn, revocation.authMethods, { headers, body }, quotation(definition));
    await fetchFn(endpoint, { method: 'POST', headers, body });
  }
}
