import assert from 'node:assert/strict';
import fastCheck from 'fast-check';
import { limitsOf } from '../../../server/decision/compile/compiledPolicy.ts';
import { Counters } from '../../../server/decision/counting/counters.ts';
import { decide, readCounters } from '../../../server/decision/decide.ts';
import type { ToolCall } from '../../../server/decision/decision.ts';
import { evaluate } from '../../../server/decision/evaluate.ts';
import { policyOf } from './decided.ts';
import { callsAnsweredLate, callsInOrder, policies, toolNames, windowModes } from './generated.ts';
import { NaiveEngine } from './naiveEngine.ts';

/** Every count that a call of any tool could see at that moment. */
function allCounts(policy: ReturnType<typeof policyOf>, counters: Counters, call: ToolCall): unknown {
  return toolNames.flatMap((tool) =>
    ['g1', 'g2'].flatMap((grant) =>
      ['s1', 's2'].map((session) => readCounters(policy, counters, { ...call, tool, grant, session })),
    ),
  );
}

function sharedKey({ tool, grant }: ToolCall): string {
  return `${tool} ${grant}`;
}

suite('Laws of deciding', () => {
  test('the engine agrees with a naive one on every call and on every counter, before and after', () => {
    fastCheck.assert(
      fastCheck.property(policies(false), callsAnsweredLate, windowModes, (document, calls, windows) => {
        const policy = policyOf(document);
        const counters = new Counters(windows);
        const naive = new NaiveEngine(document, windows);
        for (const call of calls) {
          const decision = decide(policy, counters, call);
          const readings = decision.counters.map(({ id, used, usedBefore, resetsAt }) => ({
            id,
            used,
            usedBefore,
            resetsAt,
          }));
          assert.deepEqual({ rule: decision.rule ?? 'allowed', counters: readings }, naive.decide(call));
        }
      }),
      { numRuns: 500 },
    );
  });

  test('it agrees on weighed calls, too', () => {
    fastCheck.assert(
      fastCheck.property(policies(true), callsAnsweredLate, windowModes, (document, calls, windows) => {
        const policy = policyOf(document);
        const counters = new Counters(windows);
        const naive = new NaiveEngine(document, windows);
        for (const call of calls) {
          const { rule = 'allowed', counters: readings } = decide(policy, counters, call);
          const expected = naive.decide(call);
          assert.equal(rule, expected.rule);
          assert.deepEqual(
            readings.map(({ used, usedBefore }) => [used, usedBefore]),
            expected.counters.map(({ used, usedBefore }) => [used, usedBefore]),
          );
        }
      }),
      { numRuns: 500 },
    );
  });

  test('no count is ever above its max, however late answers come and however windows lie', () => {
    fastCheck.assert(
      fastCheck.property(policies(false), callsAnsweredLate, windowModes, (document, calls, windows) => {
        const policy = policyOf(document);
        const counters = new Counters(windows);
        for (const call of calls) {
          for (const { used, max } of decide(policy, counters, call).counters) assert.ok(used >= 0 && used <= max);
        }
      }),
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

  test('a denied call changes no count, however late answers come and however windows lie', () => {
    fastCheck.assert(
      fastCheck.property(policies(true), callsAnsweredLate, windowModes, (document, calls, windows) => {
        const policy = policyOf(document);
        const counters = new Counters(windows);
        for (const call of calls) {
          counters.settle(call.at);
          const [before, waiting] = [allCounts(policy, counters, call), counters.pending];
          if (evaluate(policy, counters, call).outcome === 'allowed') continue;
          assert.deepEqual(allCounts(policy, counters, call), before);
          assert.equal(counters.pending, waiting);
        }
      }),
    );
  });

  test('the order of calls that share no counter does not matter', () => {
    fastCheck.assert(
      fastCheck.property(policies(true), callsAnsweredLate, windowModes, (document, calls, windows) => {
        // Without limits over all tools, and with a session of its own for each grant, tool and grant make a counter.
        const policy = policyOf({ ...document, all_tools: { limits: [] } });
        const apart = calls.map((call): ToolCall => ({ ...call, session: `session of ${call.grant}` }));
        const decided = (ordered: readonly ToolCall[]): Map<ToolCall, string | undefined> => {
          const counters = new Counters(windows);
          return new Map(ordered.map((call) => [call, evaluate(policy, counters, call).rule]));
        };
        const sorted = apart.toSorted((one, other) => sharedKey(one).localeCompare(sharedKey(other)));
        const [asMade, byKey] = [decided(apart), decided(sorted)];
        for (const call of apart) assert.equal(byKey.get(call), asMade.get(call));
      }),
    );
  });

  test('grants and sessions do not influence each other', () => {
    fastCheck.assert(
      fastCheck.property(policies(false), callsAnsweredLate, (document, calls) => {
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
      fastCheck.property(policies(true), callsAnsweredLate, windowModes, (document, calls, windows) => {
        const policy = policyOf(document);
        const fast = new Counters(windows);
        const explained = new Counters(windows);
        for (const call of calls) {
          const { steps, counters, ...verdict } = decide(policy, explained, call);
          assert.deepEqual(verdict, evaluate(policy, fast, call));
          assert.deepEqual(
            counters.map(({ usedBefore: _, ...reading }) => reading),
            readCounters(policy, fast, call),
          );
          const last = steps.at(-1);
          assert.equal(last?.verdict, verdict.outcome === 'allowed' ? 'passed' : verdict.outcome);
          if (verdict.outcome !== 'allowed') assert.equal(last?.rule, verdict.rule);
          for (const step of steps.slice(0, -1)) assert.equal(step.verdict, 'passed');
        }
      }),
    );
  });
});
