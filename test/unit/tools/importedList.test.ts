import assert from 'node:assert/strict';
import { readImportedList } from '../../../server/tools/imported/importedList.ts';

const tool = (name: string) => ({ name, inputSchema: { type: 'object' } });
const page = (names: string, next?: unknown) => ({
  tools: names.split('').map(tool),
  ...(next !== undefined && { nextCursor: next }),
});
const response = (result: unknown, id = 1) => ({ jsonrpc: '2.0', id, result });
const json = JSON.stringify;
const initialized = response(
  { protocolVersion: '1', serverInfo: { name: 'Shop', version: '1.2' }, capabilities: { tools: {} } },
  0,
);
const lines = (...values: unknown[]) =>
  values.map((value) => (typeof value === 'string' ? value : json(value))).join('\n');

/** The names of the tools, what the list is said to be of, and what it lacks. */
function read(text: string): { readonly names: string; readonly of: string; readonly lacks?: string } | string {
  const reading = readImportedList(text, 'a server');
  if ('problem' in reading) return reading.problem;
  const { tools, server, version, cutShort } = reading.list;
  const names = tools.map(({ name }) => name).join('');
  return { names, of: version === undefined ? server : `${server} ${version}`, ...(cutShort && { lacks: cutShort }) };
}

suite('Importing a list that was captured elsewhere', () => {
  const forms: readonly (readonly [what: string, text: string])[] = [
    ['the result of a tools/list', json(page('ab'))],
    ['the same with a byte order mark and blanks around it', `\uFEFF\n ${json(page('ab'), null, 2)} \n`],
    ['a last page that says so by null', json(page('ab', null))],
    ['the JSON-RPC response', json(response(page('ab')))],
    ['a list of pages', json([page('a', 'x'), page('b')])],
    ['a list of pages that lost their cursors', json([page('a'), page('b')])],
    ['a list of responses', json([response(page('a', 'x')), response(page('b'), 2)])],
    ['the tools alone', json([tool('a'), tool('b')])],
    [
      'an entry of a history, as text in JSON',
      json([{ request: json({ method: 'tools/list' }), response: json(page('ab')) }]),
    ],
    ['a request beside its response', json({ request: { method: 'tools/list' }, response: page('ab') })],
    ['a log of messages', lines({ jsonrpc: '2.0', id: 1, method: 'tools/list' }, response(page('ab')))],
    ['a log with a cursor', lines(response(page('a', 'x')), { method: 'tools/list' }, response(page('b')))],
    [
      'a log that has each message twice',
      lines(response(page('a', 'x')), response(page('a', 'x')), response(page('b')), response(page('b'))),
    ],
    [
      'a log with times and noise',
      lines('Starting…', `[2026-01-31 10:00] ["info"] <- ${json(response(page('ab')))} ok`, '{broken'),
    ],
    ['server-sent events', `event: message\ndata: ${json(response(page('ab')))}\n\n`],
    ['a log in which the list was read before', lines(response(page('xyz')), response(page('ab')))],
    ['a log that ends in the middle of another listing', lines(response(page('ab')), response(page('a', 'x')))],
  ];
  for (const [what, text] of forms) {
    test(`${what}`, () => {
      assert.deepEqual(read(text), { names: 'ab', of: 'a server' });
    });
  }

  test('a snapshot, with everything that it says', () => {
    const snapshot = {
      server: 'Shop',
      fetchedAt: '2026-01-31T12:00:00.000Z',
      ...page('a'),
      riskClasses: { a: 'read' },
    };
    const reading = readImportedList(json(snapshot), 'a server');
    assert.ok('list' in reading);
    assert.equal(reading.list.server, 'Shop');
    assert.equal(reading.list.fetchedAt, Date.UTC(2026, 0, 31, 12));
    assert.deepEqual([...reading.riskClasses], [['a', 'read']]);
  });

  test('a log that says who the server is', () => {
    assert.deepEqual(read(lines(initialized, response(page('ab')))), { names: 'ab', of: 'Shop 1.2' });
  });

  test('pages whose end is missing: the list is not complete, and says so', () => {
    assert.deepEqual(read(json(page('ab', 'x'))), {
      names: 'ab',
      of: 'a server',
      lacks: 'Only the first page was captured.',
    });
    assert.deepEqual(read(json([page('a', 'x'), page('b', 'y')])), {
      names: 'ab',
      of: 'a server',
      lacks: 'Only the first 2 pages were captured.',
    });
  });

  test('an empty list is a list', () => {
    assert.deepEqual(read('{"tools": []}'), { names: '', of: 'a server' });
  });

  test('malformed tools are left out one by one', () => {
    const reading = readImportedList(json({ tools: [tool('a'), { name: 'b' }, tool('__proto__'), tool('a')] }), 'x');
    assert.ok('list' in reading);
    assert.deepEqual(
      reading.list.tools.map(({ name }) => name),
      ['a', '__proto__'],
    );
    assert.equal(reading.list.skipped.length, 2);
  });

  const useless: readonly (readonly [what: string, text: string, problem: RegExp])[] = [
    ['nothing', ' \n', /^There is nothing in it\.$/],
    ['broken JSON', '{"tools": [', /^It is not JSON: /],
    ['some other text', 'Hello', /^There is no list of tools in it\.$/],
    ['some other JSON', '{"name": "x"}', /^There is no list of tools in it\.$/],
    ['a policy', '{"version": "1", "default": "deny", "tools": {"pay": {}}}', /^There is no list of tools in it\.$/],
    [
      'an answer with an error',
      json({ id: 1, error: { code: -32601, message: 'Method not found' } }),
      /answered with an error instead of a list: Method not found$/,
    ],
    [
      'the request alone',
      json({ method: 'tools/list' }),
      /^It holds the request for a list of tools, but not the answer/,
    ],
    ['a configuration', '{"mcpServers": {"a": {"command": "x"}}}', /^It says how servers are started or reached/],
    [
      'tools as a model gets them',
      json([{ name: 'a', description: '', input_schema: {} }]),
      /^None of its tools can be used: the first has no "inputSchema"\. It looks like a list for a model/,
    ],
    [
      'tools that are none',
      '{"tools": [1, 2]}',
      /^None of its tools can be used: the first is a number, not an object\.$/,
    ],
  ];
  for (const [what, text, problem] of useless) {
    test(`${what}: said in a sentence`, () => {
      const reading = readImportedList(text, 'a server');
      assert.ok('problem' in reading, json(reading));
      assert.match(reading.problem, problem);
    });
  }

  test('whatever it is, nothing is thrown and the work is bounded', () => {
    const deep = `${'{"a":['.repeat(5_000)}${']}'.repeat(5_000)}`;
    const texts = [
      deep,
      `${'['.repeat(100_000)}`,
      json(Array.from({ length: 300_000 }, () => [])),
      'null',
      '"tools"',
      '7',
    ];
    for (const text of texts) assert.equal(typeof read(text), 'string');
    const tooDeep = `{"tools": [{"name": "a", "inputSchema": ${deep}}, ${json(tool('b'))}]}`;
    assert.deepEqual(read(lines(tooDeep, tooDeep)), { names: 'b', of: 'a server' });
    const nested = Array.from({ length: 20 }).reduce<string>((text) => json({ response: text }), json(page('a')));
    assert.doesNotThrow(() => read(nested));
  });
});
