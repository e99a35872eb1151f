import type { OAuthClientInformationMixed } from '@modelcontextprotocol/client';
import type { KeptSignIn } from './keptSignIns.ts';
import type { Quotation } from './quotation.ts';

type Client = Pick<KeptSignIn, 'clientId' | 'clientSecret' | 'authMethod'>;

/** A client of ours in the MCP client's form. */
export function clientInformation({ clientId, clientSecret, authMethod }: Client): OAuthClientInformationMixed {
  return {
    client_id: clientId,
    ...(clientSecret !== undefined && { client_secret: clientSecret }),
    ...(authMethod !== undefined && { token_endpoint_auth_method: authMethod }),
  };
}

/**
 * Shows an authorization server who asks, in a way that it knows. As RFC 6749, section 2.3.1, demands, id and secret are
 * encoded before they become a Basic header; the MCP client leaves that out, and a secret with `+` or `:` fails.
 */
export async function showClient(
  client: Client,
  authMethods: readonly string[],
  request: { readonly headers: Headers; readonly body: URLSearchParams },
  { hide }: Quotation,
): Promise<void> {
  const { selectClientAuthMethod } = await import('@modelcontextprotocol/client');
  const { clientId, clientSecret = '' } = client;
  const method = selectClientAuthMethod(clientInformation(client), [...authMethods]);
  if (method === 'client_secret_basic') {
    const credentials = Buffer.from(`${formEncoded(clientId)}:${formEncoded(clientSecret)}`).toString('base64');
    hide('client secret', formEncoded(clientSecret));
    hide('client credentials', credentials);
    request.headers.set('authorization', `Basic ${credentials}`);
    return;
  }
  request.body.set('client_id', clientId);
  if (method === 'client_secret_post') request.body.set('client_secret', clientSecret);
}

function formEncoded(text: string): string {
  return new URLSearchParams({ text }).toString().slice('text='.length);
}
