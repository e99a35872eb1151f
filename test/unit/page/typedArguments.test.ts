import assert from 'node:assert/strict';
import { typedArgument } from '../../../client/page/arguments/typedArguments.ts';
import { received } from '../../../client/page/hostMessages.ts';
import { argumentsCheck, callMessage, callObstacle, changed, type PageEvent } from '../../../client/page/pageEvents.ts';
import { emptyPage, type PageState } from '../../../client/page/pageState.ts';
import { argumentsText } from '../../../server/protocol/panel.ts';
import type { ToolParameter } from '../../../server/protocol/simulation.ts';
import { formFor, toolChoice } from '../simulator/simulated.ts';

const uri = 'file:///policy.json';
const parameters: readonly ToolParameter[] = [
  { name: 'amount', type: 'integer', types: ['integer'], required: true },
  { name: 'filter', type: 'any', types: [], required: false },
];

function after(...events: readonly PageEvent[]): PageState {
  const tools = [{ ...toolChoice('pay', { amount: 5 }), parameters }, toolChoice('refund')];
  const knowing = received(emptyPage, { type: 'tools', policy: uri, tools });
  const shown = received(knowing, {
    type: 'view',
    view: {
      state: 'ready',
      policy: { uri, name: 'policy.json', path: '/policy.json' },
      form: formFor('pay', '{"amount": 5, "note": [1,  2]}'),
      formRevision: 1,
      history: [],
      age: { state: 'current' },
      knowledge: { state: 'fresh', toolCount: 2, skipped: [] },
      trusted: true,
    },
  });
  return events.reduce(changed, shown);
}

const textOf = ({ form }: PageState) => form && argumentsText(form);
const typing = (name: string, kind: 'number' | 'json', text: string): PageEvent => ({
  type: 'argumentTyped',
  path: [name],
  kind,
  text,
});

function fieldOf(state: PageState, name: string): string | undefined {
  const check = argumentsCheck(changed(state, { type: 'argumentsShownAs', as: 'json' }));
  assert.ok(check.state === 'good');
  return typedArgument(state.typedArguments, state.form?.tool ?? '', [name], check.args)?.text;
}

suite('What is typed in a field', () => {
  test('is written into the JSON, which keeps what has no field', () => {
    assert.equal(textOf(after(typing('amount', 'number', '60'))), '{"amount": 60, "note": [1,  2]}');
  });

  test('stays as it is typed until the field is left', () => {
    const typed = after(typing('amount', 'number', '6.'));
    assert.equal(fieldOf(typed, 'amount'), '6.');
    assert.equal(fieldOf(changed(typed, { type: 'argumentLeft', path: ['amount'] }), 'amount'), undefined);
  });

  test('and is no JSON yet holds a call back, and is there again after a look at the JSON and at another tool', () => {
    const typed = after(typing('filter', 'json', '{"a"'), { type: 'argumentLeft', path: ['filter'] });
    assert.equal(callObstacle(typed, 1), 'The arguments must be a JSON object first.');
    assert.equal(callMessage(typed, 1), undefined);
    const json = changed(typed, { type: 'argumentsShownAs', as: 'json' });
    assert.equal(callObstacle(json, 1), undefined, 'the JSON itself can be sent');
    const back = [
      { type: 'toolPicked', tool: 'refund' },
      { type: 'toolPicked', tool: 'pay' },
      { type: 'argumentsShownAs', as: 'fields' },
    ] as const;
    assert.equal(fieldOf(back.reduce(changed, json), 'filter'), '{"a"');
    const mended = changed(typed, typing('filter', 'json', '{"a": 1}'));
    assert.equal(callObstacle(mended, 1), undefined);
    assert.deepEqual(callMessage(mended, 1)?.type, 'call');
  });

  test('is out of date as soon as the argument is another one', () => {
    const typed = after(typing('amount', 'number', '6.'), { type: 'argumentsTyped', text: '{"amount": 7}' });
    assert.equal(fieldOf(typed, 'amount'), undefined);
  });

  test('is gone when the argument is taken out', () => {
    const typed = after(typing('filter', 'json', '{"a"'), { type: 'argumentSet', path: ['filter'], value: undefined });
    assert.equal(fieldOf(typed, 'filter'), undefined);
    assert.equal(callObstacle(typed, 1), undefined);
  });

  test('and does not fit the schema is a problem at the field, and no obstacle', () => {
    const typed = after(typing('amount', 'number', 'many'));
    const check = argumentsCheck(typed);
    assert.deepEqual(check.state === 'good' && check.problems.map(({ path }) => path), [['amount'], ['note']]);
    const message = callMessage(typed, 1);
    assert.deepEqual(message?.type === 'call' && message.call.args, { amount: 'many', note: [1, 2] });
  });
});
