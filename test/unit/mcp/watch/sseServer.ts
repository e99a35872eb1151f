import type { ServerResponse } from 'node:http';
import { type Answer, type Posted, sendJson } from '../httpServer.ts';

/** A server of the older transport in a test's hand: one stream for everything it says, which is the session. */
export class SseServer {
  tools: readonly string[];
  /** How many sessions there were. */
  sessions = 0;
  #stream: ServerResponse | undefined;

  constructor(tools: readonly string[]) {
    this.tools = tools;
  }

  notify(): void {
    this.#say({ method: 'notifications/tools/list_changed' });
  }

  endStream(): void {
    this.#stream?.end();
  }

  readonly answer: Answer = (message, response, request) => {
    if (request.method === 'GET') {
      this.sessions += 1;
      this.#stream = response;
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(`event: endpoint\ndata: /mcp?session=${this.sessions}\n\n`);
    } else if (request.url !== `/mcp?session=${this.sessions}`) {
      // Streamable HTTP is not known here, and neither is a session whose stream is over.
      sendJson(response, {}, 404);
    } else {
      response.writeHead(202).end();
      this.#answerOnStream(message);
    }
  };

  #answerOnStream({ id, method, params }: Posted): void {
    const tools = this.tools.map((name) => ({ name, inputSchema: { type: 'object' } }));
    const capabilities = { tools: { listChanged: true } };
    const serverInfo = { name: 'Older', version: '1' };
    if (method === 'initialize') {
      this.#say({ id, result: { protocolVersion: params?.protocolVersion, capabilities, serverInfo } });
    }
    if (method === 'tools/list') this.#say({ id, result: { tools } });
  }

  #say(message: object): void {
    this.#stream?.write(`event: message\ndata: ${JSON.stringify({ jsonrpc: '2.0', ...message })}\n\n`);
  }
}
