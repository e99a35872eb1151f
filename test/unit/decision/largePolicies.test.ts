import assert from 'node:assert/strict';
import { Counters } from '../../../server/decision/counting/counters.ts';
import { decide } from '../../../server/decision/decide.ts';
import { call, limit, policyOf, times } from './decided.ts';

const name = 'n'.repeat(1_000_000);

suite('A valid policy with a name of a megabyte', () => {
  test('is explained in a size that follows the policy, whatever its rules', () => {
    const policy = policyOf({ tools: { [name]: { require: times(10_000, { conditions: [] }) } } });
    const decision = decide(policy, new Counters(), call({ tool: name }));
    assert.equal(decision.outcome, 'allowed');
    assert.equal(decision.steps.length, 10_002);
    assert.ok(JSON.stringify(decision).length < 5_000_000);
  });

  test('is denied with a message of a readable length', () => {
    const policy = policyOf({ tools: { [name]: { deny_if: times(10_000, { conditions: [] }) } } });
    const { rule, message } = decide(policy, new Counters(), call({ tool: name }));
    assert.match(rule ?? '', /^\/tools\/n{200}…\/deny_if\/0$/);
    assert.ok((message?.length ?? 0) < 300);
  });

  test('counts each of its ten thousand counters', () => {
    const limits = Array.from({ length: 10_000 }, (_, index) => limit(1, { counter: `c${index}` }));
    const policy = policyOf({ tools: { [name]: { limits } } });
    const counters = new Counters();
    assert.equal(decide(policy, counters, call({ tool: name })).outcome, 'allowed');
    const second = decide(policy, counters, call({ tool: name }));
    assert.equal(second.outcome, 'denied');
    assert.equal(counters.size, 10_000);
    assert.ok(JSON.stringify(second).length < 5_000_000);
  });

  test('is told from another one that only ends differently', () => {
    const limits = [limit(1)];
    const policy = policyOf({ tools: { [`${name}a`]: { limits }, [`${name}b`]: { limits } } });
    const counters = new Counters();
    for (const tool of [`${name}a`, `${name}b`]) {
      assert.equal(decide(policy, counters, call({ tool })).outcome, 'allowed');
      assert.equal(decide(policy, counters, call({ tool })).outcome, 'denied');
    }
  });
});

suite('Names that look like one another', () => {
  test('share no counter: a tool and its counter, a shared one, a rate limit', () => {
    const policy = policyOf({
      all_tools: { limits: [limit(9, { counter: 'a' })] },
      tools: { a: { limits: [limit(9, { counter: 'a' })], rate_limit: { max: 9, window: 60 } }, '': {} },
    });
    const counters = new Counters();
    decide(policy, counters, call({ tool: 'a' }));
    assert.equal(counters.size, 3);
  });
});

suite('A window longer than the calendar', () => {
  const policy = policyOf({ tools: { charge: { rate_limit: { max: 1, window: 1e306 } } } });
  for (const at of [-1, 0, 1, -8.64e15, 8.64e15]) {
    test(`ends at a moment that can be shown, at ${at}`, () => {
      const counters = new Counters();
      const outcomes = times(2, at).map((moment) => {
        const { outcome, counters: readings } = decide(policy, counters, call({ at: moment }));
        for (const { resetsAt } of readings) assert.doesNotThrow(() => new Date(resetsAt).toISOString());
        return outcome;
      });
      assert.deepEqual(outcomes, ['allowed', 'denied']);
    });
  }
});
