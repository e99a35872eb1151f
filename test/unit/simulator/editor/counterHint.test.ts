import assert from 'node:assert/strict';
import { counterHintsOf } from '../../../../client/simulator/editor/counterHint.ts';
import type { PanelSimulation, ResultAge } from '../../../../server/protocol/panel.ts';
import { callOf, denied, formFor, start } from '../simulated.ts';

const range = { start: { line: 1, character: 2 }, end: { line: 1, character: 5 } };
const minute = { id: 'a', identity: 'grant default', used: 30, max: 30, window: 'minute', resetsAt: start + 60_000 };
const day = { ...minute, id: 'b', used: 12.34567, max: 500, resetsAt: Date.UTC(2026, 2, 3) };

function viewWith(age: ResultAge): PanelSimulation {
  return {
    state: 'ready',
    policy: { uri: 'file:///policy.json', name: 'policy.json', path: '/policy.json' },
    form: formFor('pay'),
    formRevision: 1,
    history: [],
    decision: {
      call: callOf('pay'),
      result: { ...denied, counters: [{ ...minute, range }, { ...day, range }, minute] },
    },
    age,
    knowledge: { state: 'unknown', toolCount: 0, skipped: [] },
    trusted: true,
  };
}

suite('Counters behind their limits', () => {
  test('how full, and until when; the day where it is another one; nothing where there is no place', () => {
    assert.deepEqual(counterHintsOf(viewWith({ state: 'current' })), [
      { range, text: '30/30 · 10:32:00Z' },
      { range, text: '12.35/500 · 2026-03-03T00:00:00Z' },
    ]);
  });

  test('stay while the policy is asked, and go when it cannot be decided on or is not shown', () => {
    assert.equal(counterHintsOf(viewWith({ state: 'pending' })), undefined);
    assert.deepEqual(counterHintsOf(viewWith({ state: 'old', reason: 'Line 1' })), []);
    assert.deepEqual(counterHintsOf({ state: 'noPolicy' }), []);
  });
});
