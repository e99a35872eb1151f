import { strict as assert } from 'node:assert';
import { keptSignIns } from '../../../../server/mcp/oauth/keptSignIns.ts';
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
});

/** The secret with the tokens in it. */
async function anyTokenOf({ store, definition }: Scene): Promise<string | undefined> {
  let found: string | undefined;
  const watching = { ...store, get: async (key: string) => (found = await store.get(key)) };
  await keptSignIns(watching, definition.url, undefined).signIn();
  return found;
}
