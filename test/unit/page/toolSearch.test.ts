import assert from 'node:assert/strict';
import { lengthOf, searchTools, toolAt } from '../../../client/page/call/toolSearch.ts';
import type { ToolChoice } from '../../../server/protocol/simulation.ts';

function choice(name: string, description?: string): ToolChoice {
  return { name, standing: 'allowed', knownFrom: 'server', sampleArguments: {}, ...(description && { description }) };
}

const tools = [
  choice('list_charges', 'Newest first.'),
  choice('create_charge', 'Charges a card.'),
  choice('charge_back'),
  choice('create_payout', 'Like a charge, the other way.'),
  choice('__proto__'),
];

const namesFor = (query: string) => searchTools(tools, query).choices.map(({ name }) => name);

suite('Finding a tool by typing', () => {
  test('without a word all are there, in their order', () => {
    assert.deepEqual(
      namesFor(''),
      tools.map(({ name }) => name),
    );
  });

  test('first names that start so, then names that have it, then descriptions', () => {
    assert.deepEqual(namesFor('charge'), ['charge_back', 'list_charges', 'create_charge', 'create_payout']);
  });

  test('every word counts, in any order and case', () => {
    assert.deepEqual(namesFor('CHARGE create'), ['create_charge', 'create_payout']);
  });

  test('a name that no tool has can be called all the same, as the last line', () => {
    const matches = searchTools(tools, 'create_ch');
    assert.equal(lengthOf(matches), 2);
    assert.deepEqual(
      [toolAt(matches, 0), toolAt(matches, 1), toolAt(matches, 2)],
      ['create_charge', 'create_ch', undefined],
    );
  });

  test('a name that a tool has is not offered twice', () => {
    assert.equal(searchTools(tools, '__proto__').asTyped, undefined);
    assert.equal(searchTools(tools, 'constructor').asTyped, 'constructor');
  });

  test('a long list ends with how many more there are', () => {
    const many = Array.from({ length: 1_230 }, (_, index) => choice(`tool_${index}`));
    const { choices, more } = searchTools(many, '');
    assert.deepEqual([choices.length, more], [100, 1_130]);
  });
});
