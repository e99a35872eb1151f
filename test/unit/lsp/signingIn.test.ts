import { strict as assert } from 'node:assert';
import { PassThrough } from 'node:stream';
import {
  type CancellationToken,
  createConnection,
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { answerSignOutRequest, editorSignIns, signInTarget } from '../../../server/lsp/servers/signingIn.ts';
import { ConnectionError, listTools } from '../../../server/mcp/listing/listTools.ts';
import type { SignIns } from '../../../server/mcp/oauth/signIns.ts';
import { editorRequests, type SignInParams, type StoreSecretParams } from '../../../server/protocol/authorization.ts';
import { requests } from '../../../server/protocol/requests.ts';
import type { UrlDefinition } from '../../../server/serverConfig/definition/definition.ts';
import { type Scene, withScene } from '../mcp/oauth/signedInServer.ts';

/** An editor that keeps secrets and has a browser, and the language server's half of signing in. */
function editorWith(scene: Scene, definition: UrlDefinition | undefined, others: readonly UrlDefinition[] = []) {
  const asked: unknown[] = [];
  const [toServer, toEditor] = [new PassThrough(), new PassThrough()];
  const server = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toEditor));
  const signIns = editorSignIns(server);
  answerSignOutRequest(server, {
    signIns: () => signIns,
    serverOf: () => definition && { name: definition.name, hash: definition.hash },
    async definitionsNamed(params, name) {
      asked.push(params, name);
      return [...others, definition ?? []].flat();
    },
    signedOut: async (uri) => void asked.push(`over: ${uri}`),
  });
  server.listen();
  const editor = createProtocolConnection(new StreamMessageReader(toEditor), new StreamMessageWriter(toServer));
  const secrets = new Map<string, string>();
  editor.onRequest(editorRequests.secret, ({ key }) => secrets.get(key) ?? null);
  editor.onRequest(editorRequests.storeSecret, ({ key, value }: StoreSecretParams) => {
    if (value === null) secrets.delete(key);
    else secrets.set(key, value);
  });
  editor.onRequest(editorRequests.redirectAddress, () => scene.browser.redirectAddress());
  editor.listen();
  const list = (signal?: AbortSignal) => listed(scene, signIns, signal);
  return { editor, secrets, signIns, list, asked };
}

function listed({ definition }: Scene, signIns: SignIns, signal?: AbortSignal) {
  const authorization = signIns.authorizationOf(definition, true);
  return listTools(definition, { timeoutMilliseconds: 15_000, authorization, ...(signal !== undefined && { signal }) });
}

function answerSignIn(editor: ProtocolConnection, answer: (page: SignInParams, token: CancellationToken) => unknown) {
  editor.onRequest(editorRequests.signIn, answer);
}

function definitionOf({ definition }: Scene): UrlDefinition {
  const { name, url } = definition;
  return { name, source: '', origin: '', transport: 'http', url: [url.href], headers: new Map(), inputs: [], hash: '' };
}

async function whatOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'nothing went wrong';
  } catch (error) {
    return error instanceof ConnectionError ? error.problem.what : String(error);
  }
}

suite('Signing in through an editor', () => {
  test('the editor opens the browser and keeps the secrets, until the person signs out', () =>
    withScene(async (scene) => {
      const { editor, secrets, list } = editorWith(scene, definitionOf(scene));
      answerSignIn(editor, async (page) => ({
        callback: await scene.browser.signIn(page, new AbortController().signal),
      }));
      assert.equal((await list()).tools.length, 1);
      assert.equal((await list()).tools.length, 1);
      assert.equal(scene.browser.pages.length, 1);
      assert.ok([...secrets.keys()].every((key) => key.startsWith('mcpPolicy.oauth.')));
      const uri = 'file:///policy.json';
      assert.equal(await editor.sendRequest(requests.signOut, { uri }), true);
      assert.ok(![...secrets.keys()].some((key) => key.includes('signIn')));
      assert.equal(await editor.sendRequest(requests.signOut, { uri }), false);
    }));

  test('of several servers of one name the person signs out of the one that was connected, typed ones included', () =>
    withScene(async (scene) => {
      const definition = { ...definitionOf(scene), hash: 'connected' };
      const elsewhere = { ...definition, url: ['https://elsewhere.example/'], hash: 'other' };
      const { editor, list, asked } = editorWith(scene, definition, [elsewhere]);
      answerSignIn(editor, async (page) => ({
        callback: await scene.browser.signIn(page, new AbortController().signal),
      }));
      await list();
      const params = { uri: 'file:///policy.json', typed: [scene.definition.url.href] };
      assert.equal(await editor.sendRequest(requests.signOut, params), true);
      // What is kept open with the token ends with it.
      assert.deepEqual(asked, [params, definition.name, `over: ${params.uri}`]);
      assert.equal(await editor.sendRequest(requests.signOut, params), false);
    }));

  test('what a person typed is signed out, whichever server the policy has, and with answers in its address', () =>
    withScene(async (scene) => {
      const { href } = scene.definition.url;
      const answered: UrlDefinition['url'] = [href.slice(0, -3), { kind: 'input', id: 'path' }];
      const inputs = [{ id: 'path', description: '', password: false }];
      const typed = { ...definitionOf(scene), typed: 'x', url: answered, inputs, hash: 'typed' };
      const file = { ...definitionOf(scene), url: ['https://elsewhere.example/'] };
      const { editor, secrets, list, asked } = editorWith(scene, undefined, [file, typed]);
      answerSignIn(editor, async (page) => ({
        callback: await scene.browser.signIn(page, new AbortController().signal),
      }));
      await list();
      const params = { uri: 'file:///policy.json', server: scene.definition.name, typed: 'x' };
      const signOut = (answers: object) => editor.sendRequest(requests.signOutTyped, { ...params, inputs: answers });
      assert.equal(await signOut({}), false, 'without its answer nobody knows the address');
      assert.equal(await signOut({ path: 'mcp' }), true);
      assert.deepEqual(asked.slice(0, 2), [{ uri: params.uri, typed: ['x'] }, params.server]);
      assert.ok(![...secrets.keys()].some((key) => key.includes('signIn')));
      assert.ok(scene.authorizationServer.visits.some(({ path }) => path === '/token/revocation'));
    }));

  test('a person who gives up is told so', () =>
    withScene(async (scene) => {
      const { editor, list } = editorWith(scene, undefined);
      answerSignIn(editor, () => null);
      assert.match(await whatOf(list()), /the browser did not come back/);
      assert.equal(await editor.sendRequest(requests.signOut, { uri: 'file:///policy.json' }), false);
    }));

  for (const answer of [{ callback: 7 }, 'yes', undefined]) {
    test(`an editor that answers ${JSON.stringify(answer)} did not open the page`, () =>
      withScene(async (scene) => {
        const { editor, list } = editorWith(scene, undefined);
        answerSignIn(editor, () => answer);
        assert.match(await whatOf(list()), /the editor could not open the page|the browser did not come back/);
      }));
  }

  test('an editor that cannot', () =>
    withScene(async (scene) => {
      const { list } = editorWith(scene, undefined);
      assert.match(await whatOf(list()), /the editor could not open the page/);
    }));

  test('the question is taken back when the person stops connecting', () =>
    withScene(async (scene) => {
      const { editor, list } = editorWith(scene, undefined);
      const stop = new AbortController();
      const takenBack = new Promise<void>((resolve) => {
        answerSignIn(editor, (_page, token) => {
          setTimeout(() => stop.abort(), 50);
          return new Promise((answer) => {
            token.onCancellationRequested(() => {
              resolve();
              answer(null);
            });
          });
        });
      });
      assert.equal(await whatOf(list(stop.signal)), 'Connecting was stopped.');
      await takenBack;
    }));

  test('who was signed in is known without answers, where the address and the client need none', () => {
    const input = { kind: 'input', id: 'key' } as const;
    const inputs = [{ id: 'key', description: '', password: true }];
    const url: UrlDefinition = {
      name: 'a',
      source: '',
      origin: '',
      transport: 'http',
      url: ['https://example.com/mcp'],
      headers: new Map([['X-Key', [input]]]),
      inputs,
      hash: '',
    };
    assert.equal(signInTarget(url)?.url.href, 'https://example.com/mcp');
    assert.equal(signInTarget({ ...url, url: ['https://example.com/', input] }), undefined);
    assert.equal(signInTarget({ ...url, oauth: { clientId: [input] } }), undefined);
  });
});
