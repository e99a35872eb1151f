import assert from 'node:assert/strict';
import { compareTraffic } from '../../../server/scenarios/compareStep.ts';
import { wholeRun } from '../../../server/scenarios/runScenario.ts';
import { fileCoverage, type ScenarioFile, scenarioRuns } from '../../../server/scenarios/scenarioFile.ts';
import { shownOutcome } from '../../../server/scenarios/shownOutcome.ts';
import { shownScenarios } from '../../../server/scenarios/shownScenarios.ts';
import { scenariosOf } from '../../markedScenarios.ts';
import { charge, full, rate, story } from './story.ts';

function trafficFile(steps: readonly object[]): ScenarioFile {
  return scenariosOf(JSON.stringify({ policy: 'policy.json', scenarios: [{ name: 'one', steps }] }));
}

const now = '2026-03-01T10:30:00Z';

/** Steps, and what becomes of them. */
const stories: { what: string; steps: object[]; told: string[] }[] = [
  {
    what: 'even calls, and how many of them are let through',
    steps: [{ traffic: [{ ...charge, perMinute: 60 }], for: '2m', expect: { allowed: 60, denied: 60 } }],
    told: [`  traffic: create_charge: 60/120 60 of 120 allowed; 60 ${full}`],
  },
  {
    what: 'a ramp, bursts and a loop at once, each in its own part of the time',
    steps: [
      {
        traffic: [
          { tool: 'list_charges', perMinute: [0, 30], to: '1m' },
          { tool: 'list_charges', burst: 3, every: '30s', from: '30s' },
          { tool: 'search', pause: '10s', answeredAfter: '5s' },
          { tool: 'refund', burst: 1 },
        ],
        for: '2m',
      },
    ],
    told: [
      '  traffic: list_charges, search, refund: 32/33 32 of 33 allowed; 1 held back by /tools/refund/action: A person refunds.',
    ],
  },
  {
    what: 'counters go on from the step before and to the step after, which comes at the end of the traffic',
    steps: [
      { ...charge, times: 10 },
      { after: '1s', traffic: [{ ...charge, burst: 30 }], for: '58s', expect: { allowed: 20 } },
      { ...charge, after: '999ms', expect: { outcome: 'denied' } },
      { ...charge, after: '1ms', expect: { counters: { [rate]: 1 } } },
    ],
    told: [
      '  create_charge ×10: 10/10 allowed',
      `  traffic: create_charge: 20/30 20 of 30 allowed; 10 ${full}`,
      `  create_charge: 0/1 ${full}`,
      '  create_charge: 1/1 allowed',
    ],
  },
  {
    what: 'answers that come after the traffic give the quota back then',
    steps: [
      { traffic: [{ ...charge, burst: 30, upstream: 'timeout', answeredAfter: '20s' }], for: '10s' },
      { ...charge, expect: { counters: { [rate]: 30 } } },
      { ...charge, after: '10s', expect: { counters: { [rate]: 1 } } },
    ],
    told: [
      '  traffic: create_charge: 30/30 30 of 30 allowed',
      `  create_charge: 0/1 ${full}`,
      '  create_charge: 1/1 allowed',
    ],
  },
  {
    what: 'an expectation that does not hold is told with what refused most of the calls',
    steps: [{ traffic: [{ ...charge, burst: 31 }], for: '1m', expect: { allowed: 31, denied: 0 } }],
    told: [
      `  traffic: create_charge: 30/31 30 of 31 allowed; 1 ${full}`,
      `    Expected 31 of 31 calls to be allowed, but 30 are; 1 is denied by "${rate}": "Rate limit of 30 per minute reached. Try again later."`,
      `    Expected 0 of 31 calls to be denied, but 1 is; 1 is denied by "${rate}": "Rate limit of 30 per minute reached. Try again later."`,
    ],
  },
  {
    what: 'traffic that makes no calls comes to nothing',
    steps: [{ traffic: [{ ...charge, burst: 3, from: '1m' }], for: '1m', expect: { allowed: 3 } }],
    told: ['  traffic: create_charge: 0/0 0 of 0 allowed', '    Expected 3 of 0 calls to be allowed, but 0 are'],
  },
  {
    what: 'of many tools the name of the step lists some',
    steps: [
      {
        traffic: ['search', 'refund', 'list_charges', 'create_charge', 'search'].map((tool) => ({ tool, burst: 0 })),
        for: '1m',
      },
    ],
    told: ['  traffic: search, refund, list_charges, …: 0/0 0 of 0 allowed'],
  },
];

suite('Traffic in scenarios', () => {
  for (const { what, steps, told } of stories) {
    test(what, () => assert.deepEqual(story([{ name: 'one', now, steps }]), ['one', ...told]));
  }

  test('a matrix gives rates, ramps, times and expectations', () => {
    const matrix = [
      { rate: 10, gap: '1m', n: 10 },
      { rate: [0, 20], gap: '2m', n: 20 },
    ];
    const steps = [{ traffic: [{ ...charge, perMinute: '${rate}' }], for: '${gap}', expect: { allowed: '${n}' } }];
    assert.deepEqual(story([{ name: '${n} calls', now, matrix, steps }]), [
      '${n} calls/1',
      '  traffic: create_charge: 10/10 10 of 10 allowed',
      '${n} calls/2',
      '  traffic: create_charge: 20/20 20 of 20 allowed',
    ]);
  });

  test('a step of many calls stops now and then, so that a run can be cancelled', () => {
    const [run] = scenarioRuns(trafficFile([{ traffic: [{ tool: 'list_charges', burst: 10_000 }], for: '1m' }]));
    assert.ok(run !== undefined && run.blocked === undefined);
    const stops = [...run.steps()].map((step) => step === undefined);
    assert.ok(stops.filter((isStop) => isStop).length > 1);
    assert.equal(stops.at(-1), false);
  });

  test('a test view shows the step and both sides of what failed, line by line', () => {
    const file = trafficFile([
      {
        traffic: [
          { ...charge, burst: 40 },
          { tool: 'refund', burst: 2, grant: 'support', session: 'night' },
        ],
        for: '1m',
        expect: { allowed: 35 },
      },
    ]);
    const [shown] = shownScenarios(file);
    assert.deepEqual(
      shown?.steps.map(({ name }) => name),
      ['traffic: create_charge, refund'],
    );
    const [run] = scenarioRuns(file);
    assert.ok(run !== undefined && run.blocked === undefined && file.tested?.state === 'ready');
    const outcome = shownOutcome(run.case, wholeRun(run.steps()), 0, file.document, file.tested.document);
    const [failure] = outcome.failures;
    assert.ok(failure !== undefined && failure.decidedAt !== undefined);
    const decided = file.tested.document.text.getText(failure.decidedAt.range);
    assert.match(decided, /create_charge_rate/);
    assert.deepEqual(failure.actual.split('\n'), [
      'traffic from 2026-01-01T12:00:00Z to 2026-01-01T12:01:00Z',
      'allowed: 30 of 42',
      'denied: 10 of 42',
      'approval required: 2 of 42',
      'streams:',
      '  create_charge: 30 of 40 allowed',
      '  refund (grant support, session night): 0 of 2 allowed',
      'refused:',
      `  10 ${full}`,
      '  2 held back by /tools/refund/action: A person refunds.',
      '',
    ]);
    const expected = failure.actual
      .replace('allowed: 30 of 42', 'allowed: 35 of 42')
      .replace('denied: 10', 'denied: 5');
    assert.equal(failure.expected, expected);
  });

  test('its calls are covered as calls one by one are', () => {
    const listed = (steps: readonly object[]): unknown => {
      const file = trafficFile(steps);
      const coverage = fileCoverage(file);
      for (const run of scenarioRuns(file, coverage)) if (run.blocked === undefined) wholeRun(run.steps());
      return coverage?.coverage;
    };
    const streams = [
      { tool: 'create_charge', args: { amount: 9000, currency: 'usd' }, burst: 2 },
      { ...charge, burst: 40 },
      { tool: 'delete_account', burst: 3 },
      { tool: 'search', burst: 11 },
    ];
    const steps = streams.map(({ burst, ...call }) => ({ ...call, times: burst }));
    assert.deepEqual(listed([{ traffic: streams, for: '1m' }]), listed(steps));
  });

  test('traffic that turns out to be too much fails, whatever it came to: it was not run to its end', () => {
    const [step] =
      trafficFile([{ traffic: [{ tool: 'search', pause: '0s' }], for: '3d', expect: { allowed: 0 } }]).cases[0]
        ?.steps ?? [];
    assert.ok(step?.kind === 'traffic');
    const tally = { allowed: 0, denied: 20_000_000, approval: 0 };
    const failures = compareTraffic(step, { tally, streams: [tally], refusals: [], isCutShort: true });
    assert.deepEqual(
      failures.map(({ message }) => message),
      ['The traffic makes more than 20,000,000 calls: make it shorter, or slower'],
    );
  });
});
