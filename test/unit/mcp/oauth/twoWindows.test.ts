import { strict as assert } from 'node:assert';
import { listTools } from '../../../../server/mcp/listing/listTools.ts';
import { keptSignIns } from '../../../../server/mcp/oauth/keptSignIns.ts';
import type { SecretStore } from '../../../../server/mcp/oauth/secretStore.ts';
import { type SignIns, signIns } from '../../../../server/mcp/oauth/signIns.ts';
import { problemOf } from '../failure.ts';
import { type Scene, withScene } from './signedInServer.ts';

/** Another window of the editor: a process of its own, with the same secret storage. */
function otherWindow({ store, browser }: Scene, changes: Partial<SecretStore> = {}): SignIns {
  return signIns({ store: { ...store, ...changes }, browser, now: Date.now });
}

function connection(window: SignIns, { definition }: Scene) {
  return { timeoutMilliseconds: 15_000, authorization: window.authorizationOf(definition, false) };
}

async function toolsIn(window: SignIns, scene: Scene): Promise<number> {
  return (await listTools(scene.definition, connection(window, scene))).tools.length;
}

function renewals({ authorizationServer: { visits } }: Scene): number {
  return visits.filter(({ path, body }) => path === '/token' && body.get('grant_type') === 'refresh_token').length;
}

/** Answers the next request at this path in place of the authorization server, after something else has happened. */
function meanwhile(
  { authorizationServer: { change } }: Scene,
  path: string,
  happens: () => unknown,
  [status, body]: readonly [status: number, body: string],
): void {
  change({
    instead({ url = '' }, response) {
      if (!url.startsWith(path)) return false;
      change({ instead: () => false });
      void (async () => {
        await happens();
        response.writeHead(status, { 'content-type': 'application/json' }).end(body);
      })();
      return true;
    },
  });
}

const notThere = [404, '{}'] as const;
const usedBefore = [400, '{"error":"invalid_grant"}'] as const;

/** One window was signed in, and its token is accepted no longer. */
function withEndedToken(work: (scene: Scene) => Promise<void>): Promise<void> {
  return withScene(async (scene) => {
    await scene.list();
    scene.authorizationServer.endTokens();
    await work(scene);
  });
}

suite('Two windows with one sign-in', () => {
  test('who found out where to renew while the other renewed uses what that one was given', () =>
    withEndedToken(async (scene) => {
      // The same is then said at the next address where it is looked for.
      meanwhile(scene, '/.well-known/', () => scene.list(false), notThere);
      assert.equal(await toolsIn(otherWindow(scene), scene), 1);
      assert.equal(renewals(scene), 1);
      await scene.list(false);
      assert.equal(scene.browser.pages.length, 1);
    }));

  test('who is refused because the other was quicker uses what that one was given', () =>
    withEndedToken(async (scene) => {
      meanwhile(scene, '/token', () => scene.list(false), usedBefore);
      assert.equal(await toolsIn(otherWindow(scene), scene), 1);
      await scene.list(false);
      assert.equal(scene.browser.pages.length, 1);
    }));

  test('the same when the other has not kept it yet', () =>
    withEndedToken(async (scene) => {
      let isRefused: () => void = () => undefined;
      const refused = new Promise<void>((resolve) => {
        isRefused = resolve;
      });
      const slow = otherWindow(scene, {
        async set(key, value) {
          isRefused();
          await new Promise((resolve) => setTimeout(resolve, 300));
          await scene.store.set(key, value);
        },
      });
      const quicker = { tools: Promise.resolve(0) };
      const begin = () => {
        quicker.tools = toolsIn(slow, scene);
        return refused;
      };
      meanwhile(scene, '/token', begin, usedBefore);
      assert.equal(await toolsIn(otherWindow(scene), scene), 1);
      assert.equal(await quicker.tools, 1);
      assert.equal(scene.browser.pages.length, 1);
    }));

  test('where the refresh token stays the same, the newer token counts as well', () =>
    withEndedToken(async (scene) => {
      const keeping = keptSignIns(scene.store, scene.definition.url, undefined);
      const renewed = async () => {
        const before = await keeping.signIn();
        if (before !== undefined) await keeping.keepSignIn({ ...before, accessToken: 'another' });
      };
      meanwhile(scene, '/.well-known/', renewed, notThere);
      // A token that was made up is refused, but it was tried before anything was renewed.
      await toolsIn(otherWindow(scene), scene).catch(() => undefined);
      const sent = scene.server.authorizations.at(-1);
      assert.deepEqual([sent, renewals(scene)], ['Bearer another', 0]);
    }));

  test('a sign-out in the other window is not undone by a renewal', () =>
    withEndedToken(async (scene) => {
      const token = '{"access_token":"another","token_type":"Bearer","expires_in":600}';
      meanwhile(scene, '/token', () => scene.signIns.signOut(scene.definition), [200, token]);
      const { what } = await problemOf(scene.definition, connection(otherWindow(scene), scene));
      assert.match(what, /wants you to sign in/);
      assert.equal(await scene.signIns.authorizationOf(scene.definition, false).token(), undefined);
    }));

  test('in the very same instant an authorization server may end both: signing in once is enough for both', () =>
    withEndedToken(async (scene) => {
      const other = otherWindow(scene);
      await Promise.allSettled([toolsIn(other, scene), scene.list(false)]);
      await scene.list();
      assert.equal(await toolsIn(other, scene), 1);
      assert.ok(scene.browser.pages.length <= 2);
    }));
});
