import { createServer, type Server as HttpServer } from 'node:http';
import { createMcpHandler, Server } from '@modelcontextprotocol/server';

/** A server of the modern era over streamable HTTP, whose subscriptions are in a test's hand. */
export interface ModernServer {
  readonly url: string;
  tools: readonly string[];
  /** A subscription is confirmed when this is settled. */
  confirmed: Promise<void>;
  /** How often one was asked for. */
  readonly asked: () => number;
  notify(times: number): void;
  close(): Promise<void>;
}

export async function modernServer(...tools: readonly string[]): Promise<ModernServer> {
  let asked = 0;
  const handler = createMcpHandler(() => {
    const server = new Server({ name: 'Modern', version: '2' }, { capabilities: { tools: { listChanged: true } } });
    server.setRequestHandler('tools/list', () => ({
      tools: made.tools.map((name) => ({ name, inputSchema: { type: 'object' } })),
    }));
    return server;
  });
  const http = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    if (body.includes('"subscriptions/listen"')) {
      asked += 1;
      await made.confirmed;
    }
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
  const made: ModernServer = {
    url: await addressOf(http),
    tools,
    confirmed: Promise.resolve(),
    asked: () => asked,
    notify(times) {
      for (let time = 0; time < times; time += 1) handler.notify.toolsChanged();
    },
    async close() {
      await handler.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
  return made;
}

async function addressOf(http: HttpServer): Promise<string> {
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const address = http.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/mcp`;
}
