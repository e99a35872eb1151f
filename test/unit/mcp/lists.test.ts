import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { type ListProgress, listTools } from '../../../server/mcp/listTools.ts';
import { faultyServer, nodeServer, withPids } from './processes.ts';

const timeoutMilliseconds = 15_000;

function listOf(mode: string, tools?: unknown, environment: ReadonlyMap<string, string> = new Map()) {
  const args = [faultyServer, mode, ...(tools === undefined ? [] : [JSON.stringify(tools)])];
  return listTools(nodeServer(args, { environment }), { timeoutMilliseconds });
}

const inputSchema = { type: 'object' };
const deep = (levels: number): object => (levels === 0 ? {} : { properties: { next: deep(levels - 1) } });

/** Every way of being malformed that was met in the wild, and why the tool is left out. */
const malformed: readonly (readonly [why: string, tool: unknown, reason: RegExp])[] = [
  ['no inputSchema', { name: 'bad' }, /^has no "inputSchema"$/],
  ['inputSchema null', { name: 'bad', inputSchema: null }, /^has null as its "inputSchema"$/],
  ['inputSchema of another type', { name: 'bad', inputSchema: { type: 'array' } }, /whose "type" is not "object"/],
  ['description null', { name: 'bad', description: null, inputSchema }, /^has null as its "description"$/],
  ['title a number', { name: 'bad', title: 7, inputSchema }, /^has a number as its "title"$/],
  ['required null', { name: 'bad', inputSchema: { type: 'object', required: null } }, /^has null as the "required"/],
  [
    'properties a list',
    { name: 'bad', inputSchema: { type: 'object', properties: [] } },
    /^has a list as the "properties"/,
  ],
  [
    'a hint that is a text',
    { name: 'bad', inputSchema, annotations: { readOnlyHint: 'yes' } },
    /a string as its "readOnlyHint"/,
  ],
  ['annotations null', { name: 'bad', inputSchema, annotations: null }, /^has null as its "annotations"$/],
  ['200 levels of schema', { name: 'bad', inputSchema: { ...deep(100), ...inputSchema } }, /more than 64 levels deep/],
  ['an empty name', { name: '', inputSchema }, /^has an empty "name"$/],
  ['no name', { inputSchema }, /^has no "name"$/],
  ['not an object', null, /^is null, not an object$/],
];

suite('Tool lists of a server process', () => {
  for (const [why, tool, reason] of malformed) {
    test(`a malformed tool (${why}) is named and skipped, its neighbours are kept`, async () => {
      const list = await listOf('tools', [{ name: 'before', inputSchema }, tool, { name: 'after', inputSchema }]);
      assert.deepEqual(
        list.tools.map(({ name }) => name),
        ['before', 'after'],
      );
      assert.equal(list.skipped.length, 1);
      assert.equal(list.skipped[0]?.position, 1);
      assert.match(list.skipped[0]?.reason ?? '', reason);
    });
  }

  test('tools called __proto__ and constructor are tools like any other', async () => {
    const list = await listOf(
      'tools',
      JSON.parse(
        '[{"name":"__proto__","inputSchema":{"type":"object","properties":{"__proto__":{"type":"string"}}}},{"name":"constructor","inputSchema":{"type":"object"}}]',
      ),
    );
    assert.deepEqual(
      list.tools.map(({ name }) => name),
      ['__proto__', 'constructor'],
    );
    assert.deepEqual(Object.keys(list.tools[0]?.inputSchema.properties ?? {}), ['__proto__']);
  });

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
    const { server, version } = await listOf('long-names');
    assert.deepEqual([server, version], [`${'N'.repeat(199)}…`, `${'V'.repeat(199)}…`]);
  });

  test('of two tools with one name the first is kept, and the second named', async () => {
    const list = await listOf('tools', [
      { name: 'twin', description: 'first', inputSchema },
      { name: 'twin', inputSchema },
    ]);
    assert.deepEqual(
      list.tools.map(({ description }) => description),
      ['first'],
    );
    assert.deepEqual(list.skipped, [
      { name: 'twin', position: 1, reason: 'is listed a second time; the first one is used' },
    ]);
  });

  const endings = [
    { mode: 'repeated-cursor', tools: ['a', 'b'], cutShort: /named the same next page twice, after 2 tools/ },
    { mode: 'number-as-cursor', tools: ['a'], cutShort: /something that is not a text/ },
    { mode: 'empty-cursor', tools: ['a', 'b'], cutShort: undefined },
    { mode: 'null-cursor', tools: ['a'], cutShort: undefined },
    { mode: 'noise-around', tools: ['only'], cutShort: undefined },
    { mode: 'flood-of-noise', tools: ['only'], cutShort: undefined },
  ];
  for (const { mode, tools, cutShort } of endings) {
    test(`${mode}: ${tools.length} tools, the list is ${cutShort ? 'cut short' : 'complete'}`, async () => {
      const list = await listOf(mode);
      assert.deepEqual(
        list.tools.map(({ name }) => name),
        tools,
      );
      if (cutShort === undefined) assert.equal(list.cutShort, undefined);
      else assert.match(list.cutShort ?? '', cutShort);
    });
  }

  test('endless pages end at the page cap, and the list says so', async () => {
    const list = await listOf('endless-pages');
    assert.equal(list.tools.length, 200);
    assert.equal(list.cutShort, 'Only the first 200 pages were read.');
  });

  test('two thousand tools in twelve megabytes are read', async () => {
    const list = await listOf('large');
    assert.equal(list.tools.length, 2_000);
    assert.equal(list.cutShort, undefined);
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

  const families = ['stubborn-grandchild', 'runaway-grandchild'];
  for (const mode of families) {
    test(`${mode}: the list is read, and the whole process tree is gone afterwards`, async () => {
      const { result, started, left } = await withPids((PIDS) => listOf(mode, undefined, new Map([['PIDS', PIDS]])));
      assert.equal(result.tools.length, 1);
      assert.equal(started, 2);
      assert.deepEqual(left, []);
    });
  }

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
