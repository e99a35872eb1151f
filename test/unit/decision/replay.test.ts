import assert from 'node:assert/strict';
import { type RepeatedCall, replay } from '../../../server/decision/replay.ts';
import { call, limit, minute, policyOfTool, tenOClock } from './decided.ts';

const repeated = (count: number, given: Parameters<typeof call>[0] = {}): RepeatedCall => ({
  ...call(given),
  times: count,
});

suite('Replaying calls', () => {
  const policy = policyOfTool({ limits: [limit(30)] });

  test('31 calls in a minute: 30 pass, the last is denied and explained', () => {
    const [result] = replay(policy, [repeated(31)]);
    assert.deepEqual([result?.allowed, result?.denied, result?.approval], [30, 1, 0]);
    assert.equal(result?.decision.outcome, 'denied');
    assert.equal(result?.decision.rule, '/tools/charge/limits/charge_rate');
    assert.equal(result?.decision.counters[0]?.used, 30);
  });

  test('later calls go on from the counts of earlier ones', () => {
    const results = replay(policy, [repeated(20), repeated(20), repeated(20, { at: tenOClock + minute })]);
    assert.deepEqual(
      results.map(({ allowed }) => allowed),
      [20, 10, 20],
    );
  });

  test('calls are replayed in the order of the list, not of their times', () => {
    const results = replay(policy, [repeated(30, { at: tenOClock + minute }), repeated(30), repeated(1)]);
    assert.deepEqual(
      results.map(({ allowed, denied }) => [allowed, denied]),
      [
        [30, 0],
        [30, 0],
        [0, 1],
      ],
    );
  });

  test('each replay starts with empty counters', () => {
    assert.deepEqual(replay(policy, [repeated(31)]), replay(policy, [repeated(31)]));
  });

  test('ten thousand calls count as ten thousand', () => {
    const [result] = replay(policy, [repeated(10_000)]);
    assert.deepEqual([result?.allowed, result?.denied], [30, 9_970]);
  });

  test('calls that wait for a human are counted apart', () => {
    const [result] = replay(policyOfTool({ action: 'require_approval' }), [repeated(3)]);
    assert.deepEqual([result?.allowed, result?.denied, result?.approval], [0, 0, 3]);
  });

  test('without a policy everything is denied', () => {
    const [result] = replay(undefined, [repeated(2)]);
    assert.deepEqual([result?.denied, result?.decision.rule], [2, '(no policy)']);
  });

  test('no calls, no results', () => assert.deepEqual(replay(policy, []), []));
});
