import { strict as assert } from 'node:assert';
import { createServer } from 'node:http';
import { urlServer } from '../faults/fault.ts';
import { withHttpServer } from '../httpServer.ts';
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

  test('on the modern protocol changes come over a subscription', async () => {
    const { createMcpHandler, Server } = await import('@modelcontextprotocol/server');
    let names = ['a'];
    const handler = createMcpHandler(() => {
      const server = new Server({ name: 'Modern', version: '2' }, { capabilities: { tools: { listChanged: true } } });
      server.setRequestHandler('tools/list', () => ({
        tools: names.map((name) => ({ name, inputSchema: { type: 'object' } })),
      }));
      return server;
    });
    const http = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      const gone = new AbortController();
      response.on('close', () => gone.abort());
      const answer = await handler.fetch(
        new Request(`http://127.0.0.1${request.url}`, {
          method: request.method ?? 'GET',
          headers: Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
          ...(body !== '' && { body }),
          signal: gone.signal,
        }),
      );
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.flushHeaders();
      try {
        for await (const chunk of answer.body ?? []) response.write(chunk);
      } finally {
        response.end();
      }
    });
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    const address = http.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const { watch, lists, states, problems } = watched(urlServer(`http://127.0.0.1:${port}/mcp`));
    await until(() => states.length === 1, 'connected');
    names = ['b'];
    for (let time = 0; time < 50; time += 1) handler.notify.toolsChanged();
    await until(() => lists.length === 2, 'a second list');
    await watch.end();
    await handler.close();
    http.closeAllConnections();
    await new Promise((resolve) => http.close(resolve));
    assert.deepEqual([lists, states, problems], [['a', 'b'], [{ state: 'connected' }], []]);
  });
});
