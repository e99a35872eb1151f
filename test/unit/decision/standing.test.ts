import assert from 'node:assert/strict';
import { standingOf, type ToolStanding } from '../../../server/decision/standing.ts';
import { limit, policyOf } from './decided.ts';

const rule = { conditions: [{ path: 'args.amount', op: 'gt', value: 5 }], on_deny: 'Too much.' };
const approval = { conditions: [], on_deny: 'Requires human approval.' };

suite('Where a tool stands, without looking at arguments', () => {
  const cases: readonly [policy: object, standing: ToolStanding, line: string][] = [
    [{ hide: ['charge'], tools: { charge: {} } }, 'hidden', 'deny: hidden'],
    [{ hide: ['*'], default: 'allow' }, 'hidden', 'deny: hidden'],
    [{}, 'denied', 'deny: not listed'],
    [{ default: 'allow' }, 'allowed', 'allowed'],
    [{ tools: { charge: {} } }, 'allowed', 'allowed'],
    [{ tools: { charge: { action: 'allow' } } }, 'allowed', 'allowed'],
    [{ tools: { charge: { require: [{ conditions: [] }] } } }, 'allowed', 'allowed'],
    [{ tools: { charge: { deny_if: [approval] } } }, 'denied', 'blocked: Requires human approval.'],
    [{ tools: { charge: { deny_if: [rule, approval] } } }, 'denied', 'blocked: Requires human approval.'],
    [{ tools: { charge: { action: 'deny', reason: 'Frozen.' } } }, 'denied', 'blocked: Frozen.'],
    [{ tools: { charge: { action: 'require_approval' } } }, 'approval', 'approval: Requires human approval.'],
    [{ tools: { charge: { limits: [limit(30)] } } }, 'limited', '30/min per grant'],
    [
      { tools: { charge: { limits: [limit(30), limit(100, { counter: 'hourly', window: 'hour' })] } } },
      'limited',
      '30/min per grant, 100/hour per grant',
    ],
    [
      { tools: { charge: { limits: [limit(900, { window: 'day', increment_from: 'args.amount' })] } } },
      'limited',
      '900/day of args.amount per grant',
    ],
    [
      { tools: { charge: { limits: [limit(5_000_000_000, { window: 'day' })] } } },
      'limited',
      '5,000,000,000/day per grant',
    ],
    [{ tools: { charge: { rate_limit: { max: 10, window: 60 } } } }, 'limited', '10/min per session'],
    [{ tools: { charge: { rate_limit: { max: 10, window: 45 } } } }, 'limited', '10/45s per session'],
    [{ tools: { charge: {} }, all_tools: { limits: [limit(60)] } }, 'limited', 'allowed · 1 limit over all tools'],
    [{ default: 'allow', all_tools: { limits: [limit(60)] } }, 'limited', 'allowed · 1 limit over all tools'],
    [{ tools: { charge: { deny_if: [rule] } } }, 'conditioned', '1 rule'],
    [
      { tools: { charge: { require: [rule], deny_if: [rule], limits: [limit(30)] } } },
      'conditioned',
      '2 rules, 30/min per grant',
    ],
    [
      {
        tools: { charge: { limits: [1, 2, 3, 4, 5].map((max) => limit(max, { counter: `c${max}` })) } },
        all_tools: { limits: [limit(60)] },
      },
      'limited',
      '1/min per grant, 2/min per grant, 3/min per grant, 4/min per grant, 1 more, 1 limit over all tools',
    ],
  ];
  for (const [policy, standing, line] of cases) {
    test(`${JSON.stringify(policy)} is ${standing}: ${line}`, () => {
      assert.deepEqual(standingOf(policyOf(policy), 'charge'), { standing, line });
    });
  }
});
