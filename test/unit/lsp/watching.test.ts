import { strict as assert } from 'node:assert';
import { CancellationTokenSource, ErrorCodes, LSPErrorCodes } from 'vscode-languageserver/node';
import { requests, type WatchedServer } from '../../../server/protocol/requests.ts';
import { listOf } from './heldWatches.ts';
import { other, uri, type WatchingEditor, watchingEditor } from './watchingEditor.ts';

const problem = { what: 'It does not answer.', remedy: 'Start it.' };

suite('Keeping connections for an editor', () => {
  let scene: WatchingEditor;
  setup(() => {
    scene = watchingEditor();
  });
  teardown(() => scene.close());

  test('the first list is the answer, and the server is the policy’s own from then on', async () => {
    await scene.watching('s');
    assert.equal(scene.store.serverOf(uri)?.name, 's');
    assert.deepEqual([scene.toolsOf(), scene.watches.stateOf(uri)], [['a'], { state: 'connected' }]);
  });

  test('a list that changes is known at once and checked against; one that is only younger is remembered alone', async () => {
    const held = await scene.watching('s');
    const before = scene.counts.checks;
    held.options.onList({ ...listOf('a'), fetchedAt: 7 });
    assert.deepEqual([scene.counts.checks, scene.remembered.map(({ list }) => list.fetchedAt).at(-1)], [before, 7]);
    held.options.onList(listOf('b'));
    assert.deepEqual([scene.toolsOf(), scene.counts.checks], [['b'], before + 1]);
    assert.deepEqual(
      scene.remembered.map(({ folder, name, hash }) => [folder, name, hash]),
      Array(3).fill(['/home/me', 's', 'h']),
    );
  });

  test('a list that comes while the disk is asked about earlier sessions is not replaced by the one before', async () => {
    let answer: (nothing: undefined) => void = () => undefined;
    scene.recalled = new Promise((resolve) => {
      answer = resolve;
    });
    const asked = scene.watch('s');
    const held = await scene.servers.next(1);
    held.options.onList(listOf('a'));
    held.options.onState({ state: 'connected' });
    await new Promise((resolve) => setTimeout(resolve, 20));
    held.options.onList(listOf('b'));
    assert.deepEqual(scene.toolsOf(), ['b']);
    answer(undefined);
    await asked;
    assert.deepEqual([scene.toolsOf(), scene.store.of(uri).state], [['b'], 'fresh']);
  });

  test('while the connection is lost its list is stale, and its state says when it is tried again', async () => {
    const held = await scene.watching('s');
    held.options.onProblem(problem);
    held.options.onState({ state: 'waiting', retryAt: 7, attempt: 1 });
    assert.equal(scene.store.of(uri).state, 'stale');
    assert.deepEqual(
      [scene.toolsOf(), scene.watches.stateOf(uri)],
      [['a'], { state: 'waiting', retryAt: 7, attempt: 1 }],
    );
    held.options.onList(listOf('a'));
    held.options.onState({ state: 'connected' });
    assert.equal(scene.store.of(uri).state, 'fresh');
  });

  test('a connection that is given up leaves the last list, stale, with the reason', async () => {
    const held = await scene.watching('s');
    held.giveUp(problem);
    while (scene.watches.stateOf(uri) !== undefined) await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setTimeout(resolve, 5));
    assert.deepEqual([scene.toolsOf(), scene.watches.stateOf(uri)], [['a'], undefined]);
    assert.deepEqual('problem' in scene.store.of(uri) && scene.store.of(uri), {
      ...scene.store.of(uri),
      state: 'stale',
      problem,
    });
  });

  test('a server that cannot be reached at first is told as after connecting', async () => {
    const asked = scene.watch('s');
    (await scene.servers.next(1)).giveUp(problem);
    const result = await asked;
    assert.deepEqual([result.state, result.problem, result.watch], ['unknown', problem, undefined]);
    assert.equal(scene.watches.stateOf(uri), undefined);
  });

  test('a definition that changed since the person agreed is not connected to', async () => {
    scene.servers.refusal = { what: 'The definition changed.', remedy: 'Look at it.' };
    assert.deepEqual((await scene.watch('s')).problem, scene.servers.refusal);
    assert.equal(scene.servers.held.length, 0);
  });

  test('nothing is connected to in an untrusted workspace, outside of every folder, or against a setting', async () => {
    scene.isTrusted = false;
    await assert.rejects(scene.watch('s'), { code: ErrorCodes.InvalidRequest, message: /not trusted/ });
    scene.isTrusted = true;
    await assert.rejects(scene.watch('s', 'file:///elsewhere/policy.json'), { message: /in no open folder/ });
    scene.tied = 't';
    await assert.rejects(scene.watch('s'), { message: /ties this policy to "t"/ });
    await assert.rejects(scene.editor.sendRequest(requests.watch, { uri }), { code: ErrorCodes.InvalidParams });
    assert.equal(scene.servers.held.length, 0);
  });

  test('whoever watches the same server again ends the connection before', async () => {
    const first = await scene.watching('s');
    await scene.watching('s', other);
    assert.ok(first.options.signal?.aborted);
    assert.deepEqual(scene.watches.stateOf(uri), { state: 'connected' });
  });

  test('a server that was connected later keeps being the folder’s latest', async () => {
    const held = await scene.watching('s', other);
    scene.store.connect('/home/me', { name: 'later', knowledge: { state: 'fresh', list: listOf('x') } });
    held.options.onList(listOf('b'));
    assert.equal(scene.store.latest('/home/me')?.name, 'later');
    assert.deepEqual(scene.toolsOf(other), ['b']);
  });

  test('unwatching ends the connection of the policy’s server and keeps its list', async () => {
    const held = await scene.watching('s');
    await scene.unwatch();
    assert.ok(held.options.signal?.aborted);
    assert.deepEqual(
      [scene.toolsOf(), scene.store.of(uri).state, scene.watches.stateOf(uri)],
      [['a'], 'fresh', undefined],
    );
    await scene.unwatch();
  });

  test('unwatching finds the connection also while a nearer configuration came meanwhile', async () => {
    const held = await scene.watching('s');
    scene.servers.folders.set('/home/me/policy.json', '/home/me/nearer');
    await scene.unwatch();
    assert.ok(held.options.signal?.aborted);
  });

  test('what the person trusts no longer is ended, whichever policy it was for', async () => {
    const [first, second] = [await scene.watching('s'), await scene.watching('t', other)];
    const list: WatchedServer[] = await scene.editor.sendRequest(requests.watched);
    assert.deepEqual(
      list.map(({ server, folder }) => [server, folder]),
      [
        ['s', '/home/me'],
        ['t', '/home/me'],
      ],
    );
    assert.equal(await scene.editor.sendRequest(requests.unwatchDefinitions, { hashes: ['another'] }), 0);
    assert.ok(!first.options.signal?.aborted);
    scene.store.forget(other);
    assert.equal(await scene.editor.sendRequest(requests.unwatchDefinitions, { hashes: ['another', 'h'] }), 2);
    assert.ok(first.options.signal?.aborted && second.options.signal?.aborted);
    assert.deepEqual(await scene.editor.sendRequest(requests.watched), []);
    assert.equal(scene.store.of(uri).state, 'fresh');
    await assert.rejects(scene.editor.sendRequest(requests.unwatchDefinitions, { hashes: 'h' }), {
      code: ErrorCodes.InvalidParams,
    });
  });

  test('a connection to a definition that is no longer the server’s is ended, and no other', async () => {
    const held = await scene.watching('s');
    await scene.watches.definitionChosen('/home/me', 's', 'h');
    await scene.watches.definitionChosen('/home/me', 't', 'other');
    assert.ok(!held.options.signal?.aborted);
    await scene.watches.definitionChosen('/home/me', 's', 'other');
    assert.ok(held.options.signal?.aborted);
  });

  test('taking the request back ends what it began', async () => {
    const source = new CancellationTokenSource();
    const asked = scene.editor.sendRequest(requests.watch, { uri, server: 's', hash: 'h', inputs: {} }, source.token);
    const given = assert.rejects(asked, { code: LSPErrorCodes.RequestCancelled });
    const held = await scene.servers.next(1);
    source.cancel();
    await given;
    assert.ok(held.options.signal?.aborted);
    assert.equal(scene.store.of(uri).state, 'unknown');
  });

  test('connections end when the folder of their policy is removed, and at the end', async () => {
    const here = await scene.watching('s');
    await scene.watches.foldersChanged();
    assert.ok(!here.options.signal?.aborted);
    scene.folders = ['file:///home/you'];
    await scene.watches.foldersChanged();
    assert.ok(here.options.signal?.aborted);
    scene.folders = ['file:///home/me'];
    const again = await scene.watching('t');
    await scene.watches.endAll();
    assert.ok(again.options.signal?.aborted);
    await scene.editor.sendRequest(requests.unwatch, { uri });
    assert.ok(scene.counts.told > 0);
  });
});
