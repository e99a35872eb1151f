import { strict as assert } from 'node:assert';
import { withHttpServer } from '../httpServer.ts';
import type { AuthorizationServerOptions } from './authorizationServer.ts';
import { withScene } from './signedInServer.ts';
import { faults } from './signInFaults.ts';

suite('Faults on the way to a token', () => {
  for (const { name, script, change, what, remedy, pages = 0, isSignedIn = false } of faults) {
    test(`${name}: the author is told why${isSignedIn ? '' : ', and no token is kept'}`, () =>
      withScene(async (scene) => {
        change?.(scene);
        const problem = await scene.problem();
        assert.match(problem.what, what);
        assert.match(problem.remedy, remedy);
        assert.equal(scene.browser.pages.length, pages);
        const token = await scene.restarted().authorizationOf(scene.definition, false).token();
        assert.equal(token !== undefined, isSignedIn);
      }, script));
  }

  test('a port that is in use is named', () =>
    withHttpServer(
      () => undefined,
      (url) =>
        withScene(
          async (scene) => {
            const { what, remedy } = await scene.problem();
            assert.match(what, /^The browser cannot come back: port \d+ of this computer is in use\.$/);
            assert.match(remedy, /"callbackPort"/);
          },
          { oauth: { clientId: 'known', callbackPort: Number(new URL(url).port) } },
        ),
    ));

  for (const moment of ['in the browser', 'at the authorization server'] as const) {
    test(`the person stops it ${moment}`, () =>
      withScene(
        async (scene) => {
          const never: AuthorizationServerOptions = { instead: ({ url }) => url === '/reg' };
          if (moment !== 'in the browser') scene.authorizationServer.change(never);
          const { what } = await scene.problem(true, { signal: AbortSignal.timeout(400) });
          assert.equal(what, 'Connecting was stopped.');
        },
        { browser: { meddle: () => new Promise(() => undefined) } },
      ));
  }
});
