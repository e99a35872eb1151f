import { strict as assert } from 'node:assert';
import { createServer } from 'node:net';
import { registrations, tokenRequests } from './authorizationRequests.ts';
import { editorAddress } from './scriptedBrowser.ts';
import { withScene } from './signedInServer.ts';

suite('The client to sign in as', () => {
  const id = 'known-client';

  test('one that registered itself is used again', () =>
    withScene(async (scene) => {
      await scene.list();
      await scene.signIns.signOut(scene.definition);
      await scene.list();
      assert.equal(scene.browser.pages.length, 2);
      assert.equal(registrations(scene), 1);
    }));

  test('one that the authorization server has forgotten is registered anew after the person gave up', () =>
    withScene(async (scene) => {
      await scene.list();
      await scene.signIns.signOut(scene.definition);
      scene.authorizationServer.forgetClients();
      // The page says that it does not know the client, and leads nowhere.
      assert.match((await scene.problem()).what, /the browser did not come back/);
      await scene.list();
      assert.equal(registrations(scene), 2);
    }));

  test('one that the definition names is used without registering, at an address without a window', () =>
    withScene(
      async (scene) => {
        await scene.list();
        assert.equal(registrations(scene), 0);
        const page = new URL(scene.browser.pages[0]?.url ?? '');
        assert.equal(page.searchParams.get('client_id'), id);
        assert.equal(page.searchParams.get('redirect_uri'), editorAddress);
      },
      {
        oauth: { clientId: id },
        authorizationServer: { clients: [{ id, redirectAddress: editorAddress }] },
      },
    ));

  test('its secret is sent to get a token, and to renew it', () =>
    withScene(
      async (scene) => {
        await scene.list();
        scene.authorizationServer.endTokens();
        await scene.list(false);
        assert.deepEqual(tokenRequests(scene), ['authorization_code', 'refresh_token']);
      },
      {
        oauth: { clientId: id, clientSecret: 'known-secret' },
        authorizationServer: { clients: [{ id, redirectAddress: editorAddress, secret: 'known-secret' }] },
      },
    ));

  test('with a port of its own the browser comes back there', async () => {
    const callbackPort = await freePort();
    const redirectAddress = `http://localhost:${callbackPort}/callback`;
    await withScene(
      async (scene) => {
        await scene.list();
        assert.equal(new URL(scene.browser.pages[0]?.url ?? '').searchParams.get('redirect_uri'), redirectAddress);
      },
      {
        oauth: { clientId: id, callbackPort },
        authorizationServer: { clients: [{ id, redirectAddress }] },
        // The editor hears of nothing.
        browser: { meddle: () => new Promise(() => undefined) },
      },
    );
  });

  test('its scopes are asked for instead of the server’s', () =>
    withScene(
      async (scene) => {
        await scene.list();
        const page = new URL(scene.browser.pages[0]?.url ?? '');
        assert.equal(page.searchParams.get('scope'), 'tools:all offline_access');
      },
      { oauth: { scopes: 'tools:all' } },
    ));

  test('where no editor’s address is let in, the browser comes back to this computer', () =>
    withScene(
      async (scene) => {
        await scene.list();
        const page = new URL(scene.browser.pages[0]?.url ?? '');
        assert.match(page.searchParams.get('redirect_uri') ?? '', /^http:\/\/127\.0\.0\.1:\d+\/callback$/);
      },
      {
        authorizationServer: { refusesEditors: true },
        browser: { meddle: () => new Promise(() => undefined) },
      },
    ));
});

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });
}
