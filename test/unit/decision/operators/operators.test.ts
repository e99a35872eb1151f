import assert from 'node:assert/strict';
import type { JsonObject } from '../../../../server/policy/json.ts';
import { decideOne, policyOfTool } from '../decided.ts';

/** Whether the condition holds: a require rule lets exactly those calls through. */
function holds(path: string, op: string, value: unknown, args: JsonObject): boolean {
  return decideOne(policyOfTool({ require: [{ conditions: [{ path, op, value }] }] }), { args }).outcome === 'allowed';
}

type Case = readonly [op: string, value: unknown, actual: JsonObject[string], holds: boolean];

suite('Operators, beyond the vectors', () => {
  const subjects: Readonly<Record<string, readonly Case[]>> = {
    'numbers compare as numbers': [
      ['eq', 0, -0, true],
      ['eq', 1e6, 1000000, true],
      ['in', [1e6], 1000000, true],
      ['in', [0], -0, true],
      ['not_in', [0], -0, false],
      ['eq', 0.30000000000000004, 0.3, false],
    ],
    'a number beside a text compares as Go prints it': [
      ['eq', '1e+06', 1000000, true],
      ['eq', '1000000', 1000000, false],
      ['eq', 1000000, '1e+06', true],
      ['eq', '999999', 999999, true],
      ['eq', '1e-05', 0.00001, true],
      ['in', ['1e+06'], 1000000, true],
      ['contains', '1e+06', [1000000], true],
    ],
    'other types compare by their text forms': [
      ['eq', null, null, true],
      ['eq', '<nil>', null, true],
      ['neq', 'x', null, true],
      ['eq', '[a b]', ['a', 'b'], true],
      ['eq', 'map[a:1 b:2]', { b: 2, a: 1 }, true],
      ['in', [true, null], 'true', true],
      ['not_in', [true, null], 'true', false],
    ],
    'lt, lte, gt and gte convert nothing': [
      ['gt', 1, '5', false],
      ['lt', 1, null, false],
      ['gte', 1, true, false],
      ['lte', '5', 1, false],
    ],
    'exists takes null for missing': [
      ['exists', true, null, false],
      ['exists', false, null, true],
      ['exists', true, false, true],
      ['exists', 'yes', 1, false],
    ],
    'regex looks anywhere in a text, line breaks as in Go': [
      ['regex', 'b', 'abc', true],
      ['regex', '^b', 'abc', false],
      ['regex', 'a$', 'a\n', false],
      ['regex', '^.$', '😀', true],
      ['regex', '5', 5, false],
    ],
    'contains is a substring or an element': [
      ['contains', 5, '5', false],
      ['contains', '5', ['a', 5], true],
      ['contains', 'a', { a: 1 }, false],
      ['contains', null, [null], true],
    ],
    'a value of the wrong kind never throws': [
      ['in', 'abc', 'a', false],
      ['not_in', 'abc', 'a', true],
      ['regex', 5, '5', false],
      ['regex', '(', '(', false],
      ['like', 'a', 'a', false],
    ],
  };
  for (const [subject, cases] of Object.entries(subjects)) {
    for (const [op, value, actual, expected] of cases) {
      test(`${subject}: ${JSON.stringify(actual)} ${op} ${JSON.stringify(value)} is ${expected}`, () => {
        assert.equal(holds('args.v', op, value, { v: actual }), expected);
      });
    }
  }

  test('a missing argument makes every operator false except exists: false', () => {
    const values = { eq: 1, neq: 1, lt: 1, lte: 1, gt: 1, gte: 1, in: [1], not_in: [1], regex: '.', contains: 'a' };
    for (const [op, value] of Object.entries(values)) assert.equal(holds('args.v', op, value, {}), false, op);
    assert.equal(holds('args.v', 'exists', true, {}), false);
    assert.equal(holds('args.v', 'exists', false, {}), true);
  });

  test('so require with neq denies a missing argument, and deny_if with neq lets it through', () => {
    const rule = { conditions: [{ path: 'args.v', op: 'neq', value: 1 }] };
    assert.equal(decideOne(policyOfTool({ require: [rule] })).outcome, 'denied');
    assert.equal(decideOne(policyOfTool({ deny_if: [rule] })).outcome, 'allowed');
  });

  test('all conditions of a rule must hold', () => {
    const rule = {
      conditions: [
        { path: 'args.a', op: 'eq', value: 1 },
        { path: 'args.b', op: 'eq', value: 2 },
      ],
    };
    for (const args of [{ a: 1, b: 2 }, { a: 1 }, { b: 2 }, {}]) {
      const both = Object.keys(args).length === 2;
      assert.equal(decideOne(policyOfTool({ deny_if: [rule] }), { args }).outcome, both ? 'denied' : 'allowed');
      assert.equal(decideOne(policyOfTool({ require: [rule] }), { args }).outcome, both ? 'allowed' : 'denied');
    }
  });
});

suite('Argument paths', () => {
  const cases: readonly [string, JsonObject, boolean][] = [
    ['args.a', { a: 1 }, true],
    ['args.a.b', { a: { b: 1 } }, true],
    ['args.a.b', { 'a.b': 1 }, false],
    ['args.a.0', { a: [1] }, false],
    ['args.a.length', { a: 'text' }, false],
    ['args.', { '': 1 }, true],
    ['args', { args: 1 }, false],
    ['a', { a: 1 }, false],
    ['state.a', { a: 1 }, false],
  ];
  for (const [path, args, found] of cases) {
    test(`${path} is ${found ? '' : 'not '}in ${JSON.stringify(args)}`, () => {
      assert.equal(holds(path, 'exists', true, args), found);
      assert.equal(holds(path, 'exists', false, args), !found);
    });
  }
});

suite('Patterns that do not compile', () => {
  test('never hold, and are a problem at their place that says why', () => {
    const policy = policyOfTool({ deny_if: [{ conditions: [{ path: 'args.v', op: 'regex', value: '(?=x)' }] }] });
    assert.equal(decideOne(policy, { args: { v: 'x' } }).outcome, 'allowed');
    const [problem] = policy.problems;
    assert.match(problem?.message ?? '', /"\(\?=x\)" does not compile .*never holds.*RE2/);
    assert.equal(problem?.span.length, '"(?=x)"'.length);
  });
});
