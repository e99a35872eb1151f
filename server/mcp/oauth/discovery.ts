import type { AuthorizationServerMetadata, OAuthProtectedResourceMetadata } from '@modelcontextprotocol/client';
import type { Challenge } from './authorization.ts';
import { issuerMetadata } from './issuerMetadata.ts';
import { demandSafe } from './safeAddress.ts';
import { SignInProblem } from './signInProblem.ts';

/** Who gives out tokens for an MCP server, and under which name the server is known there. */
export interface AuthorizationServer {
  readonly issuer: string;
  readonly metadata: AuthorizationServerMetadata;
  /** Every answer that comes back with the browser names its issuer (RFC 9207). */
  readonly namesItself: boolean;
  /** The resource indicator (RFC 8707), as the server writes it. */
  readonly resource: string;
  /** What the server says is to be asked for; absent: nothing. */
  readonly scopes?: string;
}

type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>;

/**
 * Finds the authorization server: by the server's own metadata (RFC 9728), else, as older servers do, at the server's
 * own origin (RFC 8414). What it says of itself must name the issuer that was asked for.
 */
export async function discover(server: URL, challenge: Challenge, fetchFn: Fetch): Promise<AuthorizationServer> {
  const asked = await challengeOf(challenge);
  const described = await describedResource(server, asked.resourceMetadataUrl, fetchFn);
  const [named] = described?.authorization_servers ?? [];
  const issuer = named ?? `${server.origin}/`;
  await demandSafe(issuer, 'its authorization server', server);
  const found = await issuerMetadata(issuer, fetchFn);
  if (found === undefined) throw named === undefined ? saysNowhere(server) : saysNothing(server, issuer);
  const { endpoints: metadata, namesItself } = found;
  demandPkce(metadata, server);
  await demandSafe(metadata.authorization_endpoint, 'the page to sign in on', server);
  const scopes = asked.scope ?? described?.scopes_supported?.join(' ');
  return {
    issuer: metadata.issuer,
    metadata,
    namesItself,
    resource: described?.resource ?? withoutFragment(server),
    ...(scopes !== undefined && scopes !== '' && { scopes }),
  };
}

/** What the server's `WWW-Authenticate` header says. */
export async function challengeOf({ status, header }: Challenge): Promise<{
  readonly resourceMetadataUrl?: URL;
  readonly scope?: string;
  readonly error?: string;
}> {
  const { extractWWWAuthenticateParams } = await import('@modelcontextprotocol/client');
  if (header === undefined) return {};
  return extractWWWAuthenticateParams(new Response(null, { status, headers: { 'www-authenticate': header } }));
}

async function describedResource(
  server: URL,
  resourceMetadataUrl: URL | undefined,
  fetchFn: Fetch,
): Promise<OAuthProtectedResourceMetadata | undefined> {
  const { checkResourceAllowed, discoverOAuthProtectedResourceMetadata } = await import('@modelcontextprotocol/client');
  if (resourceMetadataUrl !== undefined && resourceMetadataUrl.origin !== server.origin) {
    throw notItsOwn(server, `its description is said to be at ${resourceMetadataUrl.origin}`);
  }
  const where = resourceMetadataUrl === undefined ? {} : { resourceMetadataUrl };
  const described = await discoverOAuthProtectedResourceMetadata(server, where, fetchFn).catch((error: unknown) => {
    // A server without a description of its own, or with a broken one: an older way may still lead on.
    if (error instanceof TypeError || error instanceof SignInProblem || isAbort(error)) throw error;
    return undefined;
  });
  if (described === undefined) return undefined;
  if (!checkResourceAllowed({ requestedResource: server, configuredResource: described.resource })) {
    throw notItsOwn(server, `its description is that of ${described.resource}`);
  }
  return described;
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError');
}

function withoutFragment(server: URL): string {
  const url = new URL(server);
  url.hash = '';
  return url.href;
}

/** Without it a code that is caught on its way back could be used by whoever caught it. */
function demandPkce(metadata: AuthorizationServerMetadata, server: URL): void {
  if (metadata.code_challenge_methods_supported?.includes('S256')) return;
  throw new SignInProblem({
    what: `Nobody was signed in to ${server.host}: its authorization server does not say that it knows PKCE with S256.`,
    remedy: 'Tell those who run the server, or write a token under "headers" in the definition.',
  });
}

function saysNowhere(server: URL): SignInProblem {
  return new SignInProblem({
    what: `${server.origin}${server.pathname} asks for authorization (HTTP 401) and says nowhere how to sign in.`,
    remedy: 'Add a valid token under "headers" in the definition, e.g. "Authorization": "Bearer ${input:token}".',
  });
}

function saysNothing(server: URL, issuer: string): SignInProblem {
  return new SignInProblem({
    what: `${server.host} names ${new URL(issuer).origin} as its authorization server, which does not say how to sign in.`,
    remedy: 'Try again later; tell those who run the server, or write a token under "headers" in the definition.',
  });
}

function notItsOwn(server: URL, why: string): SignInProblem {
  return new SignInProblem({
    what: `Nobody was signed in to ${server.host}: ${why}, which is another place. A token for it would be a token for someone else.`,
    remedy: 'Tell those who run the server, or write a token under "headers" in the definition.',
  });
}
