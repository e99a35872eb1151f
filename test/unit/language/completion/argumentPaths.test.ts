import assert from 'node:assert/strict';
import { freshList } from '../../../toolLists.ts';
import {
  inCondition,
  inLimit,
  labels,
  type Offering,
  offered,
  type Picking,
  payments,
  testOffering,
  testPicking,
} from './offering.ts';

const top = [
  'args.amount',
  'args.customer',
  'args.note',
  'args.currency',
  'args.capture',
  'args.items',
  'args.tags',
  'args.reason',
];
const below = ['args.customer.id', 'args.customer.email', 'args.customer.address'];

const offering: Offering[] = [
  {
    what: 'the arguments of the tool, the required ones first, without one whose name no path can hold',
    text: inCondition('{"path": "|"}'),
    labels: top,
  },
  { what: 'the same without quotes', text: inCondition('{"path": |}'), labels: top },
  { what: 'the same behind `args.`', text: inCondition('{"path": "args.|"}'), labels: top },
  { what: 'the parts of an object behind its dot', text: inCondition('{"path": "args.customer.|"}'), labels: below },
  {
    what: 'the parts of an object in a word without quotes',
    text: inCondition('{"path": args.customer.|}'),
    labels: below,
  },
  {
    what: 'the level that the cursor is on, over a longer path',
    text: inCondition('{"path": "args.customer.em|ail", "op": "eq"}'),
    labels: below,
  },
  {
    what: 'parts of parts',
    text: inCondition('{"path": "args.customer.address.|"}'),
    labels: ['args.customer.address.country', 'args.customer.address.floor'],
  },
  { what: 'nothing inside a list', text: inCondition('{"path": "args.items.|"}'), labels: [] },
  { what: 'nothing below a text', text: inCondition('{"path": "args.note.|"}'), labels: [] },
  {
    what: 'numbers only for a weight, and objects to go on below',
    text: inLimit('{"increment_from": "|"}'),
    labels: ['args.amount', 'args.customer'],
  },
  {
    what: 'numbers below an object for a weight',
    text: inLimit('{"increment_from": "args.customer.address.|"}'),
    labels: ['args.customer.address.floor'],
  },
];

const picking: Picking[] = [
  {
    what: 'a path inside quotes',
    text: inCondition('{"path": "args.am|", "op": "gt"}'),
    pick: 'args.amount',
    becomes: inCondition('{"path": "args.amount"|, "op": "gt"}'),
  },
  {
    what: 'an object with the cursor before the closing quote, where a dot goes on',
    text: inCondition('{"path": "|"}'),
    pick: 'args.customer',
    becomes: inCondition('{"path": "args.customer|"}'),
  },
  {
    what: 'a part behind that dot',
    text: inCondition('{"path": "args.customer.|"}'),
    pick: 'args.customer.email',
    becomes: inCondition('{"path": "args.customer.email"|}'),
  },
  {
    what: 'a path in a string that is still open, before the rest of its line',
    text: inCondition('{"path": "args.am|, "op": "gt", "value": 5}'),
    pick: 'args.amount',
    becomes: inCondition('{"path": "args.amount"|, "op": "gt", "value": 5}'),
  },
  {
    what: 'a path in a string that is still open, above the next key',
    text: inCondition('{"path": "args.am|\n"op": "gt"}'),
    pick: 'args.amount',
    becomes: inCondition('{"path": "args.amount"|,\n"op": "gt"}'),
  },
];

suite('Completion of argument paths', () => {
  suite('offers', () => testOffering(offering, payments));
  suite('writes', () => testPicking(picking, payments));

  test('says the type, whether the tool needs it and what the server says of it', () => {
    const [amount] = offered(inCondition('{"path": "|"}'), payments);
    assert.equal(amount?.labelDetails?.description, 'integer (1 to 5000), required');
    assert.deepEqual(amount?.documentation, {
      kind: 'plaintext',
      value: 'integer (1 to 5000), required\n\nIn cents.',
    });
  });

  test('goes on with a dot below an object and nowhere else', () => {
    const withDot = offered(inCondition('{"path": "|"}'), payments).filter(
      (each) => each.commitCharacters !== undefined,
    );
    assert.deepEqual(
      withDot.map(({ label, commitCharacters }) => [label, commitCharacters]),
      [['args.customer', ['.']]],
    );
  });

  test('says of a list that a condition cannot look inside', () => {
    const items = offered(inCondition('{"path": "|"}'), payments).find(({ label }) => label === 'args.items');
    assert.ok(typeof items?.documentation === 'object');
    assert.match(items.documentation.value, /A list: a condition cannot look inside\. Use contains or exists\./);
  });

  suite('of a tool that is not known, offers', () =>
    testOffering([
      { what: 'the beginning of every path', text: inCondition('{"path": "|"}'), labels: ['args.'] },
      {
        what: 'the paths that the policy uses for the same tool, each once',
        text: `{"tools": {
          "other": {"require": [{"conditions": [{"path": "args.other"}]}]},
          "pay": {
            "require": [{"conditions": [{"path": "args.b"}, {"path": "args.a.c"}, {"path": "args.b"}]}],
            "deny_if": [{"conditions": [{"path": "args.half|"}, {"path": "nonsense"}]}],
            "limits": [{"increment_from": "args.d"}]
          }}}`,
        labels: ['args.b', 'args.a.c', 'args.d', 'args.'],
      },
    ]));

  test('offers the same for a tool whose schema says nothing', () => {
    const silent = freshList([{ name: 'create_charge', inputSchema: {} }]);
    assert.deepEqual(labels(inCondition('{"path": "|"}'), silent), ['args.']);
  });

  test('writes names that are hard to write', () => {
    for (const name of ['price_$1', 'a}b', 'with "quotes"', 'back\\slash', '__proto__', 'constructor']) {
      const inputSchema = JSON.parse(`{"type": "object", "properties": {${JSON.stringify(name)}: {"type": "string"}}}`);
      testWritten(name, freshList([{ name: 'create_charge', inputSchema }]));
    }
  });
});

function testWritten(name: string, knowledge: typeof payments): void {
  const [item] = offered(inCondition('{"path": |}'), knowledge);
  assert.ok(item?.textEdit);
  assert.equal(item.label, `args.${name}`);
  assert.equal(item.textEdit.newText.replace('$0', '').replaceAll(/\\([\\$}])/g, '$1'), JSON.stringify(`args.${name}`));
}
