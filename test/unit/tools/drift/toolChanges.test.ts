import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JsonObject } from '../../../../server/policy/json.ts';
import { formerNameOfChanged, nameOfChanged, type ToolChange } from '../../../../server/tools/drift/toolChange.ts';
import { toolChanges } from '../../../../server/tools/drift/toolChanges.ts';
import type { Tool, ToolList } from '../../../../server/tools/tool.ts';
import { knownLists } from '../lists.ts';

const listOf = (tools: readonly Tool[], more: Partial<ToolList> = {}): ToolList => ({
  server: 'Test',
  tools,
  skipped: [],
  ...more,
});

/** `added a`, `renamed a → b`. */
function inShort(changes: readonly ToolChange[]): string[] {
  return changes.map((change) => {
    const [former, name] = [formerNameOfChanged(change), nameOfChanged(change)];
    return `${change.kind} ${former === name ? name : `${former} → ${name}`}`;
  });
}

const get: Tool = {
  name: 'get_order',
  title: 'Get an order',
  description: 'Reads an order by its number.',
  inputSchema: { type: 'object', properties: { order: { type: 'string' }, deep: { type: 'boolean' } } },
  annotations: { readOnlyHint: true },
};

suite('What changed from one list of tools to another', () => {
  const cases: readonly (readonly [what: string, before: readonly Tool[], after: readonly Tool[], found: string[]])[] =
    [
      ['nothing', [get], [{ ...get }], []],
      ['a new tool', [], [get], ['added get_order']],
      ['a tool that is gone', [get], [], ['removed get_order']],
      ['a description', [get], [{ ...get, description: 'Reads.' }], ['description get_order']],
      ['a title', [get], [{ ...get, title: 'Get' }], ['description get_order']],
      ['a claim', [get], [{ ...get, annotations: { readOnlyHint: false } }], ['annotations get_order']],
      ['a schema', [get], [{ ...get, inputSchema: { type: 'object' } }], ['schema get_order']],
      ['a name', [get], [{ ...get, name: 'fetch_order' }], ['renamed get_order → fetch_order']],
      [
        'a name and a claim',
        [get],
        [{ ...get, name: 'fetch_order', annotations: {} }],
        ['renamed get_order → fetch_order', 'annotations get_order → fetch_order'],
      ],
      [
        'everything at once',
        [get],
        [{ name: 'get_order', description: 'x', inputSchema: { type: 'object', properties: { a: {} } } }],
        ['description get_order', 'schema get_order', 'annotations get_order'],
      ],
      [
        'the order of keys in a schema, which is no change',
        [get],
        [
          {
            ...get,
            inputSchema: { properties: { deep: { type: 'boolean' }, order: { type: 'string' } }, type: 'object' },
          },
        ],
        [],
      ],
      ['a tool of a strange name', [], [{ ...get, name: '__proto__' }], ['added __proto__']],
    ];
  for (const [what, before, after, found] of cases) {
    test(what, () => assert.deepEqual(inShort(toolChanges(listOf(before), listOf(after))), found));
  }

  test('a list that ends early proves that nothing is gone, a snapshot that ends early that nothing is new', () => {
    const early = { cutShort: 'the cursor was repeated' };
    const nameless = { skipped: [{ position: 0, reason: 'is a text, not an object' }] };
    for (const more of [early, nameless]) {
      assert.deepEqual(inShort(toolChanges(listOf([get]), listOf([], more))), []);
      assert.deepEqual(inShort(toolChanges(listOf([], more), listOf([get]))), []);
      const other = { ...get, name: 'fetch_order' };
      assert.deepEqual(inShort(toolChanges(listOf([get]), listOf([other], more))), ['added fetch_order']);
    }
  });

  test('a tool that became malformed is not gone, and one that was malformed is not new', () => {
    const malformed = { skipped: [{ name: 'get_order', position: 0, reason: 'has no "inputSchema"' }] };
    assert.deepEqual(inShort(toolChanges(listOf([get]), listOf([], malformed))), []);
    assert.deepEqual(inShort(toolChanges(listOf([], malformed), listOf([get]))), []);
  });

  test('two lists are compared once', () => {
    const [before, after] = [listOf([get]), listOf([])];
    assert.equal(toolChanges(before, after), toolChanges(before, after));
  });
});

const schema: fc.Arbitrary<JsonObject> = fc
  .dictionary(
    fc.constantFrom('a', 'b', 'amount', 'amount_cents', 'id'),
    fc.constantFrom({ type: 'string' }, { type: 'integer' }, {}),
    { maxKeys: 4 },
  )
  .map((properties) => ({ type: 'object', properties }));

const tool: fc.Arbitrary<Tool> = fc.record(
  {
    name: fc.constantFrom('get_order', 'fetch_order', 'get_orders', 'order_get', 'a', 'b', '__proto__', 'delete_order'),
    description: fc.constantFrom('', 'Reads an order.', 'Reads the order of a customer.', 'x'),
    inputSchema: schema,
  },
  { requiredKeys: ['name', 'inputSchema'] },
);

const list = fc
  .uniqueArray(tool, { selector: ({ name }) => name, maxLength: 6 })
  .chain((tools) =>
    fc.constantFrom<Partial<ToolList>>({}, {}, { cutShort: 'a cap' }).map((more) => listOf(tools, more)),
  );

const mirrored: Readonly<Record<ToolChange['kind'], ToolChange['kind']>> = {
  added: 'removed',
  removed: 'added',
  renamed: 'renamed',
  description: 'description',
  schema: 'schema',
  annotations: 'annotations',
};

function pairs(changes: readonly ToolChange[], isMirrored: boolean): string[] {
  return changes
    .map((change) => {
      const names = [formerNameOfChanged(change), nameOfChanged(change)];
      const [kind, [former, now]] = isMirrored ? [mirrored[change.kind], names.toReversed()] : [change.kind, names];
      return `${kind} ${former} ${now}`;
    })
    .sort();
}

suite('Laws of changes', () => {
  test('a list differs in nothing from itself, written anew', () => {
    fc.assert(fc.property(list, (one) => assert.deepEqual(toolChanges(one, JSON.parse(JSON.stringify(one))), [])));
    for (const [name, known] of knownLists) {
      assert.deepEqual(toolChanges(known, JSON.parse(JSON.stringify(known))), [], name);
    }
  });

  test('going back is the same in a mirror', () => {
    fc.assert(
      fc.property(list, list, (one, other) =>
        assert.deepEqual(pairs(toolChanges(one, other), true), pairs(toolChanges(other, one), false)),
      ),
    );
  });

  test('the order of the tools does not matter', () => {
    fc.assert(
      fc.property(list, list, (one, other) => {
        const turned = (each: ToolList): ToolList => ({ ...each, tools: each.tools.toReversed() });
        assert.deepEqual(toolChanges(one, other), toolChanges(turned(one), turned(other)));
      }),
    );
  });

  test('every tool that is in one list only is told of once, as long as both are complete', () => {
    fc.assert(
      fc.property(list, list, (before, after) => {
        fc.pre(before.cutShort === undefined && after.cutShort === undefined);
        const told = toolChanges(before, after).flatMap((change) => {
          if (change.kind === 'added') return [`now ${change.tool.name}`];
          if (change.kind === 'removed') return [`then ${change.before.name}`];
          return change.kind === 'renamed' ? [`then ${change.before.name}`, `now ${change.tool.name}`] : [];
        });
        const only = (these: ToolList, those: ToolList, when: string): string[] =>
          these.tools
            .filter(({ name }) => !those.tools.some((each) => each.name === name))
            .map(({ name }) => `${when} ${name}`);
        assert.deepEqual(told.sort(), [...only(before, after, 'then'), ...only(after, before, 'now')].sort());
      }),
    );
  });
});
