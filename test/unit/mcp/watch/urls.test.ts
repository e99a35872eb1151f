import { strict as assert } from 'node:assert';
import { urlServer } from '../faults/fault.ts';
import { withHttpServer } from '../httpServer.ts';
import { type ModernServer, modernServer } from './modernServer.ts';
import { SessionServer } from './sessionServer.ts';
import { SseServer } from './sseServer.ts';
import { hurriedClock, until, type Watched, watched } from './watched.ts';

suite('Watching a server over HTTP', () => {
  async function withWatch(
    server: SessionServer | SseServer,
    work: (watch: Watched) => Promise<void>,
    clock = hurriedClock(),
  ): Promise<Watched> {
    return withHttpServer(server.answer, async (url) => {
      const watch = watched(urlServer(url), { clock });
      await until(() => watch.states.length === 1, 'connected');
      await work(watch);
      await watch.watch.end();
      return watch;
    });
  }

  test('its list is read again when it says so on its stream', async () => {
    const server = new SessionServer(['a']);
    const { lists, states, problems } = await withWatch(server, async ({ lists }) => {
      await until(() => server.streams === 1, 'a stream');
      server.tools = ['b'];
      server.notify(50);
      await until(() => lists.length === 2, 'a second list');
    });
    assert.deepEqual([lists, states, problems], [['a', 'b'], [{ state: 'connected' }], []]);
    assert.equal(server.listings, 2);
  });

  test('a session that the server has forgotten (404) is followed by a new one', async () => {
    const server = new SessionServer(['a']);
    const { states, problems } = await withWatch(server, async ({ lists }) => {
      await until(() => server.streams === 1, 'a stream');
      server.tools = ['b'];
      server.forgetSessions();
      await until(() => lists.includes('b'), 'the list of a new session');
    });
    assert.equal(server.sessions, 2);
    assert.deepEqual(
      states.map(({ state }) => state),
      ['connected', 'waiting', 'connected'],
    );
    assert.equal(problems.length, 1);
  });

  test('a stream that ends is opened again in the same session, and what was missed is read', async () => {
    const server = new SessionServer(['a']);
    const { states, problems } = await withWatch(server, async ({ lists }) => {
      await until(() => server.streams === 1, 'a stream');
      server.endStreams();
      await until(() => server.streams === 0, 'no stream');
      server.tools = ['b'];
      await until(() => lists.includes('b'), 'the missed change');
    });
    assert.deepEqual([server.sessions, states, problems], [1, [{ state: 'connected' }], []]);
  });

  test('a server without a stream is asked now and then', async () => {
    const server = new SessionServer(['a']);
    server.hasStream = false;
    await withWatch(server, async ({ lists }) => {
      server.tools = ['b'];
      await until(() => lists.includes('b'), 'the changed list');
    });
    assert.equal(server.sessions, 1);
  });

  for (const status of [401, 403]) {
    test(`a server that refuses access later (${status}) is not asked again and again`, async () => {
      const server = new SessionServer(['a']);
      server.hasStream = false;
      await withWatch(server, async ({ watch, states }) => {
        server.refuses = status;
        const problem = await watch.over;
        assert.match(problem?.what ?? '', new RegExp(`HTTP ${status}`));
        assert.deepEqual(states, [{ state: 'connected' }]);
      });
    });
  }

  test('a server that is away for a while is there again afterwards', async () => {
    const server = new SessionServer(['a']);
    const { problems, states } = await withWatch(server, async ({ lists, states }) => {
      await until(() => server.streams === 1, 'a stream');
      server.refuses = 503;
      server.endStreams();
      await until(() => states.filter(({ state }) => state === 'waiting').length >= 3, 'some attempts');
      server.refuses = undefined;
      server.tools = ['b'];
      await until(() => lists.includes('b'), 'the list after its return');
    });
    assert.match(problems.at(-1)?.what ?? '', /failed \(HTTP 503\)/);
    assert.deepEqual(
      states.flatMap((state) => (state.state === 'waiting' ? state.attempt : [])),
      states.flatMap((state) => (state.state === 'waiting' ? 1 : [])).map((one, index) => one + index),
    );
  });

  test('over SSE its list is read again when it says so, and a stream that ends is a session that is lost', async () => {
    const server = new SseServer(['a']);
    const { states, lists } = await withWatch(server, async ({ lists }) => {
      server.tools = ['b'];
      server.notify();
      await until(() => lists.includes('b'), 'the changed list');
      server.tools = ['c'];
      server.endStream();
      await until(() => lists.includes('c'), 'the list of a new session');
    });
    assert.deepEqual(lists, ['a', 'b', 'c']);
    assert.deepEqual(
      states.map(({ state }) => state),
      ['connected', 'waiting', 'connected'],
    );
    assert.equal(server.sessions, 2);
  });

  suite('on the modern protocol', () => {
    let server: ModernServer;
    setup(async () => {
      server = await modernServer('a');
    });
    teardown(() => server.close());

    test('changes come over a subscription', async () => {
      const { watch, lists, states, problems } = watched(urlServer(server.url));
      // One before there is a subscription, and one for what was missed until then.
      await until(() => lists.length === 2, 'the list once it is subscribed to');
      server.tools = ['b'];
      server.notify(50);
      await until(() => lists.length === 3, 'the changed list');
      await watch.end();
      assert.deepEqual([lists, states, problems], [['a', 'a', 'b'], [{ state: 'connected' }], []]);
    });

    test('a server that never confirms a subscription is asked now and then, however short the timeout', async () => {
      server.confirmed = new Promise(() => undefined);
      const timing = { clock: hurriedClock(), timeoutMilliseconds: 1_000 };
      const { watch, lists, states, problems } = watched(urlServer(server.url), timing);
      await until(() => server.asked() === 1, 'a subscription is asked for');
      server.tools = ['b'];
      await until(() => lists.includes('b'), 'the changed list');
      // Past its own timeout.
      await new Promise((resolve) => setTimeout(resolve, 1_200));
      await watch.end();
      assert.deepEqual([lists[0], states, problems], ['a', [{ state: 'connected' }], []]);
    });

    test('what changed before a subscription was confirmed is read once it is', async () => {
      let confirm: () => void = () => undefined;
      server.confirmed = new Promise((resolve) => {
        confirm = resolve;
      });
      const { watch, lists } = watched(urlServer(server.url));
      await until(() => lists.length === 1 && server.asked() === 1, 'the first list, and no subscription yet');
      server.tools = ['b'];
      confirm();
      await until(() => lists.includes('b'), 'the changed list');
      await watch.end();
      assert.deepEqual([lists, server.asked()], [['a', 'b'], 1]);
    });
  });
});
