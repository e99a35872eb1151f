import type { ServerResponse } from 'node:http';
import { type Answer, sendJson } from '../httpServer.ts';

/** A server of the legacy era over streamable HTTP, with sessions and a stream of notifications, in a test's hand. */
export class SessionServer {
  tools: readonly string[];
  /** Answers everything with this status instead. */
  refuses: number | undefined;
  hasStream = true;
  listings = 0;
  /** How many sessions there were. */
  sessions = 0;
  readonly #known = new Set<string>();
  readonly #streams = new Set<ServerResponse>();

  constructor(tools: readonly string[]) {
    this.tools = tools;
  }

  get streams(): number {
    return this.#streams.size;
  }

  notify(times = 1): void {
    const message = { jsonrpc: '2.0', method: 'notifications/tools/list_changed' };
    for (let time = 0; time < times; time += 1) {
      for (const stream of this.#streams) stream.write(`event: message\ndata: ${JSON.stringify(message)}\n\n`);
    }
  }

  /** As after a restart: nobody's session is known. */
  forgetSessions(): void {
    this.#known.clear();
    this.endStreams();
  }

  endStreams(): void {
    for (const stream of this.#streams) stream.end();
  }

  readonly answer: Answer = ({ id, method, params }, response, request) => {
    if (this.refuses !== undefined) return void response.writeHead(this.refuses).end();
    if (request.method === 'DELETE') return void response.writeHead(200).end();
    if (method === 'server/discover') return void response.writeHead(400).end();
    if (method === 'initialize') {
      this.sessions += 1;
      const session = `session-${this.sessions}`;
      this.#known.add(session);
      const capabilities = { tools: { listChanged: true } };
      const serverInfo = { name: 'Sessions', version: '1' };
      const result = { protocolVersion: params?.protocolVersion, capabilities, serverInfo };
      return sendJson(response, { jsonrpc: '2.0', id, result }, 200, { 'mcp-session-id': session });
    }
    if (!this.#known.has(String(request.headers['mcp-session-id']))) {
      return sendJson(response, { error: { message: 'Session not found' } }, 404);
    }
    if (request.method === 'GET') return this.#openStream(response);
    if (id === undefined) return void response.writeHead(202).end();
    this.listings += 1;
    const tools = this.tools.map((name) => ({ name, inputSchema: { type: 'object' } }));
    sendJson(response, { jsonrpc: '2.0', id, result: { tools } });
  };

  #openStream(response: ServerResponse): void {
    if (!this.hasStream) return void response.writeHead(405).end();
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.flushHeaders();
    this.#streams.add(response);
    response.on('close', () => this.#streams.delete(response));
  }
}
