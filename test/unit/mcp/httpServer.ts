import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** One JSON-RPC message as it came over HTTP. */
export interface Posted {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: { readonly protocolVersion?: string; readonly cursor?: string };
}

export type Answer = (message: Posted, response: ServerResponse, request: IncomingMessage) => void;

/** Runs with a local HTTP server that answers every request in one way; `url` has the path `/mcp`. */
export async function withHttpServer<Result>(answer: Answer, work: (url: string) => Promise<Result>): Promise<Result> {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    answer(body === '' ? {} : JSON.parse(body), response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  try {
    return await work(`http://127.0.0.1:${port}/mcp`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

export function sendJson(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** A server of the legacy era; `list` answers `tools/list`. */
export function legacyServer(list: Answer): Answer {
  return (message, response, request) => {
    const { id, method, params } = message;
    const capabilities = { tools: {} };
    const serverInfo = { name: 'Legacy', version: '1' };
    if (request.method !== 'POST') response.writeHead(405).end();
    else if (id === undefined) response.writeHead(202).end();
    else if (method === 'initialize') {
      sendJson(response, {
        jsonrpc: '2.0',
        id,
        result: { protocolVersion: params?.protocolVersion, capabilities, serverInfo },
      });
    } else if (method === 'tools/list') list(message, response, request);
    else sendJson(response, { jsonrpc: '2.0', id, error: { code: -32601, message: 'Method not found' } });
  };
}

/** A server of the modern era, 2026-07-28; `result` is the raw answer to `tools/list`. */
export function modernServer(result: unknown): Answer {
  const supported = { supportedVersions: ['2026-07-28'], capabilities: { tools: {} }, ttlMs: 0, cacheScope: 'private' };
  return ({ id, method }, response, request) => {
    if (request.method !== 'POST') response.writeHead(405).end();
    else if (method === 'server/discover')
      sendJson(response, { jsonrpc: '2.0', id, result: { resultType: 'complete', ...supported } });
    else if (method === 'tools/list') sendJson(response, { jsonrpc: '2.0', id, result });
    else sendJson(response, { jsonrpc: '2.0', id, error: { code: -32601, message: 'Method not found' } }, 404);
  };
}
