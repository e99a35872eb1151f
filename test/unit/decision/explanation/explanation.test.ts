import assert from 'node:assert/strict';
import { Counters } from '../../../../server/decision/counting/counters.ts';
import { decide } from '../../../../server/decision/decide.ts';
import type { Decision, ToolCall } from '../../../../server/decision/decision.ts';
import type { JsonValue } from '../../../../server/policy/json.ts';
import { call, decideOne, limit, policyOf, policyOfTool, tenOClock } from '../decided.ts';

const amount = (op: string, value: unknown) => ({ path: 'args.amount', op, value });

/** The steps of a decision, one line each. */
function chain(decision: Decision): string[] {
  return decision.steps.map(({ step, verdict, rule, detail }) => `${step} ${verdict} ${rule}: ${detail}`);
}

suite('A decision explains itself', () => {
  test('an allowed call shows the whole chain', () => {
    const policy = policyOf({
      tools: {
        charge: {
          require: [{ conditions: [amount('lte', 5000)] }],
          deny_if: [{ conditions: [amount('lt', 0)] }],
          limits: [limit(30)],
        },
      },
      all_tools: { limits: [limit(60, { counter: 'calls', window: 'hour' })] },
    });
    assert.deepEqual(chain(decideOne(policy, { args: { amount: 100 } })), [
      'hide passed (hidden): "charge" is not in "hide".',
      'default passed /tools/charge: "charge" is listed under "tools".',
      'require passed /tools/charge/require/args.amount-lte: args.amount is 100, and 100 <= 5000.',
      'deny_if passed /tools/charge/deny_if/args.amount-lt: args.amount is 100, and 100 >= 0; the rule denies only when args.amount lt 0.',
      'limit passed /tools/charge/limits/charge_rate: 0 of 30 used in this minute, and 0 + 1 <= 30.',
      'limit passed /all_tools/limits/calls: 0 of 60 used in this hour, and 0 + 1 <= 60.',
    ]);
  });

  test('the chain ends with the step that denied', () => {
    const policy = policyOfTool({ require: [{ conditions: [amount('lte', 5000)] }], limits: [limit(30)] });
    assert.equal(
      chain(decideOne(policy, { args: { amount: 9000 } })).at(-1),
      'require denied /tools/charge/require/args.amount-lte: args.amount is 9000, and 9000 > 5000; the rule requires args.amount lte 5000.',
    );
  });

  const sentences: readonly {
    readonly when: string;
    readonly policy: object;
    readonly given?: Partial<ToolCall>;
    readonly last: string;
  }[] = [
    {
      when: 'a hidden tool',
      policy: { hide: ['charge'] },
      last: 'hide denied (hidden): "charge" is in "hide".',
    },
    {
      when: 'every tool hidden',
      policy: { hide: ['*'] },
      last: 'hide denied (hidden): "charge" is hidden by "*" in "hide", which hides every tool.',
    },
    {
      when: 'a tool that is not listed',
      policy: {},
      last: 'default denied (default deny): "charge" is not listed under "tools", and "default" is "deny".',
    },
    {
      when: 'a tool that is not listed and let through',
      policy: { default: 'allow' },
      last: 'default passed (default allow): "charge" is not listed under "tools", and "default" is "allow".',
    },
    {
      when: 'no default',
      policy: { default: undefined },
      last: 'default denied (default deny): "charge" is not listed under "tools", and "default" is missing, which denies.',
    },
    {
      when: 'an action',
      policy: { tools: { charge: { action: 'require_approval' } } },
      last: 'action approval /tools/charge/action: "action" is "require_approval", whatever the arguments.',
    },
    {
      when: 'an empty deny_if',
      policy: { tools: { charge: { deny_if: [{ conditions: [] }] } } },
      last: 'deny_if denied /tools/charge/deny_if/0: The rule has no conditions, so it denies every call.',
    },
    {
      when: 'an empty require',
      policy: { tools: { charge: { require: [{ conditions: [] }] } } },
      last: 'require passed /tools/charge/require/0: The rule has no conditions, so it requires nothing.',
    },
    {
      when: 'several conditions that all hold',
      policy: {
        tools: { charge: { deny_if: [{ conditions: [amount('gt', 5), { path: 'args.to', op: 'eq', value: 'x' }] }] } },
      },
      given: { args: { amount: 6, to: 'x' } },
      last: 'deny_if denied /tools/charge/deny_if/args.amount-gt: args.amount is 6, and 6 > 5; args.to is "x", and "x" equals "x".',
    },
    {
      when: 'a full limit',
      policy: { tools: { charge: { limits: [limit(0)] } } },
      last: 'limit denied /tools/charge/limits/charge_rate: 0 of 0 used in this minute, and 0 + 1 > 0; the count is 0 again at 2026-03-01T10:01:00Z.',
    },
    {
      when: 'a weighed call',
      policy: { tools: { charge: { limits: [limit(9, { increment_from: 'args.amount' })] } } },
      given: { args: { amount: 5 } },
      last: 'limit passed /tools/charge/limits/charge_rate: args.amount is 5; 0 of 9 used in this minute, and 0 + 5 <= 9.',
    },
    {
      when: 'a weight that is cut',
      policy: { tools: { charge: { limits: [limit(9, { increment_from: 'args.amount' })] } } },
      given: { args: { amount: 9.99 } },
      last: 'limit passed /tools/charge/limits/charge_rate: args.amount is 9.99, which counts as 9; 0 of 9 used in this minute, and 0 + 9 <= 9.',
    },
    {
      when: 'a weight that is missing',
      policy: { tools: { charge: { limits: [limit(9, { increment_from: 'args.amount' })] } } },
      last: 'limit denied /tools/charge/limits/charge_rate: args.amount is missing, so the call cannot be weighed: a number is needed.',
    },
    {
      when: 'a reservation that was given back',
      policy: { tools: { charge: { limits: [limit(9)] } } },
      given: { upstream: 'error' },
      last: 'limit passed /tools/charge/limits/charge_rate: 0 of 9 used in this minute, and 0 + 1 <= 9; given back, for the server answered with an error.',
    },
    {
      when: 'a reservation that comes back later',
      policy: { tools: { charge: { limits: [limit(9)] } } },
      given: { upstream: 'error', answeredAfter: 1500 },
      last: 'limit passed /tools/charge/limits/charge_rate: 0 of 9 used in this minute, and 0 + 1 <= 9; to be given back at 2026-03-01T10:00:01.500Z, when the server answers with an error.',
    },
    {
      when: 'a timeout that is over at once',
      policy: { tools: { charge: { limits: [limit(9)] } } },
      given: { upstream: 'timeout' },
      last: 'limit passed /tools/charge/limits/charge_rate: 0 of 9 used in this minute, and 0 + 1 <= 9; given back, for the server did not answer.',
    },
    {
      when: 'a timeout',
      policy: { tools: { charge: { limits: [limit(9)] } } },
      given: { upstream: 'timeout', answeredAfter: 30_000 },
      last: 'limit passed /tools/charge/limits/charge_rate: 0 of 9 used in this minute, and 0 + 1 <= 9; to be given back at 2026-03-01T10:00:30Z, when the proxy stops waiting for an answer.',
    },
    {
      when: 'a full limit whose call would have met an error',
      policy: { tools: { charge: { limits: [limit(0)] } } },
      given: { upstream: 'error' },
      last: 'limit denied /tools/charge/limits/charge_rate: 0 of 0 used in this minute, and 0 + 1 > 0; the count is 0 again at 2026-03-01T10:01:00Z.',
    },
  ];
  for (const { when, policy, given, last } of sentences) {
    test(`${when}: ${last}`, () => assert.equal(chain(decideOne(policyOf(policy), given)).at(-1), last));
  }

  test('each counter is shown as it stood before the call and as it stands afterwards', () => {
    const policy = policyOfTool({ limits: [limit(9), limit(9, { counter: 'cost', increment_from: 'args.amount' })] });
    const counters = new Counters();
    const readings = (amount: number, given: Partial<ToolCall> = {}) =>
      decide(policy, counters, call({ args: { amount }, ...given })).counters.map(({ usedBefore, used }) => [
        usedBefore,
        used,
      ]);
    assert.deepEqual(readings(5), [
      [0, 1],
      [0, 5],
    ]);
    assert.deepEqual(readings(5), [
      [1, 1],
      [5, 5],
    ]);
    assert.deepEqual(readings(2, { upstream: 'error' }), [
      [1, 1],
      [5, 5],
    ]);
    assert.deepEqual(readings(2, { upstream: 'error', answeredAfter: 1 }), [
      [1, 2],
      [5, 7],
    ]);
    assert.deepEqual(readings(-1, { at: tenOClock + 1 }), [
      [1, 2],
      [5, 4],
    ]);
  });

  test('nothing is given back of a call that a later limit denied', () => {
    const policy = policyOfTool({ limits: [limit(9), limit(0, { counter: 'other' })] });
    const [first] = decideOne(policy, { upstream: 'error' }).steps.filter(({ step }) => step === 'limit');
    assert.equal(first?.detail, '0 of 9 used in this minute, and 0 + 1 <= 9.');
  });

  const comparisons: readonly [op: string, value: unknown, actual: JsonValue | undefined, sentence: string][] = [
    ['eq', 'x', undefined, 'args.amount is missing'],
    ['eq', 5, '5', 'args.amount is "5", and "5" equals 5'],
    ['eq', 5, 6, 'args.amount is 6, and 6 does not equal 5'],
    ['neq', 5, 5, 'args.amount is 5, and 5 equals 5'],
    ['in', ['a', 1], 'b', 'args.amount is "b", and "b" is not one of ["a", 1]'],
    ['not_in', ['a', 1], 'a', 'args.amount is "a", and "a" is one of ["a", 1]'],
    ['gt', 5, '9', 'args.amount is "9", and "9" is not a number'],
    ['gt', '5', 9, 'args.amount is 9, and "5" is not a number'],
    ['exists', true, null, 'args.amount is null, and null counts as missing'],
    ['exists', false, 1, 'args.amount is 1, and that counts as existing'],
    ['regex', '^a', 'b', 'args.amount is "b", and "b" does not match "^a"'],
    ['regex', '^a', 1, 'args.amount is 1, and 1 is not a text'],
    ['regex', '(', 'a', 'args.amount is "a", and the pattern does not compile'],
    ['contains', 'x', ['a'], 'args.amount is ["a"], and ["a"] does not contain "x"'],
    ['like', 'x', 'a', 'args.amount is "a", and the operator is unknown'],
    [
      'eq',
      'x',
      { a: { b: { c: [1] } } },
      'args.amount is {"a": {"b": {"c": […]}}}, and {"a": {"b": {"c": […]}}} does not equal "x"',
    ],
  ];
  for (const [op, value, actual, sentence] of comparisons) {
    test(sentence, () => {
      const policy = policyOfTool({ require: [{ conditions: [amount(op, value)] }] });
      const decision = decideOne(policy, { args: actual === undefined ? {} : { amount: actual } });
      assert.equal(decision.steps.at(-1)?.detail.split(/; |\.$/)[0], sentence);
    });
  }

  test('a value of any size makes a sentence that can be read', () => {
    const policy = policyOfTool({ require: [{ conditions: [amount('eq', 'x')] }] });
    const wide = Array.from({ length: 100_000 }, (_, index) => `element ${index}`);
    let deep: JsonValue = [];
    for (let depth = 0; depth < 100_000; depth++) deep = { deeper: deep };
    for (const value of [
      'y'.repeat(1_000_000),
      wide,
      deep,
      Object.fromEntries(wide.map((name) => [name.repeat(20), name])),
    ]) {
      assert.ok((decideOne(policy, { args: { amount: value } }).steps.at(-1)?.detail.length ?? 0) < 3000);
    }
  });

  test('a window that ends beyond the calendar ends with it', () => {
    const decision = decideOne(policyOfTool({ limits: [limit(0)] }), { at: 1e16 });
    assert.match(decision.steps.at(-1)?.detail ?? '', /at \+275760-09-13T00:00:00Z\.$/);
  });
});
