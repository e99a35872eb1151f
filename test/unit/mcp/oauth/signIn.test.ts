import { strict as assert } from 'node:assert';
import { listTools } from '../../../../server/mcp/listing/listTools.ts';
import { registrations, requestsTo, tokenRequests } from './authorizationRequests.ts';
import { editorAddress } from './scriptedBrowser.ts';
import { withScene } from './signedInServer.ts';

suite('Signing in to a server over HTTP', () => {
  test('the browser is sent to the authorization server that the server names, and the tools are listed', () =>
    withScene(async (scene) => {
      const list = await scene.list();
      assert.deepEqual(
        list.tools.map(({ name }) => name),
        ['guarded'],
      );
      assert.equal(scene.browser.pages.length, 1);
      const page = new URL(scene.browser.pages[0]?.url ?? '');
      assert.equal(page.origin, scene.authorizationServer.issuer);
      assert.equal(page.searchParams.get('code_challenge_method'), 'S256');
      assert.equal(page.searchParams.get('resource'), scene.server.url);
      assert.equal(page.searchParams.get('scope'), 'tools:read offline_access');
      assert.equal(page.searchParams.get('redirect_uri'), `${editorAddress}?windowId=1`);
      const [exchange] = requestsTo(scene.authorizationServer, '/token');
      assert.equal(exchange?.get('resource'), scene.server.url);
      assert.match(exchange?.get('code_verifier') ?? '', /^.{43,}$/);
      // The first request is sent without a token, all others with one.
      const [first, ...others] = scene.server.authorizations;
      assert.equal(first, undefined);
      assert.ok(others.every((sent) => sent?.startsWith('Bearer ')));
    }));

  test('the clock of the list does not run while the person is in the browser', () =>
    withScene(
      async (scene) => {
        const list = await scene.list(true, { timeoutMilliseconds: 1_000 });
        assert.equal(list.tools.length, 1);
      },
      { browser: { meddle: (callback) => new Promise((resolve) => setTimeout(resolve, 1_500, callback.href)) } },
    ));

  test('who is signed in is not asked again, also after a restart', () =>
    withScene(async (scene) => {
      await scene.list();
      await scene.list(false);
      const authorization = scene.restarted().authorizationOf(scene.definition, false);
      await listTools(scene.definition, { timeoutMilliseconds: 15_000, authorization });
      assert.equal(scene.browser.pages.length, 1);
      assert.deepEqual(tokenRequests(scene), ['authorization_code']);
    }));

  test('a token that ends by the clock is renewed before it is sent', () =>
    withScene(async (scene) => {
      await scene.list();
      scene.ahead = 3_600_000;
      await scene.list(false);
      assert.deepEqual(tokenRequests(scene), ['authorization_code', 'refresh_token']);
      const renewal = requestsTo(scene.authorizationServer, '/token')[1];
      assert.equal(renewal?.get('resource'), scene.server.url);
    }));

  test('a token that the server takes no longer is renewed, every time', () =>
    withScene(async (scene) => {
      await scene.list();
      for (let round = 0; round < 2; round += 1) {
        scene.authorizationServer.endTokens();
        await scene.list(false);
      }
      assert.deepEqual(tokenRequests(scene), ['authorization_code', 'refresh_token', 'refresh_token']);
      assert.equal(scene.browser.pages.length, 1);
    }));

  test('connections that need a new token at the same time share one renewal', () =>
    withScene(async (scene) => {
      await scene.list();
      scene.authorizationServer.endTokens();
      await Promise.all([scene.list(false), scene.list(false), scene.list(false)]);
      assert.deepEqual(tokenRequests(scene), ['authorization_code', 'refresh_token']);
    }));

  test('what another window has renewed is used', () =>
    withScene(async (scene) => {
      await scene.list();
      const other = scene.restarted().authorizationOf(scene.definition, false);
      const before = await other.token();
      scene.authorizationServer.endTokens();
      await scene.list(false);
      // It still has the old token in its hand when the server refuses it.
      await other.onUnauthorized?.({
        response: new Response(null, { status: 401 }),
        serverUrl: scene.definition.url,
        fetchFn: fetch,
      });
      assert.notEqual(await other.token(), before);
      assert.deepEqual(tokenRequests(scene), ['authorization_code', 'refresh_token']);
    }));

  test('when renewing is refused, nobody is asked unless a person connects', () =>
    withScene(async (scene) => {
      await scene.list();
      scene.authorizationServer.endGrants();
      for (let round = 0; round < 2; round += 1) {
        const { what, remedy } = await scene.problem(false);
        assert.match(what, /^Your sign-in to "guarded server" \(127\.0\.0\.1:\d+\) is over\.$/);
        assert.match(remedy, /^Sign in again: connect to the server\.$/);
      }
      assert.equal(scene.browser.pages.length, 1);
      await scene.list(true);
      assert.equal(scene.browser.pages.length, 2);
      assert.equal(registrations(scene), 1);
    }));

  test('a connection that nobody asked for never opens the browser', () =>
    withScene(async (scene) => {
      const { what, remedy } = await scene.problem(false);
      assert.match(what, /^The server "guarded server" \(127\.0\.0\.1:\d+\) wants you to sign in\.$/);
      assert.match(remedy, /Connect to the server to sign in/);
      assert.deepEqual(scene.browser.pages, []);
    }));

  test('a renewal that cannot reach the authorization server signs nobody out', () =>
    withScene(async (scene) => {
      await scene.list();
      scene.authorizationServer.endTokens();
      scene.authorizationServer.change({
        instead: ({ url }, response) => url === '/token' && response.writeHead(503).end('down') !== undefined,
      });
      const { what } = await scene.problem();
      assert.match(what, /gave no token \(server_error\)/);
      scene.authorizationServer.change({ instead: () => false });
      await scene.list(false);
      assert.equal(scene.browser.pages.length, 1);
    }));

  test('a server that wants more is given more, once', () =>
    withScene(
      async (scene) => {
        await scene.list();
        assert.equal(scene.browser.pages.length, 2);
        const asked = scene.browser.pages.map(({ url }) => new URL(url).searchParams.get('scope')?.split(' ').sort());
        assert.deepEqual(asked, [
          ['offline_access', 'tools:read'],
          ['offline_access', 'tools:all', 'tools:read'],
        ]);
        scene.server.change({ needs: 'tools:never' });
        const { what, remedy } = await scene.problem();
        assert.match(what, /allows too little \(HTTP 403\)\. It asks for the scope “tools:never”\./);
        assert.match(remedy, /Sign out and connect again/);
        assert.equal(scene.browser.pages.length, 3);
      },
      { server: { needs: 'tools:all' } },
    ));

  test('a server without a description is asked for the metadata of old', () =>
    withScene(
      async (scene) => {
        const { issuer } = scene.authorizationServer;
        scene.server.change({
          // As servers that are their own authorization server: the metadata is at their origin.
          instead: ({ url, headers }, response) => {
            if (url !== '/.well-known/oauth-authorization-server') return false;
            const own = `http://${headers.host}`;
            const endpoints = { authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token` };
            const metadata = { issuer: own, ...endpoints, registration_endpoint: `${issuer}/reg` };
            const methods = { response_types_supported: ['code'], code_challenge_methods_supported: ['S256'] };
            response.writeHead(200, { 'content-type': 'application/json' });
            response.end(JSON.stringify({ ...metadata, ...methods, scopes_supported: ['tools:read'] }));
            return true;
          },
        });
        const { what } = await scene.problem();
        // All went well up to the answer, which names who really gave it.
        assert.match(what, /the answer came from another authorization server than the one that was asked/);
        assert.equal(scene.browser.pages.length, 1);
      },
      { server: { description: null, challenge: null } },
    ));
});
