import assert from 'node:assert/strict';
import { Counters } from '../../../../server/decision/counting/counters.ts';
import { decide } from '../../../../server/decision/decide.ts';
import { agentText } from '../../../../server/decision/explanation/messages.ts';
import { call, decideOne, limit, policyOf, policyOfTool } from '../decided.ts';

const overLimit = { conditions: [{ path: 'args.amount', op: 'gt', value: 5000 }] };

suite('Rule ids and messages are those of the proxy', () => {
  const cases: readonly {
    readonly when: string;
    readonly policy: object;
    readonly args?: Record<string, number>;
    readonly rule: string;
    readonly message: string;
  }[] = [
    {
      when: 'the tool is hidden',
      policy: { hide: ['charge'], tools: { charge: {} } },
      rule: '(hidden)',
      message: 'Tool "charge" is hidden by policy',
    },
    {
      when: 'every tool is hidden',
      policy: { default: 'allow', hide: ['*'] },
      rule: '(hidden)',
      message: 'Tool "charge" is hidden by policy',
    },
    {
      when: 'the tool is not listed and the default denies',
      policy: { tools: { refund: {} } },
      rule: '(default deny)',
      message: 'Tool "charge" is not permitted by policy',
    },
    {
      when: 'a require rule is not met',
      policy: { tools: { charge: { require: [{ ...overLimit, on_deny: 'Only large amounts.' }] } } },
      rule: '/tools/charge/require/args.amount-gt',
      message: 'Only large amounts.',
    },
    {
      when: 'a deny_if rule is met',
      policy: { tools: { charge: { deny_if: [{ ...overLimit, on_deny: 'Too much.' }] } } },
      args: { amount: 9000 },
      rule: '/tools/charge/deny_if/args.amount-gt',
      message: 'Too much.',
    },
    {
      when: 'a rule without a message denies',
      policy: { tools: { charge: { deny_if: [overLimit] } } },
      args: { amount: 9000 },
      rule: '/tools/charge/deny_if/args.amount-gt',
      message: 'Denied by rule "/tools/charge/deny_if/args.amount-gt"',
    },
    {
      when: 'a rule with an empty message denies',
      policy: { tools: { charge: { deny_if: [{ ...overLimit, on_deny: '' }] } } },
      args: { amount: 9000 },
      rule: '/tools/charge/deny_if/args.amount-gt',
      message: 'Denied by rule "/tools/charge/deny_if/args.amount-gt"',
    },
    {
      when: 'the second rule, which has no conditions, denies',
      policy: { tools: { charge: { deny_if: [overLimit, { conditions: [], on_deny: 'Requires human approval.' }] } } },
      rule: '/tools/charge/deny_if/1',
      message: 'Requires human approval.',
    },
    {
      when: "the tool's own limit has no room",
      policy: { tools: { charge: { limits: [limit(0)] } } },
      rule: '/tools/charge/limits/charge_rate',
      message: 'Rate limit of 0 per minute reached. Try again later.',
    },
    {
      when: 'a limit over all tools has no room',
      policy: { tools: { charge: {} }, all_tools: { limits: [limit(0, { counter: 'calls', window: 'hour' })] } },
      rule: '/all_tools/limits/calls',
      message: 'Rate limit of 0 per hour reached. Try again later.',
    },
    {
      when: 'rate_limit has no room',
      policy: { tools: { charge: { rate_limit: { max: 0, window: 45 } } } },
      rule: '/tools/charge/rate_limit',
      message: 'Rate limit of 0 per 45 seconds reached. Try again later.',
    },
    {
      when: 'the call does not say how much it weighs',
      policy: { tools: { charge: { limits: [limit(9, { increment_from: 'args.amount' })] } } },
      rule: '/tools/charge/limits/charge_rate',
      message: 'Internal policy error',
    },
    {
      when: 'the action denies with a reason',
      policy: { tools: { charge: { action: 'deny', reason: 'Frozen.' } } },
      rule: '/tools/charge/action',
      message: 'Frozen.',
    },
    {
      when: 'the action denies without a reason',
      policy: { tools: { charge: { action: 'deny' } } },
      rule: '/tools/charge/action',
      message: 'Denied by rule "/tools/charge/action"',
    },
  ];

  for (const { when, policy, args, rule, message } of cases) {
    test(`when ${when}: ${rule}`, () => {
      const decision = decideOne(policyOf(policy), { args: args ?? {} });
      assert.equal(decision.outcome, 'denied');
      assert.equal(decision.rule, rule);
      assert.equal(decision.message, message);
      const last = decision.steps.at(-1);
      assert.equal(last?.rule, rule);
      assert.equal(last?.verdict, 'denied');
    });
  }

  test('without a policy every call is denied by (no policy)', () => {
    const decision = decide(undefined, new Counters(), call());
    assert.equal(decision.outcome, 'denied');
    assert.equal(decision.rule, '(no policy)');
    assert.equal(decision.message, 'No policy is attached to this grant');
    assert.deepEqual(decision.counters, []);
    assert.equal(decision.steps.length, 1);
  });

  test('an allowed call has neither rule nor message', () => {
    const decision = decideOne(policyOfTool({}));
    assert.deepEqual(Object.keys(decision).toSorted(), ['counters', 'outcome', 'steps']);
  });

  test('a name with quotes stays readable in the message', () => {
    assert.equal(decideOne(policyOf({}), { tool: 'a "b"' }).message, 'Tool "a \\"b\\"" is not permitted by policy');
  });

  test('the agent reads the message behind the mark of the proxy', () => {
    assert.equal(agentText('Too much.'), '[POLICY DENIED] Too much.');
  });
});
