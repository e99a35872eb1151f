import assert from 'node:assert/strict';
import { Counters } from '../../../../server/decision/counting/counters.ts';
import { evaluate } from '../../../../server/decision/evaluate.ts';
import { call, limit, outcomes, policyOf, policyOfTool, tenOClock } from '../decided.ts';

suite('The store of counts', () => {
  test('holds one count for each counter and identity that was charged', () => {
    const policy = policyOf({
      tools: { charge: { limits: [limit(9)] } },
      all_tools: { limits: [limit(9, { counter: 'calls' })] },
    });
    const counters = new Counters();
    outcomes(policy, [{}, {}, { grant: 'other' }, { tool: 'unlisted' }], counters);
    assert.equal(counters.size, 4);
  });

  test('forgets counts whose windows are long over, so memory follows the live ones', () => {
    const policy = policyOfTool({ limits: [limit(1)] });
    const counters = new Counters();
    for (let index = 0; index < 100_000; index++) {
      evaluate(policy, counters, call({ grant: `grant ${index}`, at: tenOClock + index * 100 }));
    }
    assert.ok(counters.size < 10_000, `${counters.size} counts are kept`);
  });

  test('never forgets a live count', () => {
    const policy = policyOfTool({ limits: [limit(1, { window: 'day' })] });
    const counters = new Counters();
    const grants = Array.from({ length: 20_000 }, (_, index) => ({ grant: `grant ${index}` }));
    const twice = [...grants, ...grants].map((given) => call(given));
    const decided = twice.map((given) => evaluate(policy, counters, given).outcome);
    assert.equal(decided.filter((outcome) => outcome === 'allowed').length, grants.length);
    assert.equal(counters.size, grants.length);
  });

  test('keeps its counts when the policy is edited: the same counter goes on', () => {
    const counters = new Counters();
    assert.deepEqual(outcomes(policyOfTool({ limits: [limit(1)] }), [{}, {}], counters), ['allowed', 'denied']);
    assert.deepEqual(outcomes(policyOfTool({ limits: [limit(2)] }), [{}, {}], counters), ['allowed', 'denied']);
  });
});
