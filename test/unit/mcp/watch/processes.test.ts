import { strict as assert } from 'node:assert';
import { type ChangingServer, changingServer, type Steering } from './changingServer.ts';
import { hurriedClock, until, watched } from './watched.ts';

suite('Watching a server process', () => {
  const running: ChangingServer[] = [];

  function started(steering: Steering, era?: 'legacy' | 'modern'): ChangingServer {
    const server = changingServer(steering, era);
    running.push(server);
    return server;
  }

  teardown(() => {
    for (const server of running.splice(0)) server.remove();
  });

  for (const era of ['legacy', 'modern'] as const) {
    test(`${era}: when the server says that its tools changed, they are listed again`, async () => {
      const server = started({ tools: ['a'] }, era);
      const { watch, lists, states, problems } = watched(server.definition);
      await until(() => states.length === 1, 'connected');
      server.steer({ tools: ['a', 'b'], notify: 1 });
      await until(() => lists.includes('a b'), 'the changed list');
      await watch.end();
      // A subscription, too, is a reason to look: the first list may have come twice.
      assert.deepEqual([[...new Set(lists)], states, problems], [['a', 'a b'], [{ state: 'connected' }], []]);
      assert.deepEqual(server.left(), []);
    });
  }

  test('fifty notifications in a burst are one or two listings', async () => {
    const server = started({ tools: ['a'] });
    const { watch, lists } = watched(server.definition);
    await until(() => lists.length === 1, 'a list');
    server.steer({ tools: ['b'], notify: 50 });
    await until(() => lists.length === 2, 'a second list');
    await new Promise((resolve) => setTimeout(resolve, 800));
    await watch.end();
    assert.equal(lists.at(-1), 'b');
    assert.ok(server.listings() <= 3, `${server.listings()} listings`);
  });

  test('a server that talks without end is not listened to, and said to be one', async () => {
    const server = started({ tools: ['a'] });
    const { watch, lists, problems } = watched(server.definition);
    await until(() => lists.length === 1, 'a list');
    server.steer({ tools: ['a'], notify: 50_000 });
    await until(() => problems.length === 1, 'a problem');
    assert.equal(
      problems[0]?.what,
      'The server talks without end: more than 10000 messages that nobody asked for came within a second.',
    );
    await watch.end();
    assert.deepEqual(server.left(), []);
  });

  test('a server that does not promise to tell of changes is asked now and then', async () => {
    const server = started({ tools: ['a'], silent: true });
    const { watch, lists } = watched(server.definition, { clock: hurriedClock() });
    await until(() => lists.length === 1, 'a list');
    server.steer({ tools: ['b'], silent: true });
    await until(() => lists.includes('b'), 'the changed list');
    await watch.end();
  });

  test('a server that promises to is left alone', async () => {
    const server = started({ tools: ['a'] });
    const { watch, lists } = watched(server.definition, { clock: hurriedClock() });
    await until(() => lists.length === 1, 'a list');
    await new Promise((resolve) => setTimeout(resolve, 200));
    await watch.end();
    assert.equal(server.listings(), 1);
  });

  test('a listing that is refused is told, the connection is kept, and it is tried again', async () => {
    const server = started({ tools: ['a'] });
    const { watch, lists, states, problems } = watched(server.definition, { clock: hurriedClock() });
    await until(() => states.length === 1, 'connected');
    server.steer({ refuse: true, notify: 1 });
    await until(() => problems.length > 0, 'a problem');
    assert.match(problems[0]?.what ?? '', /answered the request for its tools with error -32603: “not now”/);
    server.steer({ tools: ['b'] });
    await until(() => lists.includes('b'), 'the changed list');
    await watch.end();
    assert.deepEqual(states, [{ state: 'connected' }]);
    assert.equal(server.starts(), 1);
  });

  test('a server that ends is started again after a pause, and its list is read anew', async () => {
    const server = started({ tools: ['a'] });
    const before = Date.now();
    const { watch, lists, states, problems } = watched(server.definition, { clock: hurriedClock() });
    await until(() => states.length === 1, 'connected');
    server.steer({ exit: 3 });
    await until(() => states.length > 1, 'waiting');
    server.steer({ tools: ['b'] });
    await until(() => lists.includes('b'), 'the list of the second process');
    await watch.end();
    const waiting = states[1];
    assert.ok(waiting?.state === 'waiting' && waiting.attempt === 1 && waiting.retryAt >= before + 1_000);
    assert.deepEqual(states.at(-1), { state: 'connected' });
    assert.match(
      problems[0]?.what ?? '',
      /^The server "test server" exited with code 3 while the connection was open\.$/,
    );
    assert.deepEqual(server.left(), []);
  });

  test('a server that keeps crashing is not started forever', async function () {
    this.timeout(30_000);
    const server = started({ tools: ['a'] });
    const clock = hurriedClock();
    const { watch, states } = watched(server.definition, { clock });
    await until(() => states.length === 1, 'connected');
    server.steer({ exit: 3 });
    const problem = await watch.over;
    assert.match(
      problem?.what ?? '',
      /exited with code 3 before it answered\. It wrote on stderr: “cannot start today”\. The connection was tried 12 more times and given up\.$/,
    );
    assert.match(problem?.remedy ?? '', /Do what its message asks for.* Then connect again\.$/);
    assert.equal(server.starts(), 13);
    // Before that, it is waited for the server to say something.
    const pauses = clock.waits.slice(clock.waits.indexOf(1_000));
    assert.deepEqual(pauses.slice(0, 8), [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
    assert.deepEqual(server.left(), []);
  });

  test('a server that never gave a list is not tried again', async () => {
    const server = started({ exit: 4 });
    const { watch, lists, states } = watched(server.definition);
    const problem = await watch.over;
    assert.match(problem?.what ?? '', /exited with code 4 before it answered/);
    assert.deepEqual([lists, states, server.starts()], [[], [], 1]);
  });

  test('one that was kept before is tried again from the beginning', async () => {
    const server = started({ exit: 4 });
    const { watch, lists, states, problems } = watched(server.definition, { again: true, clock: hurriedClock() });
    await until(() => states.length > 0, 'waiting');
    server.steer({ tools: ['a'] });
    await until(() => lists.includes('a'), 'the list');
    await watch.end();
    assert.match(problems[0]?.what ?? '', /exited with code 4 before it answered/);
    assert.deepEqual([states[0]?.state, states.at(-1)?.state, server.left()], ['waiting', 'connected', []]);
  });

  test('it can be ended while it connects, and while it waits', async () => {
    const server = started({ tools: ['a'] });
    const first = watched(server.definition);
    await until(() => server.starts() === 1, 'the first process');
    await first.watch.end();
    const second = watched(server.definition);
    await until(() => second.states.length === 1, 'connected');
    server.steer({ exit: 1 });
    await until(() => second.states.length === 2, 'waiting');
    await second.watch.end();
    const third = watched(server.definition, { signal: AbortSignal.abort() });
    assert.equal(await third.watch.over, undefined);
    assert.equal(await second.watch.over, undefined);
    assert.deepEqual([first.lists, server.left()], [[], []]);
    assert.equal(server.starts(), 2);
  });

  test('a server that hangs is ended and started again', async () => {
    const server = started({ tools: ['a'], silent: true });
    const { watch, states, problems } = watched(server.definition, {
      timeoutMilliseconds: 2_000,
      clock: hurriedClock(),
    });
    await until(() => states.length === 1, 'connected');
    process.kill(server.left()[0] ?? 0, 'SIGSTOP');
    await until(() => server.starts() === 2, 'a second process');
    await watch.end();
    assert.match(problems[0]?.what ?? '', /was started and did not list its tools within 2 seconds/);
    assert.deepEqual(server.left(), []);
  });
});
