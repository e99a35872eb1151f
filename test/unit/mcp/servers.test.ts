import { strict as assert } from 'node:assert';
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { listTools } from '../../../server/mcp/listTools.ts';
import type { ReadyUrl } from '../../../server/serverConfig/readyDefinition.ts';
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
  const running: ChildProcess[] = [];

  /** Starts a server that listens, and waits until it says so on stderr. */
  function listening(args: readonly string[], port?: number): Promise<string> {
    const environment = port === undefined ? process.env : { ...process.env, PORT: String(port) };
    const child = spawn(process.execPath, args, { env: environment, stdio: ['ignore', 'ignore', 'pipe'] });
    running.push(child);
    return new Promise((said, reject) => {
      child.stderr.on('data', (chunk) => /port|http:/i.test(String(chunk)) && said(String(chunk)));
      child.once('exit', () => reject(new Error('the server ended before it listened')));
    });
  }

  teardown(() => {
    for (const child of running.splice(0)) child.kill('SIGKILL');
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
      const said = await listening([...args, '--http', '0']);
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
    await listening([everything, 'streamableHttp'], port);
    const list = await listTools(urlServer(`http://127.0.0.1:${port}/mcp`), { timeoutMilliseconds });
    assert.equal(list.tools.length, 13);
  });

  for (const transport of ['sse', 'http'] as const) {
    const how = transport === 'sse' ? 'as defined' : 'as the fallback of http';
    test(`server-everything lists 13 tools over SSE, ${how}`, async () => {
      const port = await freePort();
      await listening([everything, 'sse'], port);
      const list = await listTools(urlServer(`http://127.0.0.1:${port}/sse`, transport), { timeoutMilliseconds });
      assert.equal(list.tools.length, 13);
    });
  }
});

function freePort(): Promise<number> {
  return new Promise((found, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => found(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });
}
