import type { AuthorizationServerMetadata } from '@modelcontextprotocol/client';
import { isJsonObject, member } from '../../policy/json.ts';
import { isListOf, isText } from '../../protocol/shape.ts';

type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>;

/** What an authorization server says of itself. */
export interface IssuerMetadata {
  readonly endpoints: AuthorizationServerMetadata;
  /** Every answer that comes back with the browser names its issuer (RFC 9207). */
  readonly namesItself: boolean;
  /** Where tokens are revoked (RFC 7009), and how a client shows there who it is. */
  readonly revocation?: { readonly endpoint: string; readonly authMethods: readonly string[] };
}

/**
 * Asks an issuer for its metadata: RFC 8414, else OpenID Connect Discovery. `undefined` when it has none. Rejects when the
 * metadata names another issuer.
 */
export async function issuerMetadata(issuer: string, fetchFn: Fetch): Promise<IssuerMetadata | undefined> {
  const { discoverAuthorizationServerMetadata } = await import('@modelcontextprotocol/client');
  let document: unknown;
  // Of OpenID's documents the client keeps only what OpenID knows; what else is said there counts as well.
  const reading: Fetch = async (url, init) => {
    const response = await fetchFn(url, init);
    if (response.ok) document = await json(response.clone());
    return response;
  };
  const endpoints = await discoverAuthorizationServerMetadata(issuer, { fetchFn: reading });
  if (endpoints === undefined) return undefined;
  const said = (name: string) => (isJsonObject(document) ? member(document, name) : undefined);
  const revocation = said('revocation_endpoint');
  const methods = said('revocation_endpoint_auth_methods_supported') ?? endpoints.token_endpoint_auth_methods_supported;
  return {
    endpoints,
    namesItself: said('authorization_response_iss_parameter_supported') === true,
    ...(typeof revocation === 'string' && {
      revocation: { endpoint: revocation, authMethods: isListOfTexts(methods) ? methods : [] },
    }),
  };
}

const isListOfTexts = isListOf(isText(1_000), 100);

async function json(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    // The client reads it too, and says what is wrong with it.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
