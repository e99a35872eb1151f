import assert from 'node:assert/strict';
import { Counters } from '../../../../server/decision/counting/counters.ts';
import { decide } from '../../../../server/decision/decide.ts';
import type { JsonObject, JsonValue } from '../../../../server/policy/json.ts';
import { call, decideOne, limit, outcomes, policyOf, policyOfTool } from '../decided.ts';

const weighed = policyOfTool({ limits: [limit(100, { increment_from: 'args.amount' })] });

/** What the counter has used after calls with these amounts. */
function usedAfter(...amounts: readonly JsonValue[]): number | undefined {
  const counters = new Counters();
  const decisions = amounts.map((amount) => decide(weighed, counters, call({ args: { amount } })));
  return decisions.at(-1)?.counters[0]?.used;
}

suite('increment_from', () => {
  test('adds the argument, and exactly max units pass', () => {
    const calls = [60, 40, 1].map((amount) => ({ args: { amount } }));
    assert.deepEqual(outcomes(weighed, calls), ['allowed', 'allowed', 'denied']);
  });

  test('a call that is too heavy leaves room for a lighter one', () => {
    const calls = [60, 41, 40].map((amount) => ({ args: { amount } }));
    assert.deepEqual(outcomes(weighed, calls), ['allowed', 'denied', 'allowed']);
  });

  const added: readonly [what: string, amounts: readonly number[], used: number][] = [
    ['a negative number lowers the counter', [60, -20], 40],
    ['even below 0', [-20], -20],
    ['so that more than max passes afterwards', [-20, 120], 100],
    ['a fraction is cut towards 0', [12.9], 12],
    ['a small one counts nothing', [0.99], 0],
    ['however often', [0.99, 0.99, 0.99], 0],
    ['a negative one is cut towards 0, too', [5, -1.9], 4],
    ['a small negative one counts nothing', [-0.99], 0],
    ['0 counts nothing', [5, 0], 5],
    ['exactly max fits', [100], 100],
    ['a fraction above max is cut before it is compared', [100.9], 100],
  ];
  for (const [what, amounts, used] of added) {
    test(`${what}: ${amounts.join(', ')} make ${used}`, () => assert.equal(usedAfter(...amounts), used));
  }

  const unusable: readonly [string, JsonObject][] = [
    ['a missing argument', {}],
    ['one that only looks like it', { Amount: 5 }],
    ['null', { amount: null }],
    ['a numeric text', { amount: '5' }],
    ['an empty text', { amount: '' }],
    ['true', { amount: true }],
    ['a list', { amount: [5] }],
    ['an object', { amount: { value: 5 } }],
    ['a number too large for JSON', { amount: Number.POSITIVE_INFINITY }],
    ['no number at all', { amount: Number.NaN }],
  ];
  for (const [name, args] of unusable) {
    for (const windows of ['aligned', 'sliding'] as const) {
      test(`${name} denies the call and counts nothing, with ${windows} windows`, () => {
        const decision = decide(weighed, new Counters(windows), call({ args, upstream: 'error', answeredAfter: 1 }));
        assert.equal(decision.rule, '/tools/charge/limits/charge_rate');
        assert.equal(decision.message, 'Internal policy error');
        assert.equal(decision.counters[0]?.used, 0);
      });
    }
  }

  test('a missing weight in the second limit gives back what the first took', () => {
    const policy = policyOfTool({ limits: [limit(1), limit(9, { counter: 'cost', increment_from: 'args.amount' })] });
    assert.deepEqual(outcomes(policy, [{}, {}, { args: { amount: 1 } }]), ['denied', 'denied', 'allowed']);
  });

  test('a full limit denies before the weight of the next one is asked for', () => {
    const policy = policyOfTool({ limits: [limit(0), limit(9, { counter: 'cost', increment_from: 'args.amount' })] });
    assert.equal(decideOne(policy).message, 'Rate limit of 0 per minute reached. Try again later.');
  });

  test('the argument may lie deeper', () => {
    const policy = policyOfTool({ limits: [limit(9, { increment_from: 'args.order.total' })] });
    assert.equal(decideOne(policy, { args: { order: { total: 7 } } }).counters[0]?.used, 7);
  });

  test('an error gives the whole weight back, and a negative one takes it again', () => {
    const counters = new Counters();
    const used = (amount: number, upstream: 'ok' | 'error') =>
      decide(weighed, counters, call({ args: { amount }, upstream })).counters[0]?.used;
    assert.equal(used(50, 'ok'), 50);
    assert.equal(used(30, 'error'), 50);
    assert.equal(used(-30, 'error'), 50);
  });

  test('limits over all tools count calls, whatever they say', () => {
    const policy = policyOf({
      tools: { charge: {} },
      all_tools: { limits: [limit(1, { increment_from: 'args.amount' })] },
    });
    assert.deepEqual(outcomes(policy, [{}, { args: { amount: 0 } }]), ['allowed', 'denied']);
  });
});
