import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type Answer, legacyServer, sendJson } from '../httpServer.ts';
import { answering, canary, type Fault, type FaultyServer, fixture, urlServer } from './fault.ts';

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

const drips = legacyServer((_message, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const drip = setInterval(() => response.write(' '), 50);
  response.on('close', () => clearInterval(drip));
});

const pours = legacyServer((_message, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const pour = () => {
    while (!response.destroyed && response.write(' '.repeat(1024 * 1024)));
    response.once('drain', pour);
  };
  pour();
});

/** A server that sends everybody on to another one, which notes who comes and with what. */
const redirecting: FaultyServer = async (connect) => {
  const visitors: unknown[] = [];
  const elsewhere = answering((_message, response, request) => {
    visitors.push(request.headers.authorization);
    response.writeHead(200).end();
  });
  const result = await elsewhere((target) => {
    const location = target.transport === 'stdio' ? '' : `${target.url}?token=${canary}`;
    return answering((_message, response) => response.writeHead(307, { location }).end())(connect);
  });
  assert.deepEqual(visitors, []);
  return result;
};

/** A server whose certificate nobody vouches for. */
const selfSigned: FaultyServer = async (connect) => {
  const [key, cert] = ['tls/key.pem', 'tls/certificate.pem'].map((name) => readFileSync(fixture(name)));
  const server = createServer({ key, cert }, (_request, response) => response.end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    // Listening, it has an address with a port.
    return await connect(urlServer(`https://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`));
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
};

/** The address of a server that was there a moment ago. */
const gone: FaultyServer = async (connect) =>
  connect(await answering(() => undefined)(async (definition) => definition));

/** Faults of servers that are reached over HTTP. */
export const urlRows: readonly Fault[] = [
  {
    name: '401: asks for authorization',
    server: answering(echo(401)),
    told: {
      what: /^http:\/\/127\.0\.0\.1:\d+\/mcp asks for authorization \(HTTP 401\)\. It says: “no: Bearer ‹Authorization›”\.$/,
      remedy: /token under "headers"/,
    },
  },
  {
    name: '403: refuses access',
    server: answering(echo(403)),
    told: { what: /refuses access \(HTTP 403\)/, remedy: /may list this server’s tools/ },
  },
  {
    name: '404: there is nothing',
    server: answering((_message, response) =>
      response.writeHead(404, { 'content-type': 'text/html' }).end('<html>no</html>'),
    ),
    told: { what: /^There is nothing at http:\S+\/mcp \(HTTP 404\)\.$/, remedy: /Correct the path/ },
  },
  {
    name: '404: has lost the session',
    server: answering(
      legacyServer((_message, response) => sendJson(response, { error: { message: 'Session not found' } }, 404)),
    ),
    told: { what: /lost the session \(HTTP 404\)\. It says: “Session not found”/, remedy: /Connect again/ },
  },
  {
    name: '500 from the start',
    server: answering((_message, response) => response.writeHead(500).end('boom')),
    told: { what: /failed \(HTTP 500\)\. It says: “boom”/, remedy: /Try again later/ },
  },
  {
    name: '500 for the list',
    server: answering(legacyServer((_message, response) => response.writeHead(500).end())),
    told: { what: /failed \(HTTP 500\)\.$/, remedy: /server’s own log/ },
  },
  {
    name: '400 for everything',
    server: answering((_message, response) => response.writeHead(400).end('what?')),
    told: { what: /refused the request \(HTTP 400\)\. It says: “what\?”/, remedy: /leads to an MCP server/ },
  },
  {
    name: 'a JSON-RPC error for the list',
    server: answering(
      legacyServer(({ id }, response) =>
        sendJson(response, { jsonrpc: '2.0', id, error: { code: -32603, message: 'broken' } }),
      ),
    ),
    told: { what: /answered the request for its tools with error -32603: “broken”/, remedy: /own log/ },
  },
  {
    name: 'a web page instead of MCP',
    server: answering((_message, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>hello</html>'),
    ),
    told: { what: /answered in a way that is not MCP/, remedy: /reaches an MCP server/ },
  },
  {
    name: 'no answer at all',
    server: answering(() => undefined),
    timeout: 600,
    told: { what: /^The server "test server" did not answer within 0\.6 seconds\.$/, remedy: /speaks MCP/ },
  },
  {
    name: 'no answer to the list',
    server: answering(legacyServer(() => undefined)),
    timeout: 900,
    told: { what: /did not list its tools within 0\.9 seconds/, remedy: /connect again/ },
  },
  {
    name: 'a slow trickle instead of an answer',
    server: answering(drips),
    timeout: 900,
    told: { what: /did not list its tools within 0\.9 seconds/, remedy: /connect again/ },
  },
  {
    name: 'an endless answer',
    server: answering(pours),
    told: {
      what: /sent more than can be read at once: the answer is larger than 67108864 bytes/,
      remedy: /fewer tools/,
    },
  },
  {
    name: 'asks without end and accepts no answer',
    server: answering(asksWithoutAccepting),
    told: {
      what: /^The server does not read what it is sent: 100 messages wait to be accepted/,
      remedy: /server’s own log/,
    },
  },
  {
    name: 'a connection that is reset',
    server: answering(legacyServer((_message, response) => void response.socket?.resetAndDestroy())),
    told: { what: /^The connection to http:\S+ broke \((UND_ERR_SOCKET|ECONNRESET)\)\.$/, remedy: /Try again/ },
  },
  {
    name: 'a redirect to another origin',
    server: redirecting,
    told: {
      what: /^http:\S+\/mcp redirects to http:\S+\/mcp\. That was not followed: it would hand your headers to another address\.$/,
      remedy: /write it in the definition/,
    },
  },
  {
    name: 'a server that is not running',
    server: gone,
    told: { what: /^Nothing answers at 127\.0\.0\.1:\d+: the connection was refused\.$/, remedy: /Start the server/ },
  },
  {
    name: 'TLS: a certificate that nobody vouches for',
    server: selfSigned,
    told: {
      what: /^No secure connection to 127\.0\.0\.1:\d+: its certificate or its TLS is not accepted \(DEPTH_ZERO_SELF_SIGNED_CERT\)\.$/,
      remedy: /name its file in the variable NODE_EXTRA_CA_CERTS/,
    },
  },
  {
    name: 'TLS: https to a server that speaks plain http',
    server: answering(
      () => undefined,
      (url) => url.replace('http:', 'https:'),
    ),
    told: { what: /^No secure connection to 127\.0\.0\.1:\d+/, remedy: /write http:\/\/.*NODE_EXTRA_CA_CERTS/ },
  },
];
