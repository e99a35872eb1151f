import assert from 'node:assert/strict';
import { freshList } from '../../../toolLists.ts';
import {
  inCondition,
  labels,
  type Offering,
  offered,
  type Picking,
  payments,
  testOffering,
  testPicking,
} from './offering.ts';

const value = (path: string, op: string, written = '|') =>
  inCondition(`{"path": "args.${path}", "op": "${op}", "value": ${written}}`);

const offering: Offering[] = [
  { what: 'the values of an enum', text: value('currency', 'eq'), labels: ['"eur"', '"usd"', '"gbp"'] },
  { what: 'the same inside quotes', text: value('currency', 'neq', '"|"'), labels: ['"eur"', '"usd"', '"gbp"'] },
  { what: '`true` and `false`', text: value('capture', 'eq'), labels: ['true', 'false'] },
  { what: 'quotes for a text', text: value('note', 'eq'), labels: ['"…"'] },
  { what: 'no quotes inside of quotes', text: value('note', 'eq', '"|"'), labels: [] },
  { what: 'a number for a number', text: value('amount', 'eq'), labels: ['number'] },
  { what: 'the bounds of a number that is ordered', text: value('amount', 'gt'), labels: ['1', '5000', 'number'] },
  { what: 'whether the argument is there', text: value('amount', 'exists'), labels: ['true', 'false'] },
  { what: 'a list, empty or of all values', text: value('currency', 'in'), labels: ['[…]', '["eur", "usd", "gbp"]'] },
  { what: 'an empty list for any text', text: value('note', 'not_in'), labels: ['[…]'] },
  {
    what: 'the values that a list does not have yet',
    text: value('currency', 'in', '["usd", |]'),
    labels: ['"eur"', '"gbp"'],
  },
  {
    what: 'the value that is being edited in a list',
    text: value('currency', 'in', '["usd|", "eur"]'),
    labels: ['"usd"', '"gbp"'],
  },
  { what: 'what the elements of a list may be', text: value('tags', 'contains'), labels: ['"new"', '"vip"', '"…"'] },
  { what: 'an anchored pattern', text: value('note', 'regex'), labels: ['"^…$"'] },
  { what: 'no pattern over another one', text: value('note', 'regex', '"^a|"'), labels: [] },
  {
    what: 'all that fits while there is no operator',
    text: inCondition('{"path": "args.currency", "value": |}'),
    labels: ['"eur"', '"usd"', '"gbp"', '[…]', '["eur", "usd", "gbp"]'],
  },
  { what: 'quotes where nothing is known', text: inCondition('{"op": "eq", "value": |}'), labels: ['"…"'] },
];

const picking: Picking[] = [
  {
    what: 'a value over another one of another type',
    text: value('capture', 'eq', '"tr|"'),
    pick: 'true',
    becomes: value('capture', 'eq', 'true|'),
  },
  {
    what: 'a number over a number',
    text: value('amount', 'gt', '10|0'),
    pick: '5000',
    becomes: value('amount', 'gt', '5000|'),
  },
  {
    what: 'a list of all values',
    text: value('currency', 'in'),
    pick: '["eur", "usd", "gbp"]',
    becomes: value('currency', 'in', '["eur", "usd", "gbp"]|'),
  },
  {
    what: 'a value directly behind the colon, with the blank that people write there',
    text: inCondition('{"op":|}'),
    pick: 'gt',
    becomes: inCondition('{"op": "gt"|}'),
  },
  {
    what: 'an element before another one',
    text: value('currency', 'in', '[| "eur"]'),
    pick: '"usd"',
    becomes: value('currency', 'in', '["usd"|, "eur"]'),
  },
  {
    what: 'an element behind another one, with the comma',
    text: value('currency', 'in', '["eur" |]'),
    pick: '"usd"',
    becomes: value('currency', 'in', '["eur", "usd"|]'),
  },
  {
    what: 'an element in a string that is still open',
    text: value('currency', 'in', '["u|, "eur"]'),
    pick: '"usd"',
    becomes: value('currency', 'in', '["usd"|, "eur"]'),
  },
  {
    what: 'a pattern for the whole text, with the cursor inside',
    text: value('note', 'regex'),
    pick: '"^…$"',
    becomes: value('note', 'regex', '"^|$"'),
  },
];

suite('Completion of the value of a condition', () => {
  suite('offers', () => testOffering(offering, payments));
  suite('writes', () => testPicking(picking, payments));

  test('marks the default of the schema', () => {
    const usd = offered(value('currency', 'eq'), payments).find(({ label }) => label === '"usd"');
    assert.equal(usd?.labelDetails?.description, 'default of the schema');
  });

  test('filters by what the author has written, with its quote or without', () => {
    const filter = (written: string) => offered(value('currency', 'eq', written), payments)[0]?.filterText;
    assert.equal(filter('"e|"'), '"eur"');
    assert.equal(filter('e|'), 'eur');
    assert.equal(filter('|'), '"eur"');
    const inQuotes = offered(value('capture', 'eq', '"|"'), payments)[0]?.filterText;
    assert.equal(inQuotes, '"true"');
  });

  test('filters lists and numbers behind a quote, too, by what begins with one', () => {
    for (const [argument, operator] of [
      ['currency', 'in'],
      ['currency', 'not_in'],
      ['amount', 'gt'],
      ['note', 'in'],
    ] as const) {
      const items = offered(value(argument, operator, '"|"'), payments);
      assert.ok(items.length > 0);
      for (const { label, filterText } of items) assert.ok(filterText?.startsWith('"'), `${label}: ${filterText}`);
    }
  });

  test('leaves out values that are no use, and all but the first of very many', () => {
    const many = [null, { a: 1 }, 'x'.repeat(2000), ...Array.from({ length: 300 }, (_, index) => `v${index}`)];
    const knowledge = freshList([
      { name: 'create_charge', inputSchema: { type: 'object', properties: { a: { enum: many } } } },
    ]);
    const offeredLabels = labels(value('a', 'eq'), knowledge);
    assert.equal(offeredLabels[0], '"v0"');
    assert.ok(offeredLabels.length <= 200);
  });
});
