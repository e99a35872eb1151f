import { strict as assert } from 'node:assert';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { ConnectionError, listTools } from '../../../../server/mcp/listing/listTools.ts';
import type { AuthorizationServerOptions } from './authorizationServer.ts';
import type { ProtectedServerOptions } from './protectedServer.ts';
import { type Scene, type Script, withScene } from './signedInServer.ts';

const canary = {
  header: 'canary-header-"7\\81',
  clientSecret: 'canary-client/secret+0815',
};

/** Everything that nobody but the two servers may see, as it went over the wire. */
function secretsOf({ authorizationServer, server, browser }: Scene): ReadonlySet<string> {
  const names = ['code', 'code_verifier', 'refresh_token', 'token', 'client_secret'];
  const sent = authorizationServer.visits.flatMap(({ body }) => names.flatMap((name) => body.get(name) ?? []));
  const tokens = server.authorizations.flatMap((header) => header?.replace('Bearer ', '') ?? []);
  const basic = authorizationServer.visits.flatMap(({ headers }) => headers.authorization?.replace('Basic ', '') ?? []);
  const states = browser.pages.map(({ state }) => state);
  const codes = browser.callbacks.flatMap(({ searchParams }) => searchParams.get('code') ?? []);
  const all = [...Object.values(canary), ...sent, ...basic, ...tokens, ...states, ...codes];
  return new Set(all.flatMap((secret) => [secret, encodeURIComponent(secret)]));
}

/** What a server was sent, in everything that it can say. */
function echo({ headers, url }: IncomingMessage, body = ''): string {
  return `I got ${headers['x-key']} and ${headers.authorization} at ${url} with ${decodeURIComponent(body)} (${body})`;
}

type Saying = (response: ServerResponse, words: string) => unknown;

const sayings: Readonly<Record<string, Saying>> = {
  'HTTP 400': (response, words) => response.writeHead(400).end(words),
  'HTTP 400 with an OAuth error': (response, words) =>
    response
      .writeHead(400, { 'content-type': 'application/json' })
      .end(JSON.stringify({ error: 'invalid_request', error_description: words })),
  'HTTP 400 with an error code of its own': (response, words) =>
    response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ error: words })),
  'HTTP 401': (response, words) => response.writeHead(401).end(words),
  'HTTP 403 for the scope': (response, words) =>
    response
      .writeHead(403, {
        'www-authenticate': `Bearer error="insufficient_scope", scope="${words.replaceAll('"', "'")}"`,
      })
      .end(words),
  'HTTP 500': (response, words) => response.writeHead(500).end(words),
  'no JSON': (response, words) => response.writeHead(200, { 'content-type': 'application/json' }).end(words),
  'JSON of another form': (response, words) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ [words]: words })),
  'a redirect': (response, words) =>
    response.writeHead(307, { location: `https://elsewhere.example/?${encodeURIComponent(words)}` }).end(words),
};

/** The authorization server repeats what it was sent to one of its addresses. */
function repeatingAt(path: string, say: Saying): AuthorizationServerOptions {
  return {
    instead(request, response) {
      if (!request.url?.startsWith(path)) return false;
      const { body } = request as { body?: string };
      say(response, echo(request, body));
      return true;
    },
  };
}

/** The MCP server repeats what it was sent, once there is a token. */
function repeatingTokens(say: Saying): ProtectedServerOptions {
  return {
    instead(request, response) {
      if (request.headers.authorization === undefined) return false;
      say(response, echo(request));
      return true;
    },
  };
}

const script: Script = {
  headers: new Map([['X-Key', canary.header]]),
  oauth: { clientId: 'known', clientSecret: canary.clientSecret },
  authorizationServer: {
    clients: [{ id: 'known', redirectAddress: 'vscode://mcp-policy.author/signed-in', secret: canary.clientSecret }],
  },
};

/** Everything that is said in the course of it: problems, errors with all that hangs on them, the console. */
async function saidBy(scene: Scene, mayAsk: boolean): Promise<string> {
  const said: string[] = [];
  const methods = ['log', 'info', 'warn', 'error', 'debug'] as const;
  const before = methods.map((method) => console[method]);
  for (const method of methods) console[method] = (...parts: unknown[]) => void said.push(inspect(parts));
  try {
    const authorization = scene.signIns.authorizationOf(scene.definition, mayAsk);
    await listTools(scene.definition, { timeoutMilliseconds: 15_000, authorization });
    throw new Error('listed although it should have failed');
  } catch (error) {
    assert.ok(error instanceof ConnectionError, inspect(error));
    said.push(error.problem.what, error.problem.remedy, inspect(error, { depth: 20 }), String(error.stack));
  } finally {
    for (const [index, method] of methods.entries()) Object.assign(console, { [method]: before[index] });
  }
  return said.join('\n');
}

function assertSilent(scene: Scene, said: string): void {
  const secrets = secretsOf(scene);
  assert.ok(secrets.size >= 3);
  for (const secret of secrets) assert.ok(!said.includes(secret), `${secret} is in: ${said}`);
}

suite('No secret is in anything that is said', () => {
  for (const [name, say] of Object.entries(sayings)) {
    test(`when the authorization server repeats them as it is asked for a token: ${name}`, () =>
      withScene(async (scene) => {
        scene.authorizationServer.change(repeatingAt('/token', say));
        assertSilent(scene, await saidBy(scene, true));
      }, script));

    test(`when it repeats them as the token is renewed: ${name}`, () =>
      withScene(async (scene) => {
        await scene.list();
        scene.authorizationServer.endTokens();
        scene.authorizationServer.change(repeatingAt('/token', say));
        assertSilent(scene, await saidBy(scene, false));
      }, script));

    test(`when the MCP server repeats the token: ${name}`, () =>
      withScene(async (scene) => {
        await scene.list();
        scene.server.change(repeatingTokens(say));
        assertSilent(scene, await saidBy(scene, true));
        assertSilent(scene, await saidBy(scene, false));
      }, script));
  }

  test('when the page repeats what it was sent', () =>
    withScene(
      async (scene) => {
        const said = await saidBy(scene, true);
        assert.match(said, /the authorization server refused\. It says: “‹/);
        assertSilent(scene, said);
      },
      {
        ...script,
        browser: {
          meddle(callback, { state, url }) {
            const words = `${callback.searchParams.get('code')} ${state} ${url}`;
            callback.searchParams.set('error', 'server_error');
            callback.searchParams.set('error_description', words);
            return callback.href;
          },
        },
      },
    ));

  test('and the keys under which they are kept say nothing either', async () => {
    const keys: string[] = [];
    await withScene(async (scene) => {
      const { set } = scene.store;
      Object.assign(scene.store, {
        set: (key: string, value: string) => {
          keys.push(key);
          return set(key, value);
        },
      });
      await scene.list();
      assert.ok(keys.length > 0);
      for (const key of keys) assert.match(key, /^mcpPolicy\.oauth\.(signIn|client)\.[0-9a-f]{64}$/);
    });
  });
});
