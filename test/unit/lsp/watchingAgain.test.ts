import { strict as assert } from 'node:assert';
import { LSPErrorCodes } from 'vscode-languageserver/node';
import { listOf } from './heldWatches.ts';
import { other, uri, type WatchingEditor, watchingEditor } from './watchingEditor.ts';

const problem = { what: 'It does not answer.', remedy: 'Start it.' };
const again = { again: true };

suite('Connections that an editor wants again after the language server was started anew', () => {
  let scene: WatchingEditor;
  setup(() => {
    scene = watchingEditor();
  });
  teardown(() => scene.close());

  test('the list follows the server’s again, and the server is told that nobody asks', async () => {
    scene.store.choose(uri, 's');
    const asked = scene.watch('s', uri, again);
    const held = await scene.servers.next(1);
    assert.equal(held.options.again, true);
    held.options.onList(listOf('a'));
    held.options.onState({ state: 'connected' });
    const { state, watch } = await asked;
    assert.deepEqual([state, watch, scene.toolsOf()], ['fresh', { state: 'connected' }, ['a']]);
    held.options.onList(listOf('b'));
    assert.deepEqual(scene.toolsOf(), ['b']);
  });

  test('what was chosen for the policy stays, and so does the folder’s latest server', async () => {
    scene.store.choose(uri, 'chosen');
    scene.store.connect('/home/me', { name: 'latest', knowledge: { state: 'fresh', list: listOf('x') } });
    const asked = scene.watch('s', uri, again);
    (await scene.servers.next(1)).options.onList(listOf('a'));
    await asked;
    assert.deepEqual([scene.store.serverOf(uri)?.name, scene.store.serverOf(other)?.name], ['chosen', 'latest']);
    assert.equal(scene.store.ofServer('/home/me', 's')?.knowledge.state, 'fresh');
  });

  test('a server that is away is waited for, as one that was lost', async () => {
    scene.store.choose(uri, 's');
    const asked = scene.watch('s', uri, again);
    const held = await scene.servers.next(1);
    const waiting = { state: 'waiting', retryAt: 7, attempt: 1 } as const;
    held.options.onProblem(problem);
    held.options.onState(waiting);
    const answer = await asked;
    assert.deepEqual([answer.problem, answer.watch, scene.ended], [problem, waiting, []]);
    held.options.onList(listOf('a'));
    held.options.onState({ state: 'connected' });
    assert.deepEqual([scene.toolsOf(), scene.store.of(uri).state], [['a'], 'fresh']);
    held.options.onProblem(problem);
    assert.equal(scene.store.of(uri).state, 'stale');
  });

  test('a list that comes while the disk is asked about earlier sessions is not made stale by the failure before it', async () => {
    let answer: (nothing: undefined) => void = () => undefined;
    scene.recalled = new Promise((resolve) => {
      answer = resolve;
    });
    scene.store.choose(uri, 's');
    const asked = scene.watch('s', uri, again);
    const held = await scene.servers.next(1);
    held.options.onProblem(problem);
    await new Promise((resolve) => setTimeout(resolve, 20));
    held.options.onList(listOf('a'));
    held.options.onState({ state: 'connected' });
    answer(undefined);
    await asked;
    assert.deepEqual([scene.toolsOf(), scene.store.of(uri).state], [['a'], 'fresh']);
  });

  test('a definition that changed is not started, and nothing is kept', async () => {
    scene.servers.refusal = { what: 'The definition changed.', remedy: 'Look at it.' };
    const answer = await scene.watch('s', uri, again);
    assert.deepEqual([answer.problem, answer.watch], [scene.servers.refusal, undefined]);
    assert.deepEqual([scene.servers.held.length, scene.watches.stateOf(uri)], [0, undefined]);
  });

  test('one that gives up at once is told with its reason', async () => {
    const asked = scene.watch('s', uri, again);
    (await scene.servers.next(1)).giveUp(problem);
    const answer = await asked;
    assert.deepEqual([answer.problem, answer.watch], [problem, undefined]);
  });

  test('a person who was quicker keeps the connection', async () => {
    const held = await scene.watching('s');
    await assert.rejects(scene.watch('s', other, again), { code: LSPErrorCodes.RequestCancelled });
    assert.ok(!held.options.signal.aborted);
    assert.deepEqual(scene.ended, []);
  });

  test('the editor is told of every connection that ends for good', async () => {
    const ending: readonly (readonly [server: string, end: () => unknown])[] = [
      ['stopped', () => scene.unwatch()],
      ['signed out', () => scene.watches.end(uri)],
      ['changed', () => scene.watches.definitionChosen('/home/me', 'changed', 'another hash')],
      ['given up', async () => scene.servers.held.at(-1)?.giveUp(problem)],
    ];
    for (const [server, end] of ending) {
      await scene.watching(server);
      await end();
      while (scene.watches.stateOf(uri) !== undefined) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await scene.watching('moved');
    scene.folders = [];
    await scene.watches.foldersChanged();
    // What was sent before is there when a question is answered.
    await scene.unwatch();
    assert.deepEqual(
      scene.ended,
      [...ending.map(([server]) => server), 'moved'].map((server) => ({ uri, server, hash: 'h' })),
    );
  });

  test('and of none that ends with the language server', async () => {
    await scene.watching('s');
    await scene.watches.endAll();
    await scene.unwatch();
    assert.deepEqual(scene.ended, []);
  });
});
