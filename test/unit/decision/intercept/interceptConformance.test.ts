import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Counters } from '../../../../server/decision/counting/counters.ts';
import type { ToolCall } from '../../../../server/decision/decision.ts';
import { evaluate } from '../../../../server/decision/evaluate.ts';
import { call, policyOf } from '../decided.ts';

suite("Conformance: Intercept's limits, written in its own dialect", () => {
  interface Vector {
    readonly policy: {
      readonly default: string;
      readonly hide?: readonly string[];
      readonly all_tools?: { readonly limits: readonly Limit[] };
      readonly tools: Readonly<
        Record<string, { readonly require?: readonly object[]; readonly limits?: readonly Limit[] }>
      >;
    };
    readonly calls: readonly (Pick<ToolCall, 'tool' | 'args'> & { readonly at: string })[];
    readonly allowed: readonly boolean[];
  }
  interface Limit {
    readonly counter: string;
    readonly window: string;
    readonly max: number;
    readonly increment_from?: string;
  }
  const file = path.join(__dirname, '../../../fixtures/conformance/limits.json');
  // The file is part of this repository, and a vector of another shape fails its own case.
  const all = JSON.parse(readFileSync(file, 'utf8')) as readonly Vector[];

  const counting = (scope: string, { counter, window, max, increment_from }: Limit, index: number) => ({
    name: `${counter} ${index}`,
    conditions: [{ path: `state.${scope}.${counter}`, op: index % 2 === 0 ? 'lte' : 'lt', value: max + (index % 2) }],
    state: { counter, window, ...(increment_from !== undefined && { increment_from }) },
  });

  function inDialect({ policy }: Vector): object {
    const tools = Object.entries(policy.tools).map(([name, { require = [], limits = [] }]) => [
      name,
      { rules: [...require, ...limits.map((limit, index) => counting(name, limit, index))] },
    ]);
    const every = (policy.all_tools?.limits ?? []).map((limit, index) => counting('_global', limit, index));
    return {
      default: policy.default,
      hide: policy.hide ?? [],
      tools: { ...Object.fromEntries(tools), '*': { rules: every } },
    };
  }

  test('all 120 policies are here', () => assert.equal(all.length, 120));

  for (const [index, vector] of all.entries()) {
    test(`policy ${index}: ${vector.calls.length} calls`, () => {
      const compiled = policyOf(inDialect(vector));
      assert.deepEqual(compiled.problems, []);
      const counters = new Counters();
      const decided = vector.calls.map(
        (given) => evaluate(compiled, counters, call({ ...given, at: Date.parse(given.at) })).outcome === 'allowed',
      );
      assert.deepEqual(decided, vector.allowed);
    });
  }
});
