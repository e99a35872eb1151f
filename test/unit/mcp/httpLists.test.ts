import { strict as assert } from 'node:assert';
import { listTools } from '../../../server/mcp/listing/listTools.ts';
import { canary, urlServer } from './faults/fault.ts';
import { type Answer, legacyServer, modernServer, sendJson, withHttpServer } from './httpServer.ts';

const timeoutMilliseconds = 15_000;

suite('Tool lists over HTTP', () => {
  const good = { name: 'good', inputSchema: { type: 'object' } };
  const bad = { name: 'bad', description: null, inputSchema: { type: 'object' } };

  test('on the legacy protocol a malformed tool costs only itself', async () => {
    const answer = legacyServer(({ id }, response) =>
      sendJson(response, { jsonrpc: '2.0', id, result: { tools: [bad, good] } }),
    );
    const list = await withHttpServer(answer, (url) => listTools(urlServer(url), { timeoutMilliseconds }));
    assert.deepEqual([list.server, list.tools.length, list.skipped.length], ['Legacy', 1, 1]);
  });

  test('on the modern protocol, too, although the client itself would refuse the page', async () => {
    const answer = modernServer({ resultType: 'complete', tools: [bad, good] });
    const list = await withHttpServer(answer, (url) => listTools(urlServer(url), { timeoutMilliseconds }));
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
    await withHttpServer(answer, (url) => listTools(urlServer(url), { timeoutMilliseconds }));
    assert.deepEqual([...seen], [`Bearer ${canary}`]);
  });
});
