import assert from 'node:assert/strict';
import { durationText, scenarioOf } from '../../../../client/simulator/scenarios/scenarioSteps.ts';
import { burstsOf, scenarioOfWatch, unsavable } from '../../../../client/simulator/scenarios/watchScenario.ts';
import type { TrafficPlan, TrafficStream } from '../../../../server/protocol/traffic.ts';
import type { WatchRow } from '../../../../server/protocol/watchesPanel.ts';
import { readDuration } from '../../../../server/scenarios/moment.ts';
import { allowed, callOf, denied, start } from '../simulated.ts';

const stream: TrafficStream = {
  tool: 'pay',
  args: {},
  grant: 'default',
  session: 'session-1',
  upstream: 'ok',
  answeredAfter: 0,
  from: 0,
  to: 60_000,
  pattern: { kind: 'burst', calls: 20, every: 30_000 },
};

function planOf(...streams: readonly TrafficStream[]): TrafficPlan {
  return { start, duration: 60_000, windows: 'aligned', streams };
}

suite('A scenario of calls', () => {
  test('begins at the first call, and says how long after one the next is made', () => {
    const calls = [callOf('pay'), callOf('pay', 90, 31), callOf('refund', 90)];
    const scenario = scenarioOf(
      { name: 'History' },
      calls.map((call) => ({ call, expect: { outcome: 'allowed' } })),
    );
    assert.deepEqual(scenario, {
      name: 'History',
      now: '2026-03-02T10:31:00Z',
      steps: [
        { tool: 'pay', expect: { outcome: 'allowed' } },
        { after: '1m30s', tool: 'pay', times: 31, expect: { outcome: 'allowed' } },
        { tool: 'refund', expect: { outcome: 'allowed' } },
      ],
    });
  });

  test('names who calls and what the server answers, where that is not as usual', () => {
    const call = {
      ...callOf('pay'),
      args: { amount: 5 },
      grant: 'second',
      upstream: 'error',
      answeredAfter: 2_500,
    } as const;
    const other = { ...callOf('pay'), session: 'session-2' };
    const { steps } = scenarioOf(
      { name: '' },
      [call, other].map((each) => ({ call: each, expect: {} })),
    );
    assert.deepEqual(steps, [
      {
        tool: 'pay',
        args: { amount: 5 },
        grant: 'second',
        session: 'session-1',
        upstream: 'error',
        answeredAfter: '2s500ms',
        expect: {},
      },
      { tool: 'pay', session: 'session-2', expect: {} },
    ]);
  });

  test('writes stretches of time as a scenario file reads them', () => {
    for (const milliseconds of [0, 1, 999, 1_000, 60_000, 90_500, 3_600_000, 86_400_000, 694_861_001]) {
      assert.equal(readDuration(durationText(milliseconds)), milliseconds);
    }
  });
});

suite('The scenario of a watch', () => {
  test('of a call expects what the watch expects', () => {
    const expected = { kind: 'call', outcome: 'denied', rule: '(default deny)' } as const;
    const subject = { kind: 'call', call: callOf('pay'), windows: 'sliding' } as const;
    assert.deepEqual(scenarioOfWatch({ id: 0, name: 'No payments', subject, expected }), {
      windows: 'sliding',
      scenario: {
        name: 'No payments',
        now: '2026-03-02T10:31:00Z',
        steps: [{ tool: 'pay', expect: { outcome: 'denied', rule: '(default deny)' } }],
      },
    });
  });

  test('of bursts has a step for each, in the order in which they are made', () => {
    const bursts = burstsOf(planOf(stream, { ...stream, tool: 'refund', from: 30_000 }));
    assert.deepEqual(
      bursts?.map(({ tool, at, times }) => [tool, at - start, times]),
      [
        ['pay', 0, 20],
        ['pay', 30_000, 20],
        ['refund', 30_000, 20],
      ],
    );
  });

  test('of several bursts expects of each what the policy allows of it', () => {
    const subject = { kind: 'traffic', plan: planOf(stream) } as const;
    const watch = { id: 0, name: 'Two bursts', subject, expected: { kind: 'traffic', allowed: 30 } } as const;
    const results = [
      { ...allowed, allowed: 20 },
      { ...denied, allowed: 10, denied: 10 },
    ];
    const made = scenarioOfWatch(watch, results);
    assert.ok('scenario' in made);
    assert.deepEqual(made.scenario.steps, [
      { tool: 'pay', times: 20, expect: { allowed: 20 } },
      { after: '30s', tool: 'pay', times: 20, expect: { allowed: 10 } },
    ]);
  });

  test('of one burst expects what the watch expects, whether it passes or not', () => {
    const plan = planOf({ ...stream, pattern: { kind: 'burst', calls: 20, every: 0 } });
    const subject = { kind: 'traffic', plan } as const;
    const made = scenarioOfWatch({ id: 0, name: 'A burst', subject, expected: { kind: 'traffic', allowed: 7 } });
    assert.ok('scenario' in made);
    assert.deepEqual(made.scenario.steps, [{ tool: 'pay', times: 20, expect: { allowed: 7 } }]);
  });

  test('of several bursts of which is not known what comes of each is traffic: it expects what the watch expects', () => {
    const subject = { kind: 'traffic', plan: planOf(stream) } as const;
    const watch = { id: 0, name: 'Two bursts', subject, expected: { kind: 'traffic', allowed: 31 } } as const;
    const thirty = [allowed, denied].map((result, place) => ({ ...result, allowed: 20 - 10 * place }));
    for (const results of [thirty, []]) {
      const made = scenarioOfWatch(watch, results);
      assert.ok('scenario' in made);
      assert.deepEqual(made.scenario.steps, [
        { traffic: [{ tool: 'pay', burst: 20, every: '30s' }], for: '1m', expect: { allowed: 31 } },
      ]);
    }
  });

  /** A stream, and how a scenario file says it. */
  const streams: readonly (readonly [string, Partial<TrafficStream>, object])[] = [
    ['a steady stream', { pattern: { kind: 'steady', perMinute: 7.5 } }, { perMinute: 7.5 }],
    ['a ramp', { pattern: { kind: 'ramp', from: 0, to: 120 } }, { perMinute: [0, 120] }],
    ['an agent in a loop', { pattern: { kind: 'loop', pause: 200 } }, { pause: '200ms' }],
    [
      'bursts of more calls than a step makes',
      { pattern: { kind: 'burst', calls: 10_001, every: 0 } },
      { burst: 10_001 },
    ],
    [
      'more bursts than anyone reads',
      { pattern: { kind: 'burst', calls: 1, every: 500 } },
      { burst: 1, every: '500ms' },
    ],
    [
      'another caller, other times and late answers',
      {
        grant: 'second',
        from: 1_000,
        to: 2_500,
        upstream: 'timeout',
        answeredAfter: 30_000,
        pattern: { kind: 'loop', pause: 0 },
      },
      { grant: 'second', pause: '0s', from: '1s', to: '2s500ms', upstream: 'timeout', answeredAfter: '30s' },
    ],
  ];
  for (const [what, change, written] of streams) {
    test(`of ${what} is one step of traffic`, () => {
      const subject = { kind: 'traffic', plan: { ...planOf({ ...stream, ...change }), windows: 'sliding' } } as const;
      const made = scenarioOfWatch({ id: 0, name: 'Much', subject, expected: { kind: 'traffic', allowed: 7 } });
      assert.deepEqual(made, {
        windows: 'sliding',
        scenario: {
          name: 'Much',
          now: '2026-03-02T10:31:00Z',
          steps: [{ traffic: [{ tool: 'pay', ...written }], for: '1m', expect: { allowed: 7 } }],
        },
      });
    });
  }

  test('names the sessions of traffic where they are several', () => {
    const steady = { ...stream, pattern: { kind: 'steady', perMinute: 1 } } as const;
    const subject = { kind: 'traffic', plan: planOf(steady, { ...steady, session: 'session-2' }) } as const;
    const made = scenarioOfWatch({ id: 0, name: 'Two', subject, expected: { kind: 'traffic', allowed: 2 } });
    assert.ok('scenario' in made);
    const [step] = made.scenario.steps;
    assert.ok(step !== undefined && 'traffic' in step);
    assert.deepEqual(
      step.traffic.map(({ session }) => session),
      ['session-1', 'session-2'],
    );
  });

  const without: readonly (readonly [string, Pick<WatchRow, 'subject' | 'expected'>, RegExp])[] = [
    ['a policy that was never asked', { subject: { kind: 'traffic', plan: planOf(stream) } }, /not been asked/],
    ['traffic without calls', trafficRow(planOf()), /no calls/],
    ['traffic without a tool', trafficRow(planOf({ ...stream, tool: '' })), /name a tool/],
    ['traffic beyond the calendar', trafficRow({ ...planOf(stream), start: Date.UTC(10_000, 0, 1) }), /year 9999/],
  ];
  for (const [what, row, reason] of without) {
    test(`is not offered for ${what}, and why is said`, () => assert.match(unsavable(row) ?? '', reason));
  }
});

function trafficRow(plan: TrafficPlan): Pick<WatchRow, 'subject' | 'expected'> {
  return { subject: { kind: 'traffic', plan }, expected: { kind: 'traffic', allowed: 0 } };
}
