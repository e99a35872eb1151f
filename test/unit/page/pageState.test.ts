import assert from 'node:assert/strict';
import { received } from '../../../client/page/hostMessages.ts';
import {
  argumentsCheck,
  callMessage,
  callObstacle,
  changed,
  clockProblem,
  type PageEvent,
} from '../../../client/page/pageEvents.ts';
import { emptyPage, type PageState } from '../../../client/page/pageState.ts';
import { announcement } from '../../../client/page/result/announcement.ts';
import type { PanelSimulation, ShownDecision } from '../../../server/protocol/panel.ts';
import { allowed, callOf, denied, formFor, start, toolChoice } from '../simulator/simulated.ts';

const policy = { uri: 'file:///policy.json', name: 'policy.json', path: '/policy.json' };

function viewWith(change: Partial<PanelSimulation> = {}): PanelSimulation {
  return {
    state: 'ready',
    policy,
    form: formFor('pay'),
    formRevision: 1,
    history: [],
    age: { state: 'current' },
    knowledge: { state: 'fresh', toolCount: 1, skipped: [] },
    trusted: true,
    ...change,
  };
}

function told(state: PageState, change: Partial<PanelSimulation> = {}): PageState {
  return received(state, { type: 'view', view: viewWith(change) });
}

function after(...events: readonly PageEvent[]): PageState {
  return events.reduce(
    changed,
    told(
      received(emptyPage, {
        type: 'tools',
        policy: policy.uri,
        tools: [toolChoice('pay'), toolChoice('refund', { id: 1 })],
      }),
    ),
  );
}

const decision: ShownDecision = { entry: 0, call: callOf('pay'), result: denied };

suite('The page, as messages arrive', () => {
  test('takes the form that the host sets, and keeps its own while the host repeats itself', () => {
    const typed = after({ type: 'argumentsTyped', text: '{"a"' });
    assert.equal(told(typed).form, typed.form);
    assert.deepEqual(told(typed, { formRevision: 2, form: formFor('refund') }).form, formFor('refund'));
    const other = { uri: 'file:///other.json', name: 'other.json', path: '/other.json' };
    assert.deepEqual(told(typed, { policy: other, form: formFor('merge') }).form, formFor('merge'));
  });

  test('after a reload it goes on with the form it kept, if the host has not set another since', () => {
    const kept = { policy: policy.uri, formRevision: 1, form: formFor('pay', '{"typed": 1}') };
    const view = { type: 'view', view: viewWith() } as const;
    assert.equal(received(emptyPage, view, kept).form, kept.form);
    assert.deepEqual(received(emptyPage, view, { ...kept, formRevision: 0 }).form, formFor('pay'));
    assert.deepEqual(received(emptyPage, view, { ...kept, policy: 'file:///other.json' }).form, formFor('pay'));
  });

  test('goes on showing a decision while the policy is asked', () => {
    const shown = told(after(), { decision });
    assert.equal(told(shown, { age: { state: 'pending' } }).decision, decision);
    assert.equal(told(shown, { age: { state: 'current' } }).decision, undefined);
  });

  test('steps stay open while the same entry is decided anew, and close for another one', () => {
    const open = changed(told(after(), { decision }), { type: 'stepToggled', index: 2 });
    assert.deepEqual([...told(open, { decision: { ...decision, result: denied } }).toggledSteps], [2]);
    assert.deepEqual([...told(open, { decision: { ...decision, entry: 1 } }).toggledSteps], []);
  });
});

suite('The page, as the person works', () => {
  test('a tool comes with its sample arguments the first time, and with what was typed for it later', () => {
    const refund = after({ type: 'toolPicked', tool: 'refund' });
    assert.deepEqual(callMessage(refund, 1), {
      type: 'call',
      policy: policy.uri,
      call: { ...callOf('refund'), args: { id: 1 } },
    });
    const back = [
      { type: 'argumentsTyped', text: '{"id": 2}' },
      { type: 'toolPicked', tool: 'pay' },
      { type: 'toolPicked', tool: 'refund' },
    ] satisfies readonly PageEvent[];
    assert.deepEqual(argumentsCheck(back.reduce(changed, refund)), { state: 'good', args: { id: 2 }, problems: [] });
  });

  test('many calls are one message', () => {
    const message = callMessage(after({ type: 'timesTyped', text: '31' }), 31);
    assert.ok(message?.type === 'call');
    assert.equal(message.call.times, 31);
  });

  const obstacles: Readonly<Record<string, readonly [times: number, ...PageEvent[]]>> = {
    'The arguments must be a JSON object first.': [1, { type: 'argumentsTyped', text: '[]' }],
    'Set the clock to a moment first.': [1, { type: 'clockTyped', text: 'tomorrow' }],
    'Up to 10000 calls can be made at once.': [30, { type: 'timesTyped', text: '0' }],
    'Choose a tool first.': [1, { type: 'toolPicked', tool: '' }],
  };
  for (const [sentence, [times, ...events]] of Object.entries(obstacles)) {
    test(`no call is made: ${sentence}`, () => {
      const state = after(...events);
      assert.equal(callObstacle(state, times), sentence);
      assert.equal(callMessage(state, times), undefined);
    });
  }

  test('no call is made into a full history', () => {
    const history = Array.from({ length: 200 }, (_, entry) => ({ entry, call: callOf('pay') }));
    assert.match(callObstacle(told(after(), { history }), 1) ?? '', /^The history is full/);
  });

  test('a wrong number of times does not stop a single call', () => {
    assert.equal(callObstacle(after({ type: 'timesTyped', text: '10001' }), 1), undefined);
  });

  test('the clock follows what is typed as soon as it is a moment', () => {
    const typed = after({ type: 'clockTyped', text: '10:32' });
    assert.equal(typed.form?.at, start + 60_000);
    assert.equal(typed.clockText, '10:32');
    assert.equal(changed(typed, { type: 'clockLeft' }).clockText, undefined);
  });

  test('a clock that is left with no moment in it goes back to the last one', () => {
    const left = after(
      { type: 'clockTyped', text: '10:32' },
      { type: 'clockTyped', text: '10:3' },
      { type: 'clockLeft' },
    );
    assert.deepEqual([left.clockText, left.form?.at], [undefined, start + 60_000]);
    assert.equal(clockProblem(left), undefined);
  });

  test('a number of times that cannot be called goes back to the last one that can', () => {
    const left = after({ type: 'timesTyped', text: '31' }, { type: 'timesTyped', text: '31x' }, { type: 'timesLeft' });
    assert.deepEqual([left.timesText, left.form?.times], [undefined, 31]);
    assert.equal(callObstacle(left, 31), undefined);
  });
});

suite('What a screen reader is told', () => {
  test('the verdict, the rule, how many', () => {
    const many = { ...decision, call: callOf('pay', 0, 31), result: { ...denied, allowed: 30, denied: 1 } };
    const history = [{ entry: 0, call: many.call }];
    assert.equal(
      announcement(viewWith({ history }), many),
      '31 calls of pay at 10:31:00: Denied. 30 of 31 allowed. Rule (default deny). 1 in the history.',
    );
  });

  test('that it is a preview', () => {
    const preview: ShownDecision = { call: callOf('pay'), result: allowed };
    assert.equal(announcement(viewWith(), preview), 'Preview. pay at 10:31:00: Allowed.');
  });

  test('that it is old', () => {
    const age = { state: 'old', reason: 'Line 3: A comma is missing' } as const;
    assert.equal(announcement(viewWith({ age }), decision), 'Out of date. Line 3: A comma is missing');
  });
});
