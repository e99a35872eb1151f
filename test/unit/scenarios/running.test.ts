import assert from 'node:assert/strict';
import { scenarioRuns } from '../../../server/scenarios/scenarioFile.ts';
import { scenariosOf } from '../../markedScenarios.ts';
import { charge, full, rate, story } from './story.ts';

/** A scenario, and what becomes of it. */
const stories: { what: string; steps: object[]; more?: object; told: string[] }[] = [
  {
    what: 'a step without expectations only happens',
    steps: [charge, { tool: 'nowhere' }, { tool: 'refund' }],
    told: [
      '  create_charge: 1/1 allowed',
      '  nowhere: 0/1 denied by (default deny): Tool "nowhere" is not permitted by policy',
      '  refund: 0/1 approval required by /tools/refund/action: A person refunds.',
    ],
  },
  {
    what: 'of several calls the last one is decided on, and all are counted',
    steps: [{ ...charge, times: 31, expect: { outcome: 'denied', rule: rate, allowed: 30, denied: 1 } }],
    told: [`  create_charge ×31: 30/31 ${full}`],
  },
  {
    what: 'time stands still without "at" and "after"',
    steps: [
      { ...charge, times: 30 },
      { ...charge, expect: { outcome: 'denied' } },
    ],
    told: ['  create_charge ×30: 30/30 allowed', `  create_charge: 0/1 ${full}`],
  },
  {
    what: '"after" counts from the step before, or from the start',
    more: { now: '2026-03-01T10:30:00Z' },
    steps: [
      { ...charge, after: '59s', times: 30 },
      { ...charge, after: '999ms' },
      { ...charge, after: '1ms' },
    ],
    told: ['  create_charge ×30: 30/30 allowed', `  create_charge: 0/1 ${full}`, '  create_charge: 1/1 allowed'],
  },
  {
    what: '"at" is a moment of the clock, UTC where it names no zone',
    more: { now: '2026-03-01T10:30:00Z' },
    steps: [
      { ...charge, times: 30 },
      { ...charge, at: '2026-03-01T10:30:59.999' },
      { ...charge, at: '2026-03-01T12:31:00+02:00' },
    ],
    told: ['  create_charge ×30: 30/30 allowed', `  create_charge: 0/1 ${full}`, '  create_charge: 1/1 allowed'],
  },
  {
    what: '"every" spreads the calls, and "after" counts from the last of them',
    more: { now: '2026-03-01T10:30:00Z' },
    steps: [
      { ...charge, times: 31, every: '1s' },
      { ...charge, after: '30s' },
    ],
    told: [`  create_charge ×31: 30/31 ${full}`, '  create_charge: 1/1 allowed'],
  },
  {
    what: 'grants count on their own, sessions for the shorthand',
    steps: [
      { ...charge, times: 30, grant: 'a' },
      { ...charge, grant: 'b', expect: { counters: { [rate]: 1 } } },
      { tool: 'search', times: 10, session: 'one', expect: { allowed: 10 } },
      { tool: 'search', session: 'two', expect: { counters: { '/tools/search/rate_limit': 1 } } },
    ],
    told: [
      '  create_charge ×30: 30/30 allowed',
      '  create_charge: 1/1 allowed',
      '  search ×10: 10/10 allowed',
      '  search: 1/1 allowed',
    ],
  },
  {
    what: 'an error gives the quota back when it is answered, a failing tool does not',
    steps: [
      { ...charge, upstream: 'error', expect: { counters: { [rate]: 0 } } },
      { ...charge, upstream: 'tool_error', expect: { counters: { [rate]: 1 } } },
      { ...charge, upstream: 'error', answeredAfter: '2s', expect: { counters: { [rate]: 2 } } },
      { ...charge, after: '1s', expect: { counters: { [rate]: 3 } } },
      { ...charge, after: '1s', expect: { counters: { [rate]: 3 } } },
    ],
    told: Array.from({ length: 5 }, () => '  create_charge: 1/1 allowed'),
  },
  {
    what: 'a counter of another tool can be looked at',
    steps: [
      { ...charge, times: 3 },
      { tool: 'list_charges', expect: { counters: { [rate]: 3 } } },
    ],
    told: ['  create_charge ×3: 3/3 allowed', '  list_charges: 1/1 allowed'],
  },
  {
    what: 'every expectation that does not hold is told, with what it is instead',
    steps: [
      {
        ...charge,
        times: 31,
        expect: {
          outcome: 'allowed',
          rule: '(hidden)',
          message: 'No.',
          allowed: 31,
          denied: 2,
          counters: { [rate]: 31, '/tools/create_charge/limits/other': 1 },
        },
      },
      { ...charge, after: '1m', expect: { outcome: 'denied', rule: rate, message: 'No.' } },
    ],
    told: [
      `  create_charge ×31: 30/31 ${full}`,
      `    Expected the outcome "allowed", but it is "denied" by "${rate}": "Rate limit of 30 per minute reached. Try again later."`,
      `    Expected the rule "(hidden)" to decide, but it is "${rate}"`,
      '    Expected the message "No.", but it is "Rate limit of 30 per minute reached. Try again later."',
      `    Expected 31 of 31 calls to be allowed, but 30 are; the last is "denied" by "${rate}": "Rate limit of 30 per minute reached. Try again later."`,
      `    Expected 2 of 31 calls to be denied, but 1 is; the last is "denied" by "${rate}": "Rate limit of 30 per minute reached. Try again later."`,
      `    Expected 31 used of "${rate}", but it is 30`,
      '    The policy has no limit "/tools/create_charge/limits/other"',
      '  create_charge: 1/1 allowed',
      '    Expected the outcome "denied", but it is "allowed"',
      `    Expected the rule "${rate}" to decide, but the call is allowed`,
      '    Expected the message "No.", but the call is allowed',
    ],
  },
  {
    what: 'fixtures give arguments, which "args" replaces one by one',
    more: { fixtures: { charge: { amount: 9000, currency: 'usd', urgent: false } } },
    steps: [
      { tool: 'create_charge', fixture: 'charge' },
      { tool: 'create_charge', fixture: 'charge', args: { urgent: true } },
      { tool: 'create_charge', fixture: 'charge', args: { currency: 'gbp' } },
    ],
    told: [
      '  create_charge: 0/1 denied by /tools/create_charge/deny_if/args.amount-gt: Charges above 5000 need a person.',
      '  create_charge: 1/1 allowed',
      '  create_charge: 0/1 denied by /tools/create_charge/require/args.currency-in: Charge in dollars or euros.',
    ],
  },
  {
    what: 'windows slide when the file says so',
    more: { now: '2026-03-01T10:30:59Z', windows: 'sliding' },
    steps: [
      { ...charge, times: 30 },
      { ...charge, after: '1s', times: 30, expect: { allowed: 0 } },
    ],
    told: ['  create_charge ×30: 30/30 allowed', `  create_charge ×30: 0/30 ${full}`],
  },
];

/** The same calls on both sides of a minute's end. */
const acrossMinute = [
  { ...charge, times: 30 },
  { ...charge, after: '1s' },
];
const across = { now: '2026-03-01T10:30:59Z', steps: acrossMinute };
const aligned = ['  create_charge ×30: 30/30 allowed', '  create_charge: 1/1 allowed'];
const sliding = ['  create_charge ×30: 30/30 allowed', `  create_charge: 0/1 ${full}`];

suite('Running scenarios', () => {
  for (const { what, steps, more, told } of stories) {
    test(what, () => {
      assert.deepEqual(story([{ name: 'one', steps }], more), ['one', ...told]);
    });
  }

  test('a scenario can have windows that lie otherwise than those of its file, as can each of its cases', () => {
    const scenarios = [
      { name: 'as the file', ...across },
      { name: 'otherwise', windows: 'aligned', ...across },
      { name: 'each', windows: '${mode}', matrix: [{ mode: 'sliding' }, { mode: 'aligned' }], ...across },
    ];
    const told = ['as the file', ...sliding, 'otherwise', ...aligned, 'each/1', ...sliding, 'each/2', ...aligned];
    assert.deepEqual(story(scenarios, { windows: 'sliding' }), told);
  });

  test('each scenario begins with empty counters', () => {
    const steps = [{ ...charge, times: 30, expect: { allowed: 30 } }];
    const told = ['  create_charge ×30: 30/30 allowed'];
    assert.deepEqual(
      story([
        { name: 'a', steps },
        { name: 'b', steps },
      ]),
      ['a', ...told, 'b', ...told],
    );
  });

  test('the same case gives the same results each time', () => {
    const file = scenariosOf(
      JSON.stringify({ policy: 'policy.json', scenarios: [{ name: 'one', steps: [{ ...charge, times: 31 }] }] }),
    );
    const [run] = scenarioRuns(file);
    assert.ok(run !== undefined && run.blocked === undefined);
    assert.deepEqual([...run.steps()], [...run.steps()]);
  });
});
