import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';

/** What a test changes in the authorization server. */
export interface AuthorizationServerOptions {
  /** Clients are registered by whoever asks; by default they are. */
  readonly registers?: boolean;
  /** It lets no client come back to an editor's own address. */
  readonly refusesEditors?: boolean;
  /** What the person answers on its page; by default `yes`. */
  readonly person?: 'yes' | 'no';
  /** In seconds; by default long enough for every test. */
  readonly tokenLifetime?: number;
  /** Clients that somebody registered by hand. */
  readonly clients?: readonly { readonly id: string; readonly redirectAddress: string; readonly secret?: string }[];
  /** Answers a request instead of the authorization server; `false` leaves it to that. */
  readonly instead?: (request: IncomingMessage, response: ServerResponse, issuer: string) => boolean;
}

/** One request that it was sent. */
export interface Visit {
  readonly method: string;
  readonly path: string;
  readonly body: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
}

export interface AuthorizationServer {
  readonly issuer: string;
  readonly visits: readonly Visit[];
  /** The scopes of a token that is good for the resource; `undefined` when it is good for nothing. */
  scopesOf(token: string, resource: string): Promise<ReadonlySet<string> | undefined>;
  /** Ends all access tokens; they can be renewed. */
  endTokens(): void;
  /** Ends everything that was granted: refresh tokens are refused from now on. */
  endGrants(): void;
  /** Forgets the clients that registered themselves. */
  forgetClients(): void;
  change(options: AuthorizationServerOptions): void;
}

/** Runs with a real authorization server on this computer: OpenID Connect with everything MCP asks for. */
export async function withAuthorizationServer<Result>(
  work: (server: AuthorizationServer) => Promise<Result>,
  options: AuthorizationServerOptions = {},
): Promise<Result> {
  const quiet = withoutNotices();
  const { Provider } = await import('oidc-provider');
  let current = options;
  const stored = new Map<string, Map<string, Stored>>();
  const visits: Visit[] = [];
  let handle: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
  const http = createServer((request, response) => handle(request, response));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const address = http.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(
    issuer,
    configuration(() => current, memoryAdapter(stored)),
  );
  // What it logs about a development set-up helps nobody here.
  provider.on('server_error', (_context, error) => console.error(error));
  const callback = provider.callback();
  handle = async (request, response) => {
    const body = await textOf(request);
    const [path = ''] = (request.url ?? '').split('?');
    visits.push({ method: request.method ?? '', path, body: new URLSearchParams(body), headers: request.headers });
    if (current.instead?.(request, response, issuer)) return;
    if (current.refusesEditors && path === '/reg' && body.includes('vscode://')) {
      response.writeHead(400, { 'content-type': 'application/json' });
      return void response.end('{"error":"invalid_redirect_uri","error_description":"no such scheme"}');
    }
    if (path.startsWith('/interaction/'))
      return void answerAsPerson(provider, request, response, current.person ?? 'yes');
    // What was read already is handed over as body parsers do.
    Object.assign(request, { body });
    callback(request, response);
  };
  try {
    return await work({
      issuer,
      visits,
      async scopesOf(token, resource) {
        const found = await provider.AccessToken.find(token);
        if (found === undefined || found.isExpired || found.aud !== resource) return undefined;
        return new Set((found.scope ?? '').split(' '));
      },
      endTokens: () => stored.get('AccessToken')?.clear(),
      endGrants() {
        for (const kind of ['Grant', 'RefreshToken', 'AccessToken', 'Session']) stored.get(kind)?.clear();
      },
      forgetClients: () => stored.get('Client')?.clear(),
      change: (changed) => {
        current = { ...current, ...changed };
      },
    });
  } finally {
    http.closeAllConnections();
    await new Promise((resolve) => http.close(resolve));
    quiet.end();
  }
}

/** It tells whoever runs it in earnest what to configure; in a test's output that hides what matters. */
function withoutNotices(): { end(): void } {
  const { info, warn } = console;
  const isNotice = (text: unknown) => String(text).startsWith('oidc-provider ');
  console.info = (...parts: unknown[]) => isNotice(parts[0]) || info(...parts);
  console.warn = (...parts: unknown[]) => isNotice(parts[0]) || warn(...parts);
  return { end: () => void Object.assign(console, { info, warn }) };
}

type Configuration = NonNullable<ConstructorParameters<typeof Provider>[1]>;
type Adapter = NonNullable<Configuration['adapter']>;
type Stored = Record<string, unknown>;

function configuration(options: () => AuthorizationServerOptions, adapter: Adapter): Configuration {
  const { registers = true, clients = [] } = options();
  return {
    adapter,
    clients: clients.map(({ id, redirectAddress, secret }) => ({
      client_id: id,
      redirect_uris: [redirectAddress],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      application_type: 'native',
      ...(secret === undefined ? { token_endpoint_auth_method: 'none' } : { client_secret: secret }),
    })),
    scopes: ['openid', 'offline_access', 'tools:read', 'tools:all', 'tools:never'],
    clientDefaults: { grant_types: ['authorization_code', 'refresh_token'] },
    cookies: { keys: ['test'] },
    findAccount: (_context, sub) => ({ accountId: sub, claims: async () => ({ sub }) }),
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    pkce: { required: () => true },
    rotateRefreshToken: true,
    ttl: { Session: 600, Interaction: 600, Grant: 600, RefreshToken: 600, AuthorizationCode: 60, IdToken: 600 },
    features: {
      devInteractions: { enabled: false },
      registration: { enabled: registers },
      revocation: { enabled: true },
      resourceIndicators: {
        enabled: true,
        useGrantedResource: () => true,
        getResourceServerInfo: (_context, resource) => ({
          audience: resource,
          scope: 'tools:read tools:all',
          accessTokenFormat: 'opaque',
          accessTokenTTL: options().tokenLifetime ?? 600,
        }),
      },
    },
  };
}

/** Everything is kept by kind and id, so that a test can take it away. */
function memoryAdapter(stored: Map<string, Map<string, Stored>>): Adapter {
  return (kind: string) => {
    const all = stored.get(kind) ?? new Map<string, Stored>();
    stored.set(kind, all);
    const find = (name: string, value: string) => [...all.values()].find((each) => each[name] === value);
    return {
      upsert: async (id, payload) => void all.set(id, { ...payload }),
      find: async (id) => all.get(id),
      findByUid: async (uid) => find('uid', uid),
      findByUserCode: async (code) => find('userCode', code),
      destroy: async (id) => void all.delete(id),
      consume: async (id) => void Object.assign(all.get(id) ?? {}, { consumed: Math.floor(Date.now() / 1000) }),
      async revokeByGrantId(grant) {
        for (const [id, each] of all) if (each.grantId === grant) all.delete(id);
      },
    };
  };
}

async function answerAsPerson(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
  person: 'yes' | 'no',
): Promise<void> {
  const { prompt, params, session } = await provider.interactionDetails(request, response);
  const merge = { mergeWithLastSubmission: true };
  if (person === 'no') {
    const no = { error: 'access_denied', error_description: 'The person said no' };
    return provider.interactionFinished(request, response, no, merge);
  }
  if (prompt.name === 'login') {
    return provider.interactionFinished(request, response, { login: { accountId: 'someone' } }, merge);
  }
  const grant = new provider.Grant({ accountId: session?.accountId ?? '', clientId: String(params.client_id) });
  grant.addOIDCScope(String(params.scope ?? 'openid'));
  if (typeof params.resource === 'string') grant.addResourceScope(params.resource, String(params.scope ?? ''));
  return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } }, merge);
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
