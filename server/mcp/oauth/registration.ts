import type { OAuthClientInformationFull } from '@modelcontextprotocol/client';
import type { AuthorizationServer } from './discovery.ts';
import type { KeptClient } from './keptSignIns.ts';
import { withoutWindow } from './returnWay.ts';
import { demandSafe } from './safeAddress.ts';
import { SignInProblem } from './signInProblem.ts';

type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>;

/** What a client is registered for. */
export interface Registration {
  readonly authorizationServer: AuthorizationServer;
  readonly redirectAddress: string;
  readonly scope: string | undefined;
  readonly server: URL;
}

/** Has the authorization server register a client (RFC 7591). Rejects with the MCP client's error when it is refused. */
export async function registeredClient(registration: Registration, fetchFn: Fetch): Promise<KeptClient> {
  const { registerClient, resolveClientMetadata } = await import('@modelcontextprotocol/client');
  const { authorizationServer, redirectAddress, scope, server } = registration;
  const { metadata, issuer } = authorizationServer;
  if (metadata.registration_endpoint === undefined) throw noRegistration(server, issuer, redirectAddress);
  await demandSafe(metadata.registration_endpoint, 'the address to register at', server);
  const clientMetadata = resolveClientMetadata({
    redirectUrl: redirectAddress,
    clientMetadata: {
      client_name: 'MCP Policy Author',
      redirect_uris: [redirectAddress],
      response_types: ['code'],
      // What is installed on people's computers can keep no secret of its own.
      token_endpoint_auth_method: 'none',
    },
  });
  const registered = await registerClient(issuer, {
    metadata,
    clientMetadata,
    fetchFn,
    ...(scope !== undefined && { scope }),
  });
  return keptClient(registered, registration);
}

function keptClient(client: OAuthClientInformationFull, registration: Registration): KeptClient {
  const { authorizationServer, redirectAddress, scope } = registration;
  const { client_id, client_secret, client_secret_expires_at = 0, token_endpoint_auth_method } = client;
  return {
    issuer: authorizationServer.issuer,
    redirectAddress,
    ...(scope !== undefined && { scope }),
    clientId: client_id,
    ...(client_secret !== undefined && { clientSecret: client_secret }),
    ...(client_secret_expires_at > 0 && { secretExpiresAt: client_secret_expires_at * 1000 }),
    ...(token_endpoint_auth_method !== undefined && { authMethod: token_endpoint_auth_method }),
  };
}

/** What to do where no client is registered by itself. */
export function clientByHand(redirectAddress: string): string {
  return (
    `Register a client there by hand, with the redirect address ${withoutWindow(redirectAddress)}, and write its id in the definition: ` +
    '"oauth": { "clientId": "…" }. Or write a token under "headers".'
  );
}

function noRegistration(server: URL, issuer: string, redirectAddress: string): SignInProblem {
  return new SignInProblem({
    what: `Nobody was signed in to ${server.host}: ${new URL(issuer).origin} does not register clients by itself.`,
    remedy: clientByHand(redirectAddress),
  });
}
