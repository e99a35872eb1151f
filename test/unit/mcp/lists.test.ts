import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { type ListProgress, listTools } from '../../../server/mcp/listing/listTools.ts';
import { faultyServer, nodeServer, withPids } from './processes.ts';

const timeoutMilliseconds = 15_000;

suite('Tool lists of a server process', () => {
  for (const timeoutMilliseconds of [1e12, Number.POSITIVE_INFINITY, 15_000.5]) {
    test(`a timeout of ${timeoutMilliseconds} ms is a long one`, async () => {
      const list = await listTools(nodeServer([faultyServer, 'plain']), { timeoutMilliseconds });
      assert.deepEqual(
        list.tools.map(({ name }) => name),
        ['only'],
      );
    });
  }

  test('a server cannot be called by a million letters', async () => {
    const { server, version } = await listTools(nodeServer([faultyServer, 'long-names']), { timeoutMilliseconds });
    assert.deepEqual([server, version], [`${'N'.repeat(199)}…`, `${'V'.repeat(199)}…`]);
  });

  test('who answered, when, and how far it came is known', async () => {
    const seen: ListProgress[] = [];
    const before = Date.now();
    const list = await listTools(nodeServer([faultyServer, 'list']), {
      timeoutMilliseconds,
      onProgress: (progress) => seen.push(progress),
    });
    assert.equal(list.server, 'Faulty');
    assert.equal(list.version, '1');
    assert.ok((list.fetchedAt ?? 0) >= before);
    assert.deepEqual(seen, [
      { step: 'connecting', tools: 0 },
      { step: 'listing', tools: 1 },
    ]);
  });

  test('a server that knows only the modern protocol rejects the handshake and is asked again in its own way', async () => {
    const server = nodeServer([resolve('test/fixtures/mcp/modern-only-server.mjs')]);
    const list = await listTools(server, { timeoutMilliseconds });
    assert.deepEqual([list.server, list.version, list.tools.length], ['Modern', '2', 1]);
  });

  test('when this process ends in the middle, the server does not outlive it', async () => {
    const { started, left } = await withPids(async (PIDS) => {
      const program = resolve('test/fixtures/mcp/leaves-at-once.ts');
      execFileSync(process.execPath, ['--require', 'tsx/cjs', program], { env: { ...process.env, PIDS } });
      await new Promise((done) => setTimeout(done, 200));
    });
    assert.equal(started, 1);
    assert.deepEqual(left, []);
  });
});
