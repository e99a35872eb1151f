import { strict as assert } from 'node:assert';
import { keptSignIns } from '../../../../server/mcp/oauth/keptSignIns.ts';
import { demandSafe, isLoopback } from '../../../../server/mcp/oauth/safeAddress.ts';
import { signIns } from '../../../../server/mcp/oauth/signIns.ts';
import { type Answer, withHttpServer } from '../httpServer.ts';
import type { AuthorizationServerOptions } from './authorizationServer.ts';
import { type Scene, withScene } from './signedInServer.ts';

suite('Where tokens and secrets go', () => {
  test('a configured Authorization header wins: nobody signs in', () =>
    withScene(
      async (scene) => {
        const { what } = await scene.problem();
        assert.match(what, /asks for authorization \(HTTP 401\)/);
        assert.deepEqual(scene.browser.pages, []);
        assert.deepEqual(new Set(scene.server.authorizations), new Set(['Bearer of my own']));
      },
      { headers: new Map([['authorization', 'Bearer of my own']]) },
    ));

  test('headers of the definition never reach the authorization server', () =>
    withScene(
      async (scene) => {
        await scene.list();
        scene.authorizationServer.endTokens();
        await scene.list(false);
        await scene.signIns.signOut(scene.definition);
        assert.ok(scene.authorizationServer.visits.length > 5);
        for (const { headers } of scene.authorizationServer.visits) assert.equal(headers['x-api-key'], undefined);
      },
      { headers: new Map([['X-Api-Key', 'my key']]) },
    ));

  test('a token is not sent to where the server redirects', () => {
    const visitors: unknown[] = [];
    const elsewhere: Answer = (_message, response, request) => {
      visitors.push(request.headers.authorization);
      response.writeHead(200).end();
    };
    return withHttpServer(elsewhere, (target) =>
      withScene(async (scene) => {
        await scene.list();
        scene.server.change({
          instead: ({ headers }, response) =>
            headers.authorization !== undefined && response.writeHead(307, { location: target }).end() !== undefined,
        });
        assert.match((await scene.problem()).what, /redirects to .*That was not followed/);
        assert.deepEqual(visitors, []);
      }),
    );
  });

  test('a code and a refresh token are not sent to where the authorization server redirects', () => {
    const visitors: unknown[] = [];
    const elsewhere: Answer = (_message, response, request) => {
      visitors.push(request.url);
      response.writeHead(200).end();
    };
    return withHttpServer(elsewhere, (target) =>
      withScene(async (scene) => {
        const redirects: AuthorizationServerOptions = {
          instead: ({ url }, response) =>
            url === '/token' && response.writeHead(307, { location: target }).end() !== undefined,
        };
        scene.authorizationServer.change(redirects);
        await scene.problem();
        scene.authorizationServer.change({ instead: () => false });
        await scene.list();
        scene.authorizationServer.endTokens();
        scene.authorizationServer.change(redirects);
        await scene.problem();
        assert.deepEqual(visitors, []);
      }),
    );
  });

  test('tokens of one server are not sent to another, whatever the store gives back', () =>
    withScene((first) =>
      withScene(async (second) => {
        await first.list();
        const given = await first.signIns.authorizationOf(first.definition, false).token();
        assert.notEqual(given, undefined);
        // A store that mixes everything up.
        const mixedUp = { ...second.store, get: () => anyTokenOf(first) };
        const confused = signIns({ store: mixedUp, browser: second.browser, now: Date.now });
        assert.equal(await confused.authorizationOf(second.definition, false).token(), undefined);
      }),
    ));

  test('when the server names another authorization server, the old one’s client is not used there', () =>
    withScene((other) =>
      withScene(async (scene) => {
        await scene.list();
        await scene.signIns.signOut(scene.definition);
        scene.server.change({
          description: { resource: scene.server.url, authorization_servers: [other.authorizationServer.issuer] },
        });
        // Its tokens are good for nothing here; what counts is who was asked, and as whom.
        await scene.problem();
        const registered = other.authorizationServer.visits.filter(({ path }) => path === '/reg');
        assert.equal(registered.length, 1);
      }),
    ));

  const elsewhere = new URL('https://mcp.example/mcp');
  const addresses: readonly (readonly [address: string, server: URL, isSafe: boolean])[] = [
    ['https://signin.example', elsewhere, true],
    ['http://signin.example', elsewhere, false],
    ['http://localhost:1', new URL('http://localhost:2/mcp'), true],
    ['http://[::1]:1', new URL('http://127.0.0.1:2/mcp'), true],
    ['http://127.0.0.1:1', elsewhere, false],
    // Whatever it is called, an https server on this computer is none of another server's.
    ['https://127.8.8.8', elsewhere, false],
    ['https://localhost.', elsewhere, false],
    ['https://0.0.0.0', elsewhere, false],
    ['https://[::]', elsewhere, false],
    ['https://[::ffff:127.0.0.1]', elsewhere, false],
    ['https://[::ffff:10.0.0.1]', elsewhere, true],
    ['https://0x7f000001', elsewhere, false],
    ['https://localhost', elsewhere, false],
    ['http://localhost.signin.example', elsewhere, false],
    ['javascript:alert(1)', elsewhere, false],
    ['file:///etc/passwd', elsewhere, false],
    ['nonsense', elsewhere, false],
  ];
  for (const [address, server, isSafe] of addresses) {
    test(`${address} is ${isSafe ? '' : 'not '}good enough for ${server.host}`, () => {
      if (isSafe) assert.equal(demandSafe(address, 'it', server).href, new URL(address).href);
      else assert.throws(() => demandSafe(address, 'it', server), /Nobody was signed in to mcp\.example: it /);
    });
  }

  test('only this computer is this computer', () => {
    assert.ok(isLoopback(new URL('http://a.localhost')));
    assert.ok(!isLoopback(new URL('http://127.0.0.1.example')));
  });
});

/** The secret with the tokens in it. */
async function anyTokenOf({ store, definition }: Scene): Promise<string | undefined> {
  let found: string | undefined;
  const watching = { ...store, get: async (key: string) => (found = await store.get(key)) };
  await keptSignIns(watching, definition.url, undefined).signIn();
  return found;
}
