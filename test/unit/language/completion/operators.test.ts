import assert from 'node:assert/strict';
import { operators } from '../../../../server/decision/operators/operators.ts';
import { freshList } from '../../../toolLists.ts';
import { inCondition, labels, type Offering, offered, payments, testOffering, testPicking } from './offering.ts';

const beside = (path: string) => inCondition(`{"path": "args.${path}", "op": "|"}`);
const equality = ['eq', 'neq', 'in', 'not_in'];

const offering: Offering[] = [
  {
    what: 'for a number: no pattern, and nothing that looks inside',
    text: beside('amount'),
    labels: ['eq', 'neq', 'lt', 'lte', 'gt', 'gte', 'in', 'not_in', 'exists'],
  },
  { what: 'for a text: no order', text: beside('note'), labels: [...equality, 'exists', 'regex', 'contains'] },
  { what: 'for a boolean', text: beside('capture'), labels: ['eq', 'neq', 'exists', 'in', 'not_in'] },
  { what: 'for a list: what looks inside first', text: beside('tags'), labels: ['exists', 'contains', ...equality] },
  { what: 'for an object: whether it is there first', text: beside('customer'), labels: ['exists', ...equality] },
];

suite('Completion of operators', () => {
  suite('offers those that can hold', () => testOffering(offering, payments));

  test('offers all eleven where nothing is known of the argument', () => {
    for (const text of [beside('unknown'), inCondition('{"op": |}'), inCondition('{"path": 5, "op": |}')])
      assert.deepEqual(new Set(labels(text, payments)), new Set(operators.keys()));
    assert.equal(labels(beside('amount')).length, 11);
  });

  test('offers for several types what fits one of them', () => {
    const inputSchema = { type: 'object', properties: { a: { type: ['string', 'null', 'number'] } } };
    const knowledge = freshList([{ name: 'create_charge', inputSchema }]);
    assert.equal(labels(beside('a'), knowledge).length, 11);
  });

  test('explains exactly when each holds', () => {
    for (const item of offered(beside('amount'))) {
      assert.ok(typeof item.documentation === 'object');
      assert.match(item.documentation.value, /[Hh]old/);
    }
  });

  suite('writes one', () =>
    testPicking([
      {
        what: 'over another one',
        text: inCondition('{"op": "e|q", "value": 1}'),
        pick: 'neq',
        becomes: inCondition('{"op": "neq"|, "value": 1}'),
      },
      {
        what: 'from directly before another one',
        text: inCondition('{"op": |"eq", "value": 1}'),
        pick: 'neq',
        becomes: inCondition('{"op": "neq"|, "value": 1}'),
      },
      {
        what: 'over a word without quotes',
        text: inCondition('{"op": g|t}'),
        pick: 'gt',
        becomes: inCondition('{"op": "gt"|}'),
      },
      {
        what: 'before a key whose comma is missing',
        text: inCondition('{"op": |\n"value": 1}'),
        pick: 'gt',
        becomes: inCondition('{"op": "gt"|,\n"value": 1}'),
      },
    ]));
});
