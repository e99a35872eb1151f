import assert from 'node:assert/strict';
import fastCheck from 'fast-check';
import { limitsOf } from '../../../server/decision/compiledPolicy.ts';
import { Counters } from '../../../server/decision/counters.ts';
import { decide, readCounters } from '../../../server/decision/decide.ts';
import type { ToolCall } from '../../../server/decision/decision.ts';
import { evaluate } from '../../../server/decision/evaluate.ts';
import { policyOf } from './decided.ts';
import { callsInOrder, policies, toolNames } from './generated.ts';
import { NaiveEngine } from './naiveEngine.ts';

/** Every count that a call of any tool could see at that moment. */
function allCounts(policy: ReturnType<typeof policyOf>, counters: Counters, call: ToolCall): unknown {
  return toolNames.flatMap((tool) =>
    ['g1', 'g2'].flatMap((grant) =>
      ['s1', 's2'].map((session) => readCounters(policy, counters, { ...call, tool, grant, session })),
    ),
  );
}

suite('Laws of deciding', () => {
  test('the engine agrees with a naive one on every call', () => {
    fastCheck.assert(
      fastCheck.property(policies(false), callsInOrder, (document, calls) => {
        const policy = policyOf(document);
        const counters = new Counters();
        const naive = new NaiveEngine(document);
        for (const call of calls) assert.equal(evaluate(policy, counters, call).rule ?? 'allowed', naive.decide(call));
      }),
      { numRuns: 500 },
    );
  });

  test('it agrees on weighed calls, too, as long as nothing is given back', () => {
    fastCheck.assert(
      fastCheck.property(policies(true), callsInOrder, (document, calls) => {
        const policy = policyOf(document);
        const counters = new Counters();
        const naive = new NaiveEngine(document);
        for (const call of calls.map((one): ToolCall => ({ ...one, upstream: 'ok' }))) {
          assert.equal(evaluate(policy, counters, call).rule ?? 'allowed', naive.decide(call));
        }
      }),
      { numRuns: 500 },
    );
  });

  test('no limit ever passes more than max in one of its windows, for one identity', () => {
    fastCheck.assert(
      fastCheck.property(policies(false), callsInOrder, (document, calls) => {
        const policy = policyOf(document);
        const counters = new Counters();
        const passed = new Map<string, number>();
        for (const call of calls) {
          if (evaluate(policy, counters, call).outcome !== 'allowed' || call.upstream === 'error') continue;
          for (const limit of limitsOf(policy, call.tool)) {
            const identity = limit.countedBy === 'grant' ? call.grant : call.session;
            const window = Math.floor(call.at / limit.window.length);
            const key = JSON.stringify([limit.tool ?? null, limit.counter ?? null, identity, window]);
            passed.set(key, (passed.get(key) ?? 0) + 1);
            assert.ok((passed.get(key) ?? 0) <= limit.max, `${key} passed more than ${limit.max}`);
          }
        }
      }),
    );
  });

  test('a call that is not allowed, or whose server answers with an error, changes no count', () => {
    fastCheck.assert(
      fastCheck.property(policies(false), callsInOrder, (document, calls) => {
        const policy = policyOf(document);
        const counters = new Counters();
        for (const call of calls) {
          const before = allCounts(policy, counters, call);
          const { outcome } = evaluate(policy, counters, call);
          if (outcome !== 'allowed' || call.upstream === 'error') {
            assert.deepEqual(allCounts(policy, counters, call), before);
          }
        }
      }),
    );
  });

  test('a denied weighed call changes no count', () => {
    fastCheck.assert(
      fastCheck.property(policies(true), callsInOrder, (document, calls) => {
        const policy = policyOf(document);
        const counters = new Counters();
        for (const call of calls) {
          const before = allCounts(policy, counters, call);
          if (evaluate(policy, counters, call).outcome === 'denied') {
            assert.deepEqual(allCounts(policy, counters, call), before);
          }
        }
      }),
    );
  });

  test('grants and sessions do not influence each other', () => {
    fastCheck.assert(
      fastCheck.property(policies(false), callsInOrder, (document, calls) => {
        // Each grant with a session of its own: nothing is left that two of them share.
        const apart = calls.map((call): ToolCall => ({ ...call, session: `session of ${call.grant}` }));
        const policy = policyOf(document);
        const together = new Counters();
        const mixed = apart.map((call) => evaluate(policy, together, call).rule);
        for (const grant of ['g1', 'g2']) {
          const alone = new Counters();
          for (const [index, call] of apart.entries()) {
            if (call.grant === grant) assert.equal(evaluate(policy, alone, call).rule, mixed[index]);
          }
        }
      }),
    );
  });

  test('the explained decision is the fast one, and its last step says so', () => {
    fastCheck.assert(
      fastCheck.property(policies(true), callsInOrder, (document, calls) => {
        const policy = policyOf(document);
        const fast = new Counters();
        const explained = new Counters();
        for (const call of calls) {
          const { steps, counters, ...verdict } = decide(policy, explained, call);
          assert.deepEqual(verdict, evaluate(policy, fast, call));
          assert.deepEqual(counters, readCounters(policy, fast, call));
          const last = steps.at(-1);
          assert.equal(last?.verdict, verdict.outcome === 'allowed' ? 'passed' : verdict.outcome);
          if (verdict.outcome !== 'allowed') assert.equal(last?.rule, verdict.rule);
          for (const step of steps.slice(0, -1)) assert.equal(step.verdict, 'passed');
        }
      }),
    );
  });
});
