import assert from 'node:assert/strict';
import { durationText, scenarioOf } from '../../../client/simulator/scenarioSteps.ts';
import { burstsOf, scenarioOfWatch, unsavable } from '../../../client/simulator/watchScenario.ts';
import type { TrafficPlan, TrafficStream } from '../../../server/protocol/traffic.ts';
import { readDuration } from '../../../server/scenarios/moment.ts';
import { allowed, callOf, denied, start } from './simulated.ts';

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
    assert.ok('calls' in bursts);
    assert.deepEqual(
      bursts.calls.map(({ tool, at, times }) => [tool, at - start, times]),
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
    assert.ok('problem' in scenarioOfWatch({ ...watch, expected: { kind: 'traffic', allowed: 31 } }, results));
  });

  test('of one burst expects what the watch expects, whether it passes or not', () => {
    const plan = planOf({ ...stream, pattern: { kind: 'burst', calls: 20, every: 0 } });
    const subject = { kind: 'traffic', plan } as const;
    const made = scenarioOfWatch({ id: 0, name: 'A burst', subject, expected: { kind: 'traffic', allowed: 7 } });
    assert.ok('scenario' in made);
    assert.deepEqual(made.scenario.steps, [{ tool: 'pay', times: 20, expect: { allowed: 7 } }]);
  });

  const without: readonly (readonly [string, TrafficPlan, RegExp])[] = [
    ['a loop', planOf({ ...stream, pattern: { kind: 'loop', pause: 0 } }), /only bursts/],
    ['a steady stream', planOf({ ...stream, pattern: { kind: 'steady', perMinute: 30 } }), /only bursts/],
    [
      'bursts of more calls than a step makes',
      planOf({ ...stream, pattern: { kind: 'burst', calls: 10_001, every: 0 } }),
      /10000/,
    ],
    [
      'more bursts than anyone reads',
      planOf({ ...stream, pattern: { kind: 'burst', calls: 1, every: 1 } }),
      /1000 bursts/,
    ],
    ['no calls', planOf(), /no calls/],
  ];
  for (const [what, plan, reason] of without) {
    test(`is not offered for ${what}, and why is said`, () => {
      const row = { subject: { kind: 'traffic', plan }, expected: { kind: 'traffic', allowed: 0 } } as const;
      assert.match(unsavable(row) ?? '', reason);
    });
  }

  test('is not offered for several bursts that fail: of each something would have to be expected', () => {
    const subject = { kind: 'traffic', plan: planOf(stream) } as const;
    const expected = { kind: 'traffic', allowed: 40 } as const;
    const actual = { kind: 'traffic', allowed: 30, calls: 40 } as const;
    assert.match(unsavable({ subject, expected, actual }) ?? '', /accept/);
    assert.equal(unsavable({ subject, expected: { ...expected, allowed: 30 }, actual }), undefined);
  });
});
