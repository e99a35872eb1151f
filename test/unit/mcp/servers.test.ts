import { strict as assert } from 'node:assert';
import { resolve } from 'node:path';
import { listTools } from '../../../server/mcp/listing/listTools.ts';
import type { ReadyUrl } from '../../../server/serverConfig/definition/readyDefinition.ts';
import { freePort, type ListeningServer, listening } from './listening.ts';
import { everything, filesystem, memory, nodeServer, standIn } from './processes.ts';

const timeoutMilliseconds = 15_000;

const standIns = [
  { file: 'studiosphere-pulse', server: 'StudioSphere Pulse — Audio Intelligence', tools: 8 },
  { file: 'toofi-dental-planning', server: 'Toofi Dental Planning MCP', tools: 32 },
  { file: 'token-pilot', server: 'Token Pilot', tools: 19 },
  { file: 'poolparty-airtime', server: 'PoolParty Main Stage Airtime', tools: 71 },
  { file: 'p402', server: 'P402', tools: 7 },
];

function urlServer(url: string, transport: 'http' | 'sse' = 'http'): ReadyUrl {
  return { name: 'test server', transport, url: new URL(url), headers: new Map(), secrets: [] };
}

suite('Real servers', () => {
  const running: ListeningServer[] = [];

  async function started(args: readonly string[], port?: number): Promise<string> {
    const server = await listening(process.execPath, args, port);
    running.push(server);
    return server.said;
  }

  teardown(async () => {
    for (const server of running.splice(0)) await server.end();
  });

  for (const { file, server, tools } of standIns) {
    const args = [standIn, '--tools', `examples/stand-in-server/tools/${file}.json`];

    test(`the stand-in of ${server} lists ${tools} tools over stdio`, async () => {
      const list = await listTools(nodeServer(args), { timeoutMilliseconds });
      assert.equal(list.server, server);
      assert.equal(list.tools.length, tools);
      assert.deepEqual(list.skipped, []);
    });

    test(`the stand-in of ${server} lists ${tools} tools over streamable HTTP, on the modern protocol`, async () => {
      const said = await started([...args, '--http', '0']);
      const url = /http:\S+/.exec(said)?.[0] ?? '';
      const list = await listTools(urlServer(url), { timeoutMilliseconds });
      assert.equal(list.server, server);
      assert.equal(list.tools.length, tools);
      assert.deepEqual(list.skipped, []);
    });
  }

  test('server-filesystem lists 14 tools over stdio, its only transport', async () => {
    const list = await listTools(nodeServer([filesystem, resolve('test/fixtures')]), { timeoutMilliseconds });
    assert.equal(list.tools.length, 14);
    assert.deepEqual(list.skipped, []);
  });

  test('server-memory lists 9 tools over stdio, its only transport', async () => {
    const environment = new Map([['MEMORY_FILE_PATH', resolve('no', 'such', 'memory.jsonl')]]);
    const list = await listTools(nodeServer([memory], { environment }), { timeoutMilliseconds });
    assert.equal(list.tools.length, 9);
    assert.deepEqual(list.skipped, []);
  });

  test('server-everything lists 13 tools over stdio', async () => {
    const list = await listTools(nodeServer([everything, 'stdio']), { timeoutMilliseconds });
    assert.equal(list.tools.length, 13);
  });

  test('server-everything lists 13 tools over streamable HTTP', async () => {
    const port = await freePort();
    await started([everything, 'streamableHttp'], port);
    const list = await listTools(urlServer(`http://127.0.0.1:${port}/mcp`), { timeoutMilliseconds });
    assert.equal(list.tools.length, 13);
  });

  for (const transport of ['sse', 'http'] as const) {
    const how = transport === 'sse' ? 'as defined' : 'as the fallback of http';
    test(`server-everything lists 13 tools over SSE, ${how}`, async () => {
      const port = await freePort();
      await started([everything, 'sse'], port);
      const list = await listTools(urlServer(`http://127.0.0.1:${port}/sse`, transport), { timeoutMilliseconds });
      assert.equal(list.tools.length, 13);
    });
  }
});
