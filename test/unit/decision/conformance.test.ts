import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Counters } from '../../../server/decision/counting/counters.ts';
import type { ToolCall, UpstreamOutcome } from '../../../server/decision/decision.ts';
import { evaluate } from '../../../server/decision/evaluate.ts';
import type { JsonObject } from '../../../server/policy/json.ts';
import { call, decideOne, policyOf, policyOfTool } from './decided.ts';

/*
 * Vectors made by running Intercept, the proxy's open-source engine, on generated input. They are the ground truth:
 * when one of them fails, this engine is wrong.
 */

interface ConditionVector {
  readonly condition: { readonly path: string; readonly op: string; readonly value: unknown };
  readonly args: JsonObject;
  readonly holds: boolean;
}

interface PatternVector {
  readonly pattern: string;
  readonly compiles: boolean;
}

interface LimitVector {
  readonly policy: object;
  readonly calls: readonly {
    readonly at: string;
    readonly tool: string;
    readonly args: JsonObject;
    readonly upstream?: UpstreamOutcome;
  }[];
  readonly allowed: readonly boolean[];
}

function vectors<Vector>(name: string): readonly Vector[] {
  const file = path.join(__dirname, '../../fixtures/conformance', `${name}.json`);
  // The files are part of this repository, and a vector of another shape fails its own case.
  return JSON.parse(readFileSync(file, 'utf8')) as readonly Vector[];
}

suite('Conformance: conditions', () => {
  const all = vectors<ConditionVector>('conditions');
  test('all 637 vectors are here', () => assert.equal(all.length, 637));

  for (const [index, { condition, args, holds }] of all.entries()) {
    test(`${index}: ${JSON.stringify(condition)} ${holds ? 'holds' : 'does not hold'} for ${JSON.stringify(args)}`, () => {
      const rule = { conditions: [condition] };
      assert.equal(decideOne(policyOfTool({ require: [rule] }), { args }).outcome, holds ? 'allowed' : 'denied');
      assert.equal(decideOne(policyOfTool({ deny_if: [rule] }), { args }).outcome, holds ? 'denied' : 'allowed');
    });
  }
});

suite('Conformance: patterns', () => {
  const all = vectors<PatternVector>('patterns');
  test('all 24 vectors are here', () => assert.equal(all.length, 24));

  for (const { pattern, compiles } of all) {
    test(`${JSON.stringify(pattern)} ${compiles ? 'compiles' : 'does not compile'}`, () => {
      const policy = policyOfTool({ require: [{ conditions: [{ path: 'args.v', op: 'regex', value: pattern }] }] });
      assert.equal(policy.problems.length, compiles ? 0 : 1);
    });
  }
});

suite('Conformance: limits over time', () => {
  const all = vectors<LimitVector>('limits');
  test('all 120 policies are here', () => assert.equal(all.length, 120));

  for (const [index, { policy, calls, allowed }] of all.entries()) {
    test(`policy ${index}: ${calls.length} calls`, () => {
      const compiled = policyOf(policy);
      const counters = new Counters();
      const timed = calls.map((given): ToolCall => call({ ...given, at: Date.parse(given.at) }));
      const decided = timed.map((one) => evaluate(compiled, counters, one).outcome === 'allowed');
      assert.deepEqual(decided, allowed);
    });
  }
});
