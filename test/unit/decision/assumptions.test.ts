import assert from 'node:assert/strict';
import type { AssumptionId } from '../../../server/decision/assumptions.ts';
import { Counters } from '../../../server/decision/counters.ts';
import { decide } from '../../../server/decision/decide.ts';
import type { ToolCall } from '../../../server/decision/decision.ts';
import { call, decideOne, limit, minute, policyOfTool, tenOClock } from './decided.ts';

const amount = (op: string, value: unknown) => ({ path: 'args.amount', op, value });

suite('A step names the assumptions it rests on', () => {
  const two = [amount('gt', 5), { path: 'args.to', op: 'eq', value: 'x' }];
  const cases: readonly {
    readonly name: string;
    readonly tool: object;
    readonly args?: ToolCall['args'];
    readonly assumptions: readonly AssumptionId[] | undefined;
  }[] = [
    {
      name: 'one condition rests on nothing',
      tool: { deny_if: [{ conditions: [amount('gt', 5)] }] },
      args: { amount: 9 },
      assumptions: undefined,
    },
    {
      name: 'two conditions of which one holds',
      tool: { deny_if: [{ conditions: two }] },
      args: { amount: 9 },
      assumptions: ['conditions-are-all-of'],
    },
    {
      name: 'two conditions that both hold',
      tool: { deny_if: [{ conditions: two }] },
      args: { amount: 9, to: 'x' },
      assumptions: undefined,
    },
    {
      name: 'a require rule denies what a deny_if rule would deny, too',
      tool: { require: [{ conditions: [amount('lt', 5)] }], deny_if: [{ conditions: [amount('gt', 5)] }] },
      args: { amount: 9 },
      assumptions: ['require-before-deny-if'],
    },
    { name: 'an empty rule', tool: { deny_if: [{ conditions: [] }] }, assumptions: ['empty-rule-id'] },
    {
      name: 'a large number beside a text',
      tool: { require: [{ conditions: [amount('eq', '1000000')] }] },
      args: { amount: 1e6 },
      assumptions: ['number-text'],
    },
    {
      name: 'a small number beside a text',
      tool: { require: [{ conditions: [amount('eq', '5')] }] },
      args: { amount: 5 },
      assumptions: undefined,
    },
    { name: 'a limit with room', tool: { limits: [limit(5)] }, assumptions: undefined },
    { name: 'a full limit', tool: { limits: [limit(0)] }, assumptions: ['aligned-windows'] },
    {
      name: 'a weighed limit',
      tool: { limits: [limit(5, { increment_from: 'args.amount' })] },
      args: { amount: 1 },
      assumptions: ['increment-from'],
    },
    {
      name: 'a limit of another scope',
      tool: { limits: [limit(5, { scope: 'server' })] },
      assumptions: ['grant-scope'],
    },
    {
      name: 'a rate_limit behind limits',
      tool: { limits: [limit(5)], rate_limit: { max: 5, window: 60 } },
      assumptions: ['session-windows', 'rate-limit-last'],
    },
  ];
  for (const { name, tool, args, assumptions } of cases) {
    test(`${name}: ${assumptions?.join(', ') ?? 'none'}`, () => {
      assert.deepEqual(decideOne(policyOfTool(tool), { args: args ?? {} }).steps.at(-1)?.assumptions, assumptions);
    });
  }

  test('a limit with room rests on the alignment when a sliding window could have been full', () => {
    const policy = policyOfTool({ limits: [limit(1)] });
    const counters = new Counters();
    decide(policy, counters, call());
    const next = decide(policy, counters, call({ at: tenOClock + minute }));
    assert.equal(next.outcome, 'allowed');
    assert.deepEqual(next.steps.at(-1)?.assumptions, ['aligned-windows']);
    const afterAPause = decide(policy, counters, call({ at: tenOClock + 3 * minute }));
    assert.equal(afterAPause.steps.at(-1)?.assumptions, undefined);
  });
});
