import { strict as assert } from 'node:assert';
import { legacyServer, sendJson } from '../httpServer.ts';
import { changingServer } from '../watch/changingServer.ts';
import { until, watched } from '../watch/watched.ts';
import { answering, type Fault, type FaultyServer, faultyProcess, tools, toolsBut } from './fault.ts';

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

const neighbours = (...tool: readonly unknown[]) => [
  { name: 'before', inputSchema },
  ...tool,
  { name: 'after', inputSchema },
];

function listing(...all: readonly unknown[]): FaultyServer {
  return answering(
    legacyServer(({ id }, response) => sendJson(response, { jsonrpc: '2.0', id, result: { tools: all } })),
  );
}

/** Where a schema points to that must never be fetched: the server itself, which notes who comes. */
function pointingOut(): FaultyServer {
  return async (connect) => {
    const asked = new Set<string | undefined>();
    const server = answering((message, response, request) => {
      asked.add(request.url);
      const far = { ...inputSchema, properties: { a: { $ref: `http://${request.headers.host}/schema.json` } } };
      legacyServer(({ id }, to) =>
        sendJson(to, { jsonrpc: '2.0', id, result: { tools: [{ name: 'far', inputSchema: far }] } }),
      )(message, response, request);
    });
    const result = await server(connect);
    assert.deepEqual([...asked], ['/mcp']);
    return result;
  };
}

/** Faults of the tools themselves. */
export const toolRows: readonly Fault[] = [
  ...malformed.map(
    ([why, tool, reason]): Fault => ({
      name: `lists a malformed tool: ${why}`,
      server: listing(...neighbours(tool)),
      read: toolsBut(1, reason, 'before', 'after'),
    }),
  ),
  {
    name: 'lists malformed tools of every kind at once',
    server: faultyProcess('tools', neighbours(...malformed.map(([, tool]) => tool))),
    read: ({ tools: usable, skipped }) => {
      assert.deepEqual(
        usable.map(({ name }) => name),
        ['before', 'after'],
      );
      for (const [index, [, , reason]] of malformed.entries()) {
        // A second tool of the same name is told as what it is first.
        assert.match(skipped[index]?.reason ?? '', new RegExp(`${reason.source}|listed a second time`));
      }
    },
  },
  {
    name: 'lists two tools of one name',
    server: listing({ name: 'twin', description: 'first', inputSchema }, { name: 'twin', inputSchema }),
    read: (list) => {
      toolsBut(1, /^is listed a second time; the first one is used$/, 'twin')(list);
      assert.equal(list.tools[0]?.description, 'first');
    },
  },
  {
    name: 'lists tools called __proto__ and constructor',
    server: faultyProcess(
      'tools',
      JSON.parse(
        '[{"name":"__proto__","inputSchema":{"type":"object","properties":{"__proto__":{"type":"string"}}}},{"name":"constructor","inputSchema":{"type":"object"}}]',
      ),
    ),
    read: (list) => {
      tools('__proto__', 'constructor')(list);
      assert.deepEqual(Object.keys(list.tools[0]?.inputSchema.properties ?? {}), ['__proto__']);
    },
  },
  { name: 'lists a schema with a $ref into the network', server: pointingOut(), read: tools('far') },
  {
    name: 'lists a schema that contains itself',
    server: listing({ name: 'tree', inputSchema: { ...inputSchema, properties: { child: { $ref: '#' } } } }),
    read: tools('tree'),
  },
  {
    name: 'says fifty times in a burst that its list changed',
    server: async (connect) => {
      const server = changingServer({ tools: ['a'] });
      try {
        const [result] = await Promise.all([
          connect(server.definition),
          until(() => server.listings() === 1, 'a listing').then(() => server.steer({ tools: ['b'], notify: 50 })),
        ]);
        assert.ok(server.listings() <= 3, `${server.listings()} listings`);
        assert.deepEqual(server.left(), []);
        return result;
      } finally {
        server.remove();
      }
    },
    async ask(definition) {
      const { watch, lists, newest } = watched(definition);
      await until(() => lists.includes('b'), 'the changed list');
      await watch.end();
      return newest();
    },
    read: tools('b'),
  },
];
