import { strict as assert } from 'node:assert';
import { requestsTo } from './authorizationRequests.ts';
import { withScene } from './signedInServer.ts';

suite('Signing out', () => {
  test('forgets the tokens and has them revoked', () =>
    withScene(async (scene) => {
      await scene.list();
      const sent = scene.server.authorizations.at(-1)?.replace('Bearer ', '') ?? '';
      assert.notEqual(await scene.authorizationServer.scopesOf(sent, scene.server.url), undefined);
      assert.equal(await scene.signIns.signOut(scene.definition), true);
      assert.equal(await scene.authorizationServer.scopesOf(sent, scene.server.url), undefined);
      const kinds = requestsTo(scene.authorizationServer, '/token/revocation').map((body) =>
        body.get('token_type_hint'),
      );
      assert.deepEqual(kinds, ['refresh_token', 'access_token']);
      assert.match((await scene.problem(false)).what, /wants you to sign in/);
      assert.equal(await scene.signIns.signOut(scene.definition), false);
    }));

  test('forgets them also where the authorization server is away', () =>
    withScene(async (scene) => {
      await scene.list();
      scene.authorizationServer.change({ instead: (_request, response) => response.destroy() !== undefined });
      assert.equal(await scene.signIns.signOut(scene.definition), true);
      assert.match((await scene.problem(false)).what, /wants you to sign in/);
    }));
});
