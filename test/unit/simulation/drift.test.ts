import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { driftMarks } from '../../../server/simulation/drift/driftMarks.ts';
import { driftResult } from '../../../server/simulation/drift/driftResult.ts';
import { toolText } from '../../../server/simulation/drift/toolText.ts';
import { nothingKnown, type ToolKnowledge } from '../../../server/tools/knowledge.ts';
import { withRiskOverrides } from '../../../server/tools/riskOverrides.ts';
import { parseSnapshot } from '../../../server/tools/snapshot.ts';
import type { Tool, ToolList } from '../../../server/tools/tool.ts';
import { parsed } from '../analysis/checkedPolicies.ts';

function listOf(file: string): ToolList {
  const reading = parseSnapshot(readFileSync(join(__dirname, '../../fixtures/schemas', file), 'utf8'));
  assert.ok('list' in reading);
  return reading.list;
}

const was = listOf('shop.json');
const is: ToolKnowledge = { state: 'fresh', list: listOf('shop-later.json') };

const policy = (otherwise: string, more = ''): ReturnType<typeof parsed> =>
  parsed(`{"version": "1", "default": "${otherwise}", ${more} "tools": {
    "cancel_order": {},
    "place_order": {
      "deny_if": [{"conditions": [{"path": "args.amount", "op": "gt", "value": 5}]}],
      "limits": [{"counter": "spent", "window": "day", "max": 9, "scope": "grant", "increment_from": "args.amount"}]
    }
  }}`);

/** The sentences at a tool. */
function told(name: string, otherwise = 'deny', more = ''): string[] {
  return (driftMarks(policy(otherwise, more), is, was).get(name) ?? []).map(
    ({ kind, sentence }) => `${kind}: ${sentence}`,
  );
}

suite('Marks of drift at the tools', () => {
  const denied = 'It is not listed, so every call of it is denied.';
  const letThrough = 'It is not listed, and "default": "allow" lets every call of it through.';
  const read = 'By a guess its class is read. The name says "list", which only reads.';
  const cases: readonly (readonly [what: string, found: readonly string[], expected: readonly string[]])[] = [
    ['new and denied', told('list_vouchers'), [`added: New since the snapshot. ${denied} ${read}`]],
    ['new and let through', told('list_vouchers', 'allow'), [`added: New since the snapshot. ${letThrough} ${read}`]],
    [
      'new and hidden with all others',
      told('list_vouchers', 'allow', '"hide": ["*"],'),
      [`added: New since the snapshot. It is hidden as all tools are. ${read}`],
    ],
    [
      'new and limited over all tools',
      told(
        'list_vouchers',
        'allow',
        '"all_tools": {"limits": [{"counter": "a", "window": "day", "max": 1, "scope": "grant"}]},',
      ),
      [
        `added: New since the snapshot. It is not listed, and "default": "allow" lets it through within the limits over all tools. ${read}`,
      ],
    ],
    [
      'renamed, and the policy knows the former name',
      told('annul_order'),
      [
        `renamed: It looks like "cancel_order" of the snapshot under another name. The rules under its former name do not apply to it. ${denied}`,
      ],
    ],
    ['its former name', told('cancel_order'), ['renamed: It looks as if the server calls it "annul_order" now.']],
    [
      'a schema with its consequence',
      told('place_order'),
      [
        'schema: "amount" became "amount_cents": one rule and one limit of "place_order" can no longer match or count, so every call of it is denied. Assumed: `increment_from` adds the named argument to the counter instead of 1.',
      ],
    ],
    [
      'claims',
      told('ship_order').slice(1),
      ['annotations: What the server claims of it changed: readOnlyHint is true now, and was false.'],
    ],
    ['as it was', told('erase'), []],
  ];
  for (const [what, found, expected] of cases) test(what, () => assert.deepEqual(found, expected));

  test('a class that a person has chosen counts before the guess', () => {
    const settings = new Map([['list_vouchers', 'financial'] as const]);
    const marks = driftMarks(policy('allow'), withRiskOverrides(is, { settings, snapshot: new Map() }), was);
    assert.match(marks.get('list_vouchers')?.[0]?.sentence ?? '', /Its class is financial, as the settings say\.$/);
  });

  test('a class that is another one now is said', () => {
    const tool = (description: string): Tool => ({ name: 'thing', description, inputSchema: { type: 'object' } });
    const list = (description: string): ToolList => ({ server: 'S', skipped: [], tools: [tool(description)] });
    const now: ToolKnowledge = { state: 'fresh', list: list('Deletes a thing.') };
    const marks = driftMarks(policy('deny'), now, list('Gets a thing.'));
    assert.match(marks.get('thing')?.[0]?.sentence ?? '', /By a guess its class is destructive now, and was read\./);
  });

  test('no mark without a fresh list and a snapshot', () => {
    assert.equal(driftMarks(policy('deny'), nothingKnown, was).size, 0);
    assert.equal(driftMarks(policy('deny'), { ...is, state: 'stale' }, was).size, 0);
    assert.equal(driftMarks(policy('deny'), is, undefined).size, 0);
  });

  test('half a policy has marks, too', () => {
    for (const text of ['', '{', '[]', '{"tools": {"place_order": {"deny_if": [{"conditions": [{"path"']) {
      assert.ok(driftMarks(parsed(text), is, was).size > 0, text);
    }
  });
});

suite('What changed, to be compared side by side', () => {
  const result = driftResult(policy('deny'), is, { list: was, path: '/shop.mcptools.json' });

  test('each tool once, by the name that it has now, with both its states', () => {
    assert.equal(result.snapshot, '/shop.mcptools.json');
    assert.deepEqual(
      result.tools.map(({ name, formerName, before, now }) => [
        name,
        formerName,
        before !== undefined,
        now !== undefined,
      ]),
      [
        ['annul_order', 'cancel_order', true, true],
        ['delete_customer', 'erase_customer', true, true],
        ['find_product', undefined, true, true],
        ['get_order', undefined, true, true],
        ['list_vouchers', undefined, false, true],
        ['place_order', undefined, true, true],
        ['search_stock', undefined, true, true],
        ['ship_order', undefined, true, true],
      ],
    );
  });

  test('a tool that is gone has no state now', () => {
    const gone = driftResult(policy('deny'), { state: 'fresh', list: { ...was, tools: [] } }, { list: was, path: 'a' });
    assert.ok(gone.tools.every(({ before, now }) => before !== undefined && now === undefined));
  });

  test('nothing without a snapshot, and no tools where nothing changed', () => {
    assert.deepEqual(driftResult(policy('deny'), is, undefined), { tools: [] });
    assert.deepEqual(driftResult(policy('deny'), { state: 'fresh', list: was }, { list: was, path: 'a' }), {
      snapshot: 'a',
      tools: [],
    });
  });

  test('the texts of very many tools are cut, so that they can be sent', () => {
    const tools = (end: string): Tool[] =>
      Array.from({ length: 1_000 }, (_, index) => ({
        name: `tool${index}`,
        description: `${'x'.repeat(10_000)}${end}`,
        inputSchema: { type: 'object' },
      }));
    const many = (end: string): ToolList => ({ server: 'S', skipped: [], tools: tools(end) });
    const cut = driftResult(policy('deny'), { state: 'fresh', list: many('b') }, { list: many('a'), path: 'a' });
    assert.equal(cut.tools.length, 1_000);
    const lengths = cut.tools.map(({ before = '', now = '' }) => before.length + now.length);
    assert.ok(lengths.reduce((sum, length) => sum + length, 0) < 9_000_000);
    assert.ok(lengths.every((length) => length > 5_000));
  });
});

suite('A tool as a text', () => {
  const tool: Tool = {
    name: 'pay\u200b',
    title: 'Pay',
    description: 'Pays a bill.\r\nUse it\u202e once.\n\nNever twice.',
    inputSchema: {
      type: 'object',
      required: ['amount'],
      properties: {
        note: { type: 'string', description: 'Why.\nIn words.', default: 'none' },
        amount: { type: 'integer', minimum: 1, maximum: 9 },
        to: { type: 'object', properties: { iban: { type: 'string' } } },
      },
    },
    annotations: { destructiveHint: true, readOnlyHint: false },
  };
  const text = `Name: pay<U+200B>
Title: Pay

Description
  Pays a bill.
  Use it<U+202E> once.

  Never twice.

Arguments
  amount: integer (1 to 9), required
  note: string, "none" by default
    Why.
    In words.
  to: object
  to.iban: string

What the server claims of it
  destructiveHint: true
  readOnlyHint: false
`;

  test('a line for each thing that can change, and nothing that does not show', () => {
    assert.equal(toolText(tool, 10_000, false), text);
  });

  test('the order of keys in a schema changes nothing', () => {
    const turned = (value: object): object =>
      Object.fromEntries(
        Object.entries(value)
          .toReversed()
          .map(([key, each]) => [key, each]),
      );
    const other = { ...tool, inputSchema: JSON.parse(JSON.stringify(turned(tool.inputSchema))) };
    assert.equal(toolText(other, 10_000, true), toolText(tool, 10_000, true));
  });

  test('what no line tells is in the schema', () => {
    const other = { ...tool, inputSchema: { ...tool.inputSchema, minProperties: 2 } };
    assert.equal(toolText(other, 10_000, false), text);
    assert.match(toolText(other, 10_000, true), /\nSchema\n {2}\{\n {4}"minProperties": 2,/);
  });

  test('a tool of which nothing is said, and a text that is cut', () => {
    assert.equal(
      toolText({ name: 'a', inputSchema: {} }, 10_000, false),
      'Name: a\n\nDescription\n  (none)\n\nArguments\n  (none)\n\nWhat the server claims of it\n  (nothing)\n',
    );
    assert.equal(toolText(tool, 20, false), 'Name: pay<U+200B>\nT…\n');
  });
});
