import assert from 'node:assert/strict';
import fc from 'fast-check';
import { coverageFigures, percentOf, unexercised } from '../../../server/scenarios/coverageFigures.ts';
import type { Coverage } from '../../../server/scenarios/coverageRecorder.ts';
import { fileCoverage, scenarioRuns } from '../../../server/scenarios/scenarioFile.ts';
import { scenariosOf, testedPolicyText } from '../../markedScenarios.ts';

/** What steps, each a scenario of its own, exercise of a policy. */
function coverageOf(steps: readonly object[], policy = testedPolicyText): Coverage {
  const scenarios = steps.map((step, index) => ({ name: `${index}`, steps: [step] }));
  const file = scenariosOf(JSON.stringify({ policy: 'policy.json', scenarios }), policy);
  const recorder = fileCoverage(file);
  assert.ok(recorder !== undefined);
  for (const run of scenarioRuns(file, recorder)) {
    assert.ok(run.blocked === undefined, run.blocked?.message);
    for (const _ of run.steps());
  }
  return recorder.coverage;
}

/** The numbers of a coverage, a line for each place: what was called, asked or charged, and both ways of the branches. */
function numbers({ statements, branches }: Coverage): string[] {
  return [
    ...statements.map(({ kind, name, executed }) => `${kind} ${name}: ${executed}`),
    ...branches.map(({ kind, name, heldTrue, heldFalse }) => `${kind} ${name}: ${heldTrue}/${heldFalse}`),
  ];
}

const charge = { tool: 'create_charge', args: { amount: 5, currency: 'usd' } };
const rules = '/tools/create_charge';

suite('Coverage of a policy by scenarios', () => {
  test('nothing is exercised by nothing', () => {
    const coverage = coverageOf([]);
    assert.deepEqual(numbers(coverage), [
      'tool delete_account: 0',
      'limit /all_tools/limits/calls-per-minute: 0',
      'tool create_charge: 0',
      `rule ${rules}/require/args.currency-in: 0`,
      `rule ${rules}/deny_if/args.amount-gt: 0`,
      `limit ${rules}/limits/create_charge_rate: 0`,
      'tool refund: 0',
      'tool search: 0',
      'limit /tools/search/rate_limit: 0',
      'tool list_charges: 0',
      'limit /all_tools/limits/calls-per-minute: 0/0',
      `rule ${rules}/require/args.currency-in: 0/0`,
      'condition args.currency in ["usd","eur"]: 0/0',
      `rule ${rules}/deny_if/args.amount-gt: 0/0`,
      'condition args.amount gt 5000: 0/0',
      'condition args.urgent neq true: 0/0',
      `limit ${rules}/limits/create_charge_rate: 0/0`,
      'limit /tools/search/rate_limit: 0/0',
    ]);
    assert.equal(percentOf(coverageFigures(coverage)), 0);
  });

  const exercised: { what: string; steps: object[]; seen: string[] }[] = [
    {
      what: 'an allowed call passes every rule and charges every limit, each of its times',
      steps: [{ ...charge, times: 3 }],
      seen: [
        'limit /all_tools/limits/calls-per-minute: 3',
        'tool create_charge: 3',
        `rule ${rules}/require/args.currency-in: 3`,
        `rule ${rules}/deny_if/args.amount-gt: 3`,
        `limit ${rules}/limits/create_charge_rate: 3`,
        'limit /all_tools/limits/calls-per-minute: 0/3',
        `rule ${rules}/require/args.currency-in: 0/3`,
        'condition args.currency in ["usd","eur"]: 3/0',
        `rule ${rules}/deny_if/args.amount-gt: 0/3`,
        'condition args.amount gt 5000: 0/3',
        `limit ${rules}/limits/create_charge_rate: 0/3`,
      ],
    },
    {
      what: 'a rule that denies is the last that is asked',
      steps: [{ tool: 'create_charge' }],
      seen: [
        'tool create_charge: 1',
        `rule ${rules}/require/args.currency-in: 1`,
        `rule ${rules}/require/args.currency-in: 1/0`,
        'condition args.currency in ["usd","eur"]: 0/1',
      ],
    },
    {
      what: 'a condition behind one that does not hold is not looked at',
      steps: [{ ...charge, args: { amount: 5001, currency: 'usd', urgent: true } }],
      seen: [
        'limit /all_tools/limits/calls-per-minute: 1',
        'tool create_charge: 1',
        `rule ${rules}/require/args.currency-in: 1`,
        `rule ${rules}/deny_if/args.amount-gt: 1`,
        `limit ${rules}/limits/create_charge_rate: 1`,
        'limit /all_tools/limits/calls-per-minute: 0/1',
        `rule ${rules}/require/args.currency-in: 0/1`,
        'condition args.currency in ["usd","eur"]: 1/0',
        `rule ${rules}/deny_if/args.amount-gt: 0/1`,
        'condition args.amount gt 5000: 1/0',
        'condition args.urgent neq true: 0/1',
        `limit ${rules}/limits/create_charge_rate: 0/1`,
      ],
    },
    {
      what: 'a limit that is reached keeps the one behind it from being charged',
      steps: [{ tool: 'search', times: 11 }],
      seen: [
        'limit /all_tools/limits/calls-per-minute: 10',
        'tool search: 11',
        'limit /tools/search/rate_limit: 11',
        'limit /all_tools/limits/calls-per-minute: 0/10',
        'limit /tools/search/rate_limit: 1/10',
      ],
    },
    { what: 'a hidden tool is called in vain', steps: [{ tool: 'delete_account' }], seen: ['tool delete_account: 1'] },
    { what: 'an approval is a call of the tool', steps: [{ tool: 'refund' }], seen: ['tool refund: 1'] },
    { what: 'a tool that is not listed exercises nothing', steps: [{ tool: 'export' }], seen: [] },
  ];
  for (const { what, steps, seen } of exercised) {
    test(what, () => {
      assert.deepEqual(
        numbers(coverageOf(steps)).filter((line) => !/: 0(\/0)?$/.test(line)),
        seen,
      );
    });
  }

  test('what was not exercised is named, and a branch only where its rule was asked', () => {
    const coverage = coverageOf([charge]);
    assert.deepEqual(
      unexercised(coverage).map(({ place, what }) => `${place.kind} ${place.name}: ${what}`),
      [
        'tool delete_account: never called',
        'limit /all_tools/limits/calls-per-minute: never reached',
        `rule ${rules}/require/args.currency-in: never matched`,
        'condition args.currency in ["usd","eur"]: never failed',
        `rule ${rules}/deny_if/args.amount-gt: never matched`,
        'condition args.amount gt 5000: never held',
        'condition args.urgent neq true: never held',
        'condition args.urgent neq true: never failed',
        `limit ${rules}/limits/create_charge_rate: never reached`,
        'tool refund: never called',
        'tool search: never called',
        'limit /tools/search/rate_limit: never charged',
        'tool list_charges: never called',
      ],
    );
  });

  test('a rule without conditions comes out one way only, so that it can be exercised in full', () => {
    const policy = '{"version": "1", "default": "deny", "tools": {"a": {"deny_if": [{"conditions": []}]}}}';
    const coverage = coverageOf([{ tool: 'a' }], policy);
    assert.deepEqual(numbers(coverage), ['tool a: 1', 'rule /tools/a/deny_if/0: 1']);
    assert.deepEqual(coverageFigures(coverage), { exercised: 2, all: 2 });
  });

  test('a call that cannot be weighed is denied by a limit that it does not reach', () => {
    const policy = `{"version": "1", "default": "deny", "tools": {"a": {"limits": [
      {"counter": "c", "window": "day", "max": 5, "scope": "grant", "increment_from": "args.n"}]}}}`;
    const calls = [
      { tool: 'a', times: 2 },
      { tool: 'a', args: { n: 9 } },
      { tool: 'a', args: { n: 1 } },
    ];
    assert.deepEqual(numbers(coverageOf(calls, policy)), [
      'tool a: 4',
      'limit /tools/a/limits/c: 4',
      'limit /tools/a/limits/c: 1/1',
    ]);
  });

  test("Intercept's rules for every tool are one place, with its conditions where they are written", () => {
    const policy = `{"version": "1", "default": "allow", "tools": {
      "*": {"rules": [{"conditions": [
        {"path": "state._global.n", "op": "lte", "value": 3},
        {"path": "args.a", "op": "eq", "value": 1}], "state": {"counter": "n", "window": "minute"}}]},
      "a": {}}}`;
    const coverage = coverageOf(
      [
        { tool: 'a', args: { a: 1 } },
        { tool: 'b', args: { a: 2 } },
      ],
      policy,
    );
    const condition = coverage.branches.find(({ kind }) => kind === 'condition');
    assert.ok(condition !== undefined);
    const { offset, length } = condition.span;
    assert.equal(policy.slice(offset, offset + length), '{"path": "args.a", "op": "eq", "value": 1}');
    assert.deepEqual([condition.heldTrue, condition.heldFalse], [1, 1]);
  });

  const anyStep = fc.record({
    tool: fc.constantFrom('create_charge', 'search', 'refund', 'list_charges', 'delete_account', 'other'),
    args: fc.record(
      { amount: fc.integer({ min: 0, max: 9000 }), currency: fc.constantFrom('usd', 'gbp') },
      { requiredKeys: [] },
    ),
    times: fc.integer({ min: 1, max: 40 }),
  });

  test('the numbers add up: of both together as of each alone, and each branch to its rule', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 6 }), fc.array(anyStep, { maxLength: 6 }), (left, right) => {
        const [one, two, both] = [coverageOf(left), coverageOf(right), coverageOf([...left, ...right])];
        for (const [index, statement] of both.statements.entries()) {
          assert.equal(
            statement.executed,
            (one.statements[index]?.executed ?? 0) + (two.statements[index]?.executed ?? 0),
          );
        }
        for (const { kind, statement, heldTrue, heldFalse } of both.branches) {
          if (kind === 'condition') assert.ok(heldTrue + heldFalse <= statement.executed);
          else assert.equal(heldTrue + heldFalse, statement.executed);
        }
        const calls = both.statements
          .filter(({ kind }) => kind === 'tool')
          .reduce((sum, each) => sum + each.executed, 0);
        const made = [...left, ...right]
          .filter(({ tool }) => tool !== 'other')
          .reduce((sum, each) => sum + each.times, 0);
        assert.equal(calls, made);
        const { exercised, all } = coverageFigures(both);
        const unseen = both.branches.filter(({ statement }) => statement.executed === 0).length;
        assert.equal(exercised + unexercised(both).length + 2 * unseen, all);
      }),
      { numRuns: 60 },
    );
  });
});
