// A stand-in for the real servers of these examples: it speaks MCP and has the tools of a list, and does nothing.
//
//   node server.mjs --tools tools/p402.json                 over standard input and output
//   node server.mjs --tools tools/p402.json --http 8402     streamable HTTP at http://127.0.0.1:8402/mcp
//
// `--http 0` takes any free port and writes it to stderr.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import {
  createMcpHandler,
  hostHeaderValidationResponse,
  localhostAllowedHostnames,
  localhostAllowedOrigins,
  originValidationResponse,
  Server,
} from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';

/**
 * @typedef {import('@modelcontextprotocol/server').Tool} Tool
 * @typedef {{ server: string, version?: string, tools: Tool[] }} ToolList
 */

const { values } = parseArgs({ options: { tools: { type: 'string' }, http: { type: 'string' } } });
if (values.tools === undefined) {
  console.error('Usage: node server.mjs --tools FILE [--http PORT]');
  process.exit(2);
}

/** @type {ToolList} */
const list = JSON.parse(readFileSync(values.tools, 'utf8'));

if (values.http === undefined) serveStdio(newServer);
else serveHttp(Number(values.http));

/** A server with the tools of the list. Every call is answered by the arguments it came with. */
function newServer() {
  const server = new Server({ name: list.server, version: list.version ?? '0' }, { capabilities: { tools: {} } });
  server.setRequestHandler('tools/list', () => ({ tools: list.tools }));
  server.setRequestHandler('tools/call', ({ params }) => {
    if (!list.tools.some((tool) => tool.name === params.name)) {
      return { content: [{ type: 'text', text: `There is no tool "${params.name}" here.` }], isError: true };
    }
    const text = `${params.name} was called with ${JSON.stringify(params.arguments ?? {})}. Nothing was done.`;
    return { content: [{ type: 'text', text }] };
  });
  return server;
}

/** @param {number} port */
function serveHttp(port) {
  const handler = createMcpHandler(newServer);
  const http = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    const answer =
      url.pathname === '/mcp' ? await answerTo(request, url, handler) : new Response('Not found', { status: 404 });
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    for await (const chunk of answer.body ?? []) response.write(chunk);
    response.end();
  });
  http.listen(port, '127.0.0.1', () => {
    const address = http.address();
    console.error(`Listening on http://127.0.0.1:${typeof address === 'object' ? address?.port : port}/mcp`);
  });
}

/**
 * Answers only to this machine: a web page in a browser must not reach a server on the desk.
 *
 * @param {import('node:http').IncomingMessage} incoming
 * @param {URL} url
 * @param {import('@modelcontextprotocol/server').McpHttpHandler} handler
 */
async function answerTo(incoming, url, handler) {
  const chunks = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
  const body = chunks.length > 0 ? { body: Buffer.concat(chunks) } : {};
  const request = new Request(url, { method: incoming.method ?? 'GET', headers, ...body });
  return (
    hostHeaderValidationResponse(request, localhostAllowedHostnames()) ??
    originValidationResponse(request, localhostAllowedOrigins()) ??
    handler.fetch(request)
  );
}
