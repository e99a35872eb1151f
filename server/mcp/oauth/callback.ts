import type { AuthorizationServer } from './discovery.ts';
import type { Quotation } from './quotation.ts';
import { SignInProblem } from './signInProblem.ts';

/** What has to come back with the browser. */
export interface Expected {
  readonly state: string;
  readonly authorizationServer: AuthorizationServer;
  readonly server: URL;
  readonly quotation: Quotation;
}

/** What the browser brought back. */
export interface Arrival {
  readonly code: string;
  /** Who says so (RFC 9207). */
  readonly issuer: string | undefined;
}

/**
 * Reads the address that the browser came back to. Nothing of it is believed, and no word of it is repeated, before the
 * `state` is ours and the issuer the one that was asked: another server may have sent the browser here.
 */
export async function readCallback(address: string, expected: Expected): Promise<Arrival> {
  const { validateAuthorizationResponseIssuer } = await import('@modelcontextprotocol/client');
  const { state, server, quotation } = expected;
  const { issuer, namesItself } = expected.authorizationServer;
  const answer = URL.canParse(address) ? new URL(address).searchParams : new URLSearchParams();
  if (answer.get('state') !== state) {
    throw new SignInProblem({
      what: `Nobody was signed in to ${server.host}: what the browser brought back does not belong to this sign-in.`,
      remedy: 'Connect again, and use the page that is opened then.',
    });
  }
  const iss = answer.get('iss') ?? undefined;
  validateAuthorizationResponseIssuer({
    iss,
    expectedIssuer: issuer,
    issParameterSupported: namesItself,
  });
  const error = answer.get('error');
  if (error === 'access_denied') {
    throw new SignInProblem({
      what: `Nobody was signed in to ${server.host}: access was not granted.`,
      remedy: 'Connect again when you want to grant it, or sign in as somebody who may.',
    });
  }
  const code = answer.get('code');
  quotation.hide('code', code ?? undefined);
  if (error === null && code !== null && code !== '') return { code, issuer: iss };
  const words = answer.get('error_description') ?? error ?? 'it brought neither a code nor an error';
  throw new SignInProblem({
    what: `Nobody was signed in to ${server.host}: the authorization server refused. It says: ${quotation.quoted(words)}.`,
    remedy: refusals.get(error ?? '') ?? 'Try again later, or ask those who run the server.',
  });
}

const refusals: ReadonlyMap<string, string> = new Map([
  ['invalid_scope', 'Write the scopes it knows in the definition: "oauth": { "scopes": "…" }.'],
  ['invalid_target', 'Correct the URL in the definition, or ask those who run the server.'],
  ['unauthorized_client', 'Check the client id in the definition, or ask those who run the server.'],
  ['temporarily_unavailable', 'Try again later.'],
]);
