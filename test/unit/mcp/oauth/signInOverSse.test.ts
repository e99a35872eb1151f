import { strict as assert } from 'node:assert';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { listTools } from '../../../../server/mcp/listing/listTools.ts';
import { type Scene, withScene } from './signedInServer.ts';

suite('Signing in over SSE', () => {
  test('the older transport asks for a sign-in as well', () =>
    withScene(async (scene) => {
      const streams = new Set<ServerResponse>();
      scene.server.change({ instead: sseServer(scene, streams) });
      const definition = { ...scene.definition, transport: 'sse' as const };
      const authorization = scene.signIns.authorizationOf(definition, true);
      const list = await listTools(definition, { timeoutMilliseconds: 15_000, authorization });
      assert.deepEqual(
        list.tools.map(({ name }) => name),
        ['streamed'],
      );
      assert.equal(scene.browser.pages.length, 1);
    }));
});

/** Answers by a stream at the server's address, for whoever has a token. */
function sseServer({ authorizationServer: { scopesOf }, server: { url } }: Scene, streams: Set<ServerResponse>) {
  return (request: IncomingMessage, response: ServerResponse, body: string): boolean => {
    if (request.url !== '/mcp' && request.url !== '/messages') return false;
    void scopesOf(request.headers.authorization?.replace('Bearer ', '') ?? '', url).then((scopes) => {
      if (scopes === undefined) return response.writeHead(401, { 'www-authenticate': 'Bearer' }).end();
      if (request.method === 'POST') {
        const { id, method } = JSON.parse(body);
        const initialized = {
          protocolVersion: '2025-11-25',
          capabilities: { tools: {} },
          serverInfo: { name: 'SSE', version: '1' },
        };
        const result =
          method === 'initialize' ? initialized : { tools: [{ name: 'streamed', inputSchema: { type: 'object' } }] };
        const message = JSON.stringify({ jsonrpc: '2.0', id, result });
        if (id !== undefined) for (const stream of streams) stream.write(`event: message\ndata: ${message}\n\n`);
        return response.writeHead(202).end();
      }
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('event: endpoint\ndata: /messages\n\n');
      return streams.add(response);
    });
    return true;
  };
}
