import assert from 'node:assert/strict';
import { Counters } from '../../../server/decision/counting/counters.ts';
import { decide } from '../../../server/decision/decide.ts';
import {
  call,
  decideOne,
  limit,
  minute,
  outcomes,
  policyOf,
  policyOfTool,
  second,
  tenOClock,
  times,
} from './decided.ts';

suite("The catalogue's shorthand: action", () => {
  test('allow lets the tool through, like an empty object', () => {
    const decision = decideOne(policyOfTool({ action: 'allow' }));
    assert.equal(decision.outcome, 'allowed');
    assert.equal(decision.steps.find(({ step }) => step === 'action')?.verdict, 'passed');
  });

  test('deny denies every call with its reason', () => {
    const decision = decideOne(policyOfTool({ action: 'deny', reason: 'Frozen.' }));
    assert.equal(decision.outcome, 'denied');
    assert.equal(decision.message, 'Frozen.');
  });

  for (const [reason, message] of [
    ['Ask finance.', 'Ask finance.'],
    [undefined, 'Requires human approval.'],
  ]) {
    test(`require_approval ${reason === undefined ? 'without' : 'with'} a reason waits for a human: ${message}`, () => {
      const decision = decideOne(policyOfTool({ action: 'require_approval', reason }));
      assert.equal(decision.outcome, 'approval');
      assert.equal(decision.rule, '/tools/charge/action');
      assert.equal(decision.message, message);
      assert.equal(decision.steps.at(-1)?.verdict, 'approval');
    });
  }

  test('a call that waits for a human consumes nothing', () => {
    const policy = policyOf({
      tools: { charge: { action: 'require_approval', limits: [limit(1)] } },
      all_tools: { limits: [limit(1, { counter: 'calls' })] },
    });
    const counters = new Counters();
    assert.deepEqual(outcomes(policy, times(3, {}), counters), times(3, 'approval'));
    assert.deepEqual(
      decide(policy, counters, call()).counters.map(({ used }) => used),
      [0, 0],
    );
  });

  test('what the conversion writes is a plain denial, for the documented format has no approval', () => {
    const policy = policyOfTool({ deny_if: [{ conditions: [], on_deny: 'Requires human approval.' }] });
    assert.equal(decideOne(policy).outcome, 'denied');
  });

  test('an unknown action decides nothing and is a problem', () => {
    const policy = policyOfTool({ action: 'log' });
    assert.equal(decideOne(policy).outcome, 'allowed');
    assert.match(policy.problems[0]?.message ?? '', /"action" is unknown/);
  });
});

suite("The catalogue's shorthand: rate_limit", () => {
  const policy = policyOfTool({ rate_limit: { max: 2, window: 45 } });

  test('counts per session: another session has its own count, another grant of the same session does not', () => {
    const calls = [{}, {}, {}, { session: 'other' }, { grant: 'other' }];
    assert.deepEqual(outcomes(policy, calls), ['allowed', 'allowed', 'denied', 'allowed', 'denied']);
  });

  test('its windows are multiples of its length since the epoch', () => {
    // Ten o'clock is a multiple of 45 seconds since the epoch, 10:01:00 is not.
    assert.equal(tenOClock % (45 * second), 0);
    const burst = [0, 44, 44.999, 45, 89, 89, 90].map((seconds) => ({ at: tenOClock + seconds * second }));
    assert.deepEqual(outcomes(policy, burst), [
      'allowed',
      'allowed',
      'denied',
      'allowed',
      'allowed',
      'denied',
      'allowed',
    ]);
  });

  test('reads as its own counter, of the session and in seconds', () => {
    const [reading] = decideOne(policy, { session: 's1' }).counters;
    assert.equal(reading?.id, '/tools/charge/rate_limit');
    assert.equal(reading?.identity, 'session s1');
    assert.equal(reading?.window, '45s');
    assert.equal(reading?.resetsAt, tenOClock + 45 * second);
  });

  test('is apart from every limit of the tool', () => {
    const both = policyOfTool({ rate_limit: { max: 1, window: 60 }, limits: [limit(1, { counter: 'rate_limit' })] });
    assert.deepEqual(outcomes(both, [{}, { at: tenOClock + minute }]), ['allowed', 'allowed']);
  });

  test('says what is assumed', () => {
    const step = decideOne(policy).steps.find(({ rule }) => rule === '/tools/charge/rate_limit');
    assert.deepEqual(step?.assumptions, ['session-windows', 'shorthand-rule-ids']);
  });

  for (const rate_limit of [{}, { max: 1 }, { max: 1, window: 0 }, { max: '1', window: 60 }, null]) {
    test(`${JSON.stringify(rate_limit)} counts nothing and is a problem`, () => {
      const policy = policyOfTool({ rate_limit });
      assert.deepEqual(outcomes(policy, times(9, {})), times(9, 'allowed'));
      assert.match(policy.problems[0]?.message ?? '', /counts nothing.*"window": 60/);
    });
  }
});
