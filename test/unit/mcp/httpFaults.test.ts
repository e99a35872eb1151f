import { strict as assert } from 'node:assert';
import { listTools } from '../../../server/mcp/listTools.ts';
import type { ReadyUrl } from '../../../server/serverConfig/readyDefinition.ts';
import { problemOf } from './failure.ts';
import { type Answer, legacyServer, modernServer, sendJson, withHttpServer } from './httpServer.ts';

const token = 'canary-4711';

function urlServer(url: string): ReadyUrl {
  const headers = new Map([['Authorization', `Bearer ${token}`]]);
  return {
    name: 'test server',
    transport: 'http',
    url: new URL(url),
    headers,
    secrets: [{ name: 'Authorization', value: token }],
  };
}

/** The server repeats what it was sent, as servers do. */
const echo: (status: number) => Answer = (status) => (_message, response, request) =>
  sendJson(response, { error: { message: `no: ${request.headers.authorization}` } }, status);

const asksWithoutEnd = legacyServer((_message, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (let id = 0; id < 200; id += 1) {
    response.write(`event: message\ndata: ${JSON.stringify({ jsonrpc: '2.0', id, method: 'ping' })}\n\n`);
  }
});

const asksWithoutAccepting: Answer = (message, response, request) => {
  const isAnswer = request.method === 'POST' && message.method === undefined;
  if (!isAnswer) asksWithoutEnd(message, response, request);
};

const faults: readonly {
  readonly name: string;
  readonly answer: Answer;
  readonly what: RegExp;
  readonly remedy: RegExp;
  readonly timeoutMilliseconds?: number;
}[] = [
  {
    name: '401 unauthorized',
    answer: echo(401),
    what: /^http:\/\/127\.0\.0\.1:\d+\/mcp asks for authorization \(HTTP 401\)\. It says: “no: Bearer ‹Authorization›”\.$/,
    remedy: /token under "headers"/,
  },
  {
    name: '403 forbidden',
    answer: echo(403),
    what: /refuses access \(HTTP 403\)/,
    remedy: /may list this server’s tools/,
  },
  {
    name: '404 not found',
    answer: (_message, response) => response.writeHead(404, { 'content-type': 'text/html' }).end('<html>no</html>'),
    what: /^There is nothing at http:\S+\/mcp \(HTTP 404\)\.$/,
    remedy: /Correct the path/,
  },
  {
    name: '404 for a session that was lost',
    answer: legacyServer((_message, response) => sendJson(response, { error: { message: 'Session not found' } }, 404)),
    what: /lost the session \(HTTP 404\)\. It says: “Session not found”/,
    remedy: /Connect again/,
  },
  {
    name: 'it asks without end and accepts no answer',
    answer: asksWithoutAccepting,
    what: /^The server does not read what it is sent: 100 messages wait to be accepted/,
    remedy: /server’s own log/,
  },
  {
    name: '500 from the start',
    answer: (_message, response) => response.writeHead(500).end('boom'),
    what: /failed \(HTTP 500\)\. It says: “boom”/,
    remedy: /Try again later/,
  },
  {
    name: '500 for the list',
    answer: legacyServer((_message, response) => response.writeHead(500).end()),
    what: /failed \(HTTP 500\)\.$/,
    remedy: /server’s own log/,
  },
  {
    name: '400 for everything',
    answer: (_message, response) => response.writeHead(400).end('what?'),
    what: /refused the request \(HTTP 400\)\. It says: “what\?”/,
    remedy: /leads to an MCP server/,
  },
  {
    name: 'a JSON-RPC error for the list',
    answer: legacyServer(({ id }, response) =>
      sendJson(response, { jsonrpc: '2.0', id, error: { code: -32603, message: 'broken' } }),
    ),
    what: /answered the request for its tools with error -32603: “broken”/,
    remedy: /own log/,
  },
  {
    name: 'a web page instead of MCP',
    answer: (_message, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>hello</html>'),
    what: /answered in a way that is not MCP/,
    remedy: /reaches an MCP server/,
  },
  {
    name: 'no answer at all',
    answer: () => undefined,
    what: /^The server "test server" did not answer within 1\.5 seconds\.$/,
    remedy: /speaks MCP/,
    timeoutMilliseconds: 1_500,
  },
  {
    name: 'no answer to the list',
    answer: legacyServer(() => undefined),
    what: /did not list its tools within 1\.5 seconds/,
    remedy: /connect again/,
    timeoutMilliseconds: 1_500,
  },
  {
    name: 'an answer that comes byte by byte',
    answer: legacyServer((_message, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const drip = setInterval(() => response.write(' '), 50);
      response.on('close', () => clearInterval(drip));
    }),
    what: /did not list its tools within 1\.5 seconds/,
    remedy: /connect again/,
    timeoutMilliseconds: 1_500,
  },
  {
    name: 'an endless answer',
    answer: legacyServer((_message, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const pour = () => {
        while (!response.destroyed && response.write(' '.repeat(1024 * 1024)));
        response.once('drain', pour);
      };
      pour();
    }),
    what: /sent more than can be read at once: the answer is larger than 67108864 bytes/,
    remedy: /fewer tools/,
  },
  {
    name: 'a connection that breaks',
    answer: legacyServer((_message, response) => response.destroy()),
    what: /^The connection to http:\S+ broke \((UND_ERR_SOCKET|ECONNRESET)\)\.$/,
    remedy: /Try again/,
  },
];

suite('Faults of a server over HTTP', () => {
  for (const { name, answer, what, remedy, timeoutMilliseconds = 15_000 } of faults) {
    test(`${name}: the author is told why`, async () => {
      const problem = await withHttpServer(answer, (url) => problemOf(urlServer(url), { timeoutMilliseconds }));
      assert.match(problem.what, what);
      assert.match(problem.remedy, remedy);
      assert.doesNotMatch(JSON.stringify(problem), /canary/);
    });
  }

  test('a redirect to another origin is not followed, and the headers do not go there', async () => {
    const visitors: unknown[] = [];
    const elsewhere: Answer = (_message, response, request) => {
      visitors.push(request.headers.authorization);
      response.writeHead(200).end();
    };
    await withHttpServer(elsewhere, (target) =>
      withHttpServer(
        (_message, response) => response.writeHead(307, { location: `${target}?token=${token}` }).end(),
        async (url) => {
          const problem = await problemOf(urlServer(url), { timeoutMilliseconds: 15_000 });
          assert.equal(
            problem.what,
            `${url} redirects to ${target}. That was not followed: it would hand your headers to another address.`,
          );
          assert.match(problem.remedy, /write it in the definition/);
        },
      ),
    );
    assert.deepEqual(visitors, []);
  });

  test('a server that is not running', async () => {
    const url = await withHttpServer(
      () => undefined,
      async (used) => used,
    );
    const problem = await problemOf(urlServer(url), { timeoutMilliseconds: 15_000 });
    assert.match(problem.what, /^Nothing answers at 127\.0\.0\.1:\d+: the connection was refused\.$/);
    assert.match(problem.remedy, /Start the server/);
  });

  test('https to a server that speaks plain http', async () => {
    const problem = await withHttpServer(
      () => undefined,
      (url) => problemOf(urlServer(url.replace('http:', 'https:')), { timeoutMilliseconds: 15_000 }),
    );
    assert.match(problem.what, /^No secure connection to 127\.0\.0\.1:\d+/);
    assert.match(problem.remedy, /write http:\/\/.*NODE_EXTRA_CA_CERTS/);
  });

  test('the person stops it', async () => {
    const problem = await withHttpServer(
      () => undefined,
      (url) => problemOf(urlServer(url), { timeoutMilliseconds: 15_000, signal: AbortSignal.timeout(200) }),
    );
    assert.equal(problem.what, 'Connecting was stopped.');
  });
});

suite('Tool lists over HTTP', () => {
  const good = { name: 'good', inputSchema: { type: 'object' } };
  const bad = { name: 'bad', description: null, inputSchema: { type: 'object' } };

  test('on the legacy protocol a malformed tool costs only itself', async () => {
    const answer = legacyServer(({ id }, response) =>
      sendJson(response, { jsonrpc: '2.0', id, result: { tools: [bad, good] } }),
    );
    const list = await withHttpServer(answer, (url) => listTools(urlServer(url), { timeoutMilliseconds: 15_000 }));
    assert.deepEqual([list.server, list.tools.length, list.skipped.length], ['Legacy', 1, 1]);
  });

  test('on the modern protocol, too, although the client itself would refuse the page', async () => {
    const answer = modernServer({ resultType: 'complete', tools: [bad, good] });
    const list = await withHttpServer(answer, (url) => listTools(urlServer(url), { timeoutMilliseconds: 15_000 }));
    assert.deepEqual(
      list.tools.map(({ name }) => name),
      ['good'],
    );
    assert.deepEqual(list.skipped, [{ name: 'bad', position: 0, reason: 'has null as its "description"' }]);
  });

  test('the headers of the definition are sent', async () => {
    const seen = new Set<unknown>();
    const server = legacyServer(({ id }, response) =>
      sendJson(response, { jsonrpc: '2.0', id, result: { tools: [good] } }),
    );
    const answer: Answer = (message, response, request) => {
      seen.add(request.headers.authorization);
      server(message, response, request);
    };
    await withHttpServer(answer, (url) => listTools(urlServer(url), { timeoutMilliseconds: 15_000 }));
    assert.deepEqual([...seen], [`Bearer ${token}`]);
  });

  test('a schema that points into the network is kept as it is, and nothing is fetched', async () => {
    const asked: (string | undefined)[] = [];
    const answer: Answer = (message, response, request) => {
      asked.push(request.url);
      const tools = [
        {
          name: 'far',
          inputSchema: { type: 'object', properties: { a: { $ref: `http://${request.headers.host}/schema.json` } } },
        },
      ];
      legacyServer(({ id }, to) => sendJson(to, { jsonrpc: '2.0', id, result: { tools } }))(message, response, request);
    };
    const list = await withHttpServer(answer, (url) => listTools(urlServer(url), { timeoutMilliseconds: 15_000 }));
    assert.equal(list.tools.length, 1);
    assert.deepEqual([...new Set(asked)], ['/mcp']);
  });
});
