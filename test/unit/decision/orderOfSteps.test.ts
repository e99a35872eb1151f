import assert from 'node:assert/strict';
import { call, decideOne, limit, policyOf } from './decided.ts';

const always = (on_deny: string) => ({ conditions: [], on_deny });
const requireAmount = { conditions: [{ path: 'args.amount', op: 'exists', value: true }], on_deny: 'require' };

suite('The order of a decision', () => {
  const everything = {
    action: 'deny',
    reason: 'action',
    require: [requireAmount],
    deny_if: [always('deny_if')],
    limits: [limit(0)],
  };
  const without = (...keys: readonly string[]) =>
    Object.fromEntries(Object.entries(everything).filter(([key]) => !keys.includes(key)));

  const cases: readonly [string, object, string][] = [
    ['hide comes before everything', { hide: ['charge'], tools: { charge: everything } }, '(hidden)'],
    ['default comes before limits over all tools', { all_tools: { limits: [limit(0)] } }, '(default deny)'],
    ['action comes before require', { tools: { charge: everything } }, '/tools/charge/action'],
    [
      'require comes before deny_if',
      { tools: { charge: without('action') } },
      '/tools/charge/require/args.amount-exists',
    ],
    ['deny_if comes before limits', { tools: { charge: without('action', 'require') } }, '/tools/charge/deny_if/0'],
    [
      "the tool's limits come before those over all tools",
      { tools: { charge: { limits: [limit(0)] } }, all_tools: { limits: [limit(0, { counter: 'calls' })] } },
      '/tools/charge/limits/charge_rate',
    ],
    [
      "the tool's limits come before its rate_limit",
      { tools: { charge: { limits: [limit(0)], rate_limit: { max: 0, window: 60 } } } },
      '/tools/charge/limits/charge_rate',
    ],
    [
      'rate_limit comes before limits over all tools',
      { tools: { charge: { rate_limit: { max: 0, window: 60 } } }, all_tools: { limits: [limit(0)] } },
      '/tools/charge/rate_limit',
    ],
  ];
  for (const [name, policy, rule] of cases) {
    test(name, () => assert.equal(decideOne(policyOf(policy)).rule, rule));
  }

  test('of several rules the first that denies decides', () => {
    const policy = policyOf({ tools: { charge: { deny_if: [always('first'), always('second')] } } });
    assert.equal(decideOne(policy).message, 'first');
  });

  test('a tool that is not listed goes on to the limits over all tools when the default allows', () => {
    const policy = policyOf({ default: 'allow', all_tools: { limits: [limit(0, { counter: 'calls' })] } });
    assert.equal(decideOne(policy, call({ tool: 'anything' })).rule, '/all_tools/limits/calls');
  });

  test('an empty object allows a tool under default deny', () => {
    assert.equal(decideOne(policyOf({ tools: { charge: {} } })).outcome, 'allowed');
  });

  test('names are exact: another case is another tool', () => {
    assert.equal(decideOne(policyOf({ tools: { Charge: {} } })).rule, '(default deny)');
  });

  test('a document without a default denies', () => {
    assert.equal(decideOne(policyOf({ default: undefined })).rule, '(default deny)');
  });
});
