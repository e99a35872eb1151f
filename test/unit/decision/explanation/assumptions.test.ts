import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AssumptionId, assumptions as named } from '../../../../server/decision/assumptions.ts';
import type { CompiledPolicy } from '../../../../server/decision/compile/compiledPolicy.ts';
import { Counters } from '../../../../server/decision/counting/counters.ts';
import type { WindowMode } from '../../../../server/decision/counting/windows.ts';
import { decide } from '../../../../server/decision/decide.ts';
import type { ToolCall } from '../../../../server/decision/decision.ts';
import { call, limit, minute, policyOf, policyOfText, policyOfTool, second, tenOClock } from '../decided.ts';

const amount = (op: string, value: unknown) => ({ path: 'args.amount', op, value });
const two = [amount('gt', 5), { path: 'args.to', op: 'eq', value: 'x' }];
const said = { on_deny: 'No.' };
const oneCall = policyOfTool({ limits: [limit(1)] });
const twoCalls = policyOfTool({ limits: [limit(2)] });
const endOfMinute = tenOClock + minute - second;

interface Case {
  readonly name: string;
  readonly policy: CompiledPolicy | undefined;
  /** The last one is looked at; without any, one call without arguments. */
  readonly calls?: readonly Partial<ToolCall>[];
  readonly windows?: WindowMode;
  /** Of its last step. */
  readonly assumptions: readonly AssumptionId[];
}

const cases: readonly Case[] = [
  { name: 'no policy', policy: undefined, assumptions: ['unwritten-messages'] },
  { name: 'a tool that is not listed', policy: policyOf({}), assumptions: [] },
  {
    name: 'a tool that is not listed, without a default',
    policy: policyOfText('{"version": "1"}'),
    assumptions: ['missing-default-denies'],
  },
  {
    name: 'an action without a reason',
    policy: policyOfTool({ action: 'deny' }),
    assumptions: ['shorthand-rule-ids', 'unwritten-messages'],
  },
  {
    name: 'an action with a reason',
    policy: policyOfTool({ action: 'deny', reason: 'No.' }),
    assumptions: ['shorthand-rule-ids'],
  },
  { name: 'an action that allows', policy: policyOfTool({ action: 'allow' }), assumptions: [] },
  {
    name: 'one condition',
    policy: policyOfTool({ deny_if: [{ conditions: [amount('gt', 5)], ...said }] }),
    calls: [{ args: { amount: 9 } }],
    assumptions: [],
  },
  {
    name: 'a rule without a text',
    policy: policyOfTool({ deny_if: [{ conditions: [amount('gt', 5)] }] }),
    calls: [{ args: { amount: 9 } }],
    assumptions: ['unwritten-messages'],
  },
  {
    name: 'a rule without a text that does not deny',
    policy: policyOfTool({ deny_if: [{ conditions: [amount('gt', 5)] }] }),
    calls: [{ args: { amount: 1 } }],
    assumptions: [],
  },
  {
    name: 'two conditions of which one holds',
    policy: policyOfTool({ deny_if: [{ conditions: two }] }),
    calls: [{ args: { amount: 9 } }],
    assumptions: ['conditions-are-all-of'],
  },
  {
    name: 'two conditions that both hold',
    policy: policyOfTool({ deny_if: [{ conditions: two, ...said }] }),
    calls: [{ args: { amount: 9, to: 'x' } }],
    assumptions: [],
  },
  {
    name: 'a require rule denies what a deny_if rule would deny, too',
    policy: policyOfTool({
      require: [{ conditions: [amount('lt', 5)], ...said }],
      deny_if: [{ conditions: [amount('gt', 5)] }],
    }),
    calls: [{ args: { amount: 9 } }],
    assumptions: ['require-before-deny-if'],
  },
  {
    name: 'an empty rule',
    policy: policyOfTool({ deny_if: [{ conditions: [], ...said }] }),
    assumptions: ['empty-rule-id'],
  },
  {
    name: 'a large number beside a text',
    policy: policyOfTool({ require: [{ conditions: [amount('eq', '1000000')], ...said }] }),
    calls: [{ args: { amount: 1e6 } }],
    assumptions: ['number-text'],
  },
  {
    name: 'a small number beside a text',
    policy: policyOfTool({ require: [{ conditions: [amount('eq', '5')] }] }),
    calls: [{ args: { amount: 5 } }],
    assumptions: [],
  },
  { name: 'a limit with room', policy: oneCall, assumptions: [] },
  { name: 'a full limit', policy: oneCall, calls: [{}, {}], assumptions: ['aligned-windows', 'unwritten-messages'] },
  {
    name: 'a limit with room that a sliding window could have filled',
    policy: oneCall,
    calls: [{}, { at: tenOClock + minute }],
    assumptions: ['aligned-windows'],
  },
  {
    name: 'a limit with room, after a pause',
    policy: oneCall,
    calls: [{}, { at: tenOClock + 3 * minute }],
    assumptions: [],
  },
  {
    name: 'any limit, where windows slide',
    policy: oneCall,
    windows: 'sliding',
    assumptions: ['sliding-windows'],
  },
  {
    name: 'a weighed limit',
    policy: policyOfTool({ limits: [limit(5, { increment_from: 'args.amount' })] }),
    calls: [{ args: { amount: 1 } }],
    assumptions: ['increment-from'],
  },
  {
    name: 'a weight that is missing',
    policy: policyOfTool({ limits: [limit(5, { increment_from: 'args.amount' })] }),
    assumptions: ['increment-from', 'unwritten-messages'],
  },
  {
    name: 'a limit of another scope',
    policy: policyOfTool({ limits: [limit(5, { scope: 'server' })] }),
    assumptions: ['grant-scope'],
  },
  {
    name: 'a counter that is named twice',
    policy: policyOfTool({ limits: [limit(5), limit(5)] }),
    assumptions: ['shared-counter'],
  },
  {
    name: 'a rate_limit',
    policy: policyOfTool({ rate_limit: { max: 5, window: 60 } }),
    assumptions: ['session-windows', 'shorthand-rule-ids'],
  },
  {
    name: 'a rate_limit, where windows slide',
    policy: policyOfTool({ rate_limit: { max: 5, window: 60 } }),
    windows: 'sliding',
    assumptions: ['sliding-windows', 'shorthand-rule-ids'],
  },
  {
    name: 'a rate_limit behind limits',
    policy: policyOfTool({ limits: [limit(5)], rate_limit: { max: 5, window: 60 } }),
    assumptions: ['session-windows', 'rate-limit-last', 'shorthand-rule-ids'],
  },
  {
    name: "a limit in Intercept's dialect",
    policy: policyOfTool({ rules: [{ name: 'a', rate_limit: '5/hour' }] }),
    assumptions: ['intercept-dialect'],
  },
  {
    name: 'a call that times out',
    policy: oneCall,
    calls: [{ upstream: 'timeout' }],
    assumptions: ['timeout-refunds'],
  },
  {
    name: 'a call after one that timed out in its window',
    policy: oneCall,
    calls: [{ upstream: 'timeout' }, {}],
    assumptions: ['timeout-refunds'],
  },
  {
    name: 'a call after one that timed out in the window before',
    policy: twoCalls,
    calls: [{ upstream: 'timeout' }, { at: tenOClock + minute }],
    assumptions: [],
  },
  {
    name: 'the second call of a window, after one that timed out in the window before',
    policy: twoCalls,
    calls: [{ upstream: 'timeout' }, { at: tenOClock + minute }, { at: tenOClock + minute }],
    assumptions: [],
  },
  {
    name: 'a call after one that timed out in the window before, where windows slide',
    policy: policyOfTool({ limits: [limit(3)] }),
    windows: 'sliding',
    calls: [{}, { upstream: 'timeout' }, { at: tenOClock + minute }],
    assumptions: ['sliding-windows', 'timeout-refunds'],
  },
  {
    name: 'a call that is denied before it can time out',
    policy: oneCall,
    calls: [{}, { upstream: 'timeout' }],
    assumptions: ['aligned-windows', 'unwritten-messages'],
  },
  {
    name: 'a call whose error comes when the window has turned',
    policy: oneCall,
    calls: [{ at: endOfMinute, upstream: 'error', answeredAfter: 2 * second }],
    assumptions: ['late-refund-in-new-window'],
  },
  {
    name: 'a call whose result comes when the window has turned',
    policy: oneCall,
    calls: [{ at: endOfMinute, answeredAfter: 2 * second }],
    assumptions: [],
  },
  {
    name: 'a call whose error comes within the window',
    policy: oneCall,
    calls: [{ upstream: 'error', answeredAfter: 2 * second }],
    assumptions: [],
  },
  {
    name: 'a call in a window that an error from the window before has lowered',
    policy: policyOfTool({ limits: [limit(5)] }),
    calls: [
      { at: endOfMinute, upstream: 'error', answeredAfter: 2 * second },
      { at: endOfMinute + second },
      { at: endOfMinute + 3 * second },
    ],
    assumptions: ['late-refund-in-new-window'],
  },
];

suite('A step names the assumptions it rests on', () => {
  for (const { name, policy, calls = [{}], windows, assumptions } of cases) {
    test(`${name}: ${assumptions.join(', ') || 'none'}`, () => {
      const counters = new Counters(windows);
      const decisions = calls.map((given) => decide(policy, counters, call(given)));
      assert.deepEqual(decisions.at(-1)?.steps.at(-1)?.assumptions ?? [], assumptions);
    });
  }

  test('every assumption that has a name is shown by one of these', () => {
    const shown = new Set(cases.flatMap(({ assumptions }) => assumptions));
    assert.deepEqual([...shown].sort(), Object.keys(named).sort());
  });

  test('every assumption that has a name has a row in docs/policy-format.md, and no other has', () => {
    const page = readFileSync(join(__dirname, '../../../../docs/policy-format.md'), 'utf8');
    const [, table = ''] = page.split('## Assumptions, and what to change when one falls');
    const rows = [...table.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name);
    assert.deepEqual(rows.sort(), Object.keys(named).sort());
  });

  test('every counter says how windows are taken to lie on the clock', () => {
    const policy = policyOfTool({ limits: [limit(5)], rate_limit: { max: 5, window: 60 } });
    const shown = (windows: WindowMode) =>
      decide(policy, new Counters(windows), call()).counters.map(({ assumptions }) => assumptions);
    assert.deepEqual(shown('aligned'), [['aligned-windows'], ['session-windows']]);
    assert.deepEqual(shown('sliding'), [['sliding-windows'], ['sliding-windows']]);
  });
});
