import assert from 'node:assert/strict';
import type { TrafficPlan } from '../../../server/protocol/traffic.ts';
import { Playback } from '../../../server/simulation/traffic/playback.ts';
import { compiled, day, documentOf, limited, minute, plan, start, stream } from './trafficPlans.ts';

const anything = documentOf({ version: '1', default: 'allow' });

/** When each call is made, in milliseconds after the plan's start, with the place of its stream. */
function moments(of: TrafficPlan, policy = anything): [at: number, stream: number][] {
  const playback = new Playback(compiled(policy), of);
  const made: [number, number][] = [];
  for (let next = playback.next(); next !== undefined; next = playback.next()) {
    made.push([next.call.at - of.start, next.stream]);
    playback.decide(next);
  }
  return made;
}

const cases: { what: string; plan: TrafficPlan; at: readonly number[] }[] = [
  {
    what: 'steadily from the very start on, and not at the end any more',
    plan: plan([stream({ pattern: { kind: 'steady', perMinute: 4 } })]),
    at: [0, 15_000, 30_000, 45_000],
  },
  {
    what: 'steadily at a rate that does not divide a minute, on whole milliseconds that do not drift',
    plan: plan([stream({ pattern: { kind: 'steady', perMinute: 7 } })]),
    at: [0, 8_571, 17_142, 25_714, 34_285, 42_857, 51_428],
  },
  {
    what: 'steadily less than once a minute',
    plan: plan([stream({ pattern: { kind: 'steady', perMinute: 0.1 } })], { duration: 25 * minute }),
    at: [0, 600_000, 1_200_000],
  },
  { what: 'never at a rate of 0', plan: plan([stream({ pattern: { kind: 'steady', perMinute: 0 } })]), at: [] },
  {
    what: 'in one burst',
    plan: plan([stream({ from: 59_500, pattern: { kind: 'burst', calls: 3, every: 0 } })]),
    at: [59_500, 59_500, 59_500],
  },
  {
    what: 'in bursts',
    plan: plan([stream({ from: 5_000, pattern: { kind: 'burst', calls: 2, every: 20_000 } })]),
    at: [5_000, 5_000, 25_000, 25_000, 45_000, 45_000],
  },
  { what: 'in bursts of nothing', plan: plan([stream({ pattern: { kind: 'burst', calls: 0, every: 1 } })]), at: [] },
  {
    what: 'faster and faster: after t minutes t² calls',
    plan: plan([stream({ pattern: { kind: 'ramp', from: 0, to: 6 } })], { duration: 3 * minute }),
    at: [0, 60_000, 84_852, 103_923, 120_000, 134_164, 146_969, 158_745, 169_705],
  },
  {
    what: 'slower and slower',
    plan: plan([stream({ pattern: { kind: 'ramp', from: 4, to: 0 } })], { duration: 2 * minute }),
    at: [0, 16_076, 35_147, 60_000],
  },
  {
    what: 'at a ramp that does not rise, as steadily',
    plan: plan([stream({ pattern: { kind: 'ramp', from: 4, to: 4 } })]),
    at: [0, 15_000, 30_000, 45_000],
  },
  {
    what: 'within its own time and that of the plan',
    plan: plan([
      stream({ from: 10_000, to: 30_000, pattern: { kind: 'steady', perMinute: 6 } }),
      stream({ from: 45_000, to: day, pattern: { kind: 'steady', perMinute: 6 } }),
    ]),
    at: [10_000, 20_000, 45_000, 55_000],
  },
  { what: 'never when it ends before it begins', plan: plan([stream({ from: 30_000, to: 10_000 })]), at: [] },
  { what: 'never when it begins behind the plan', plan: plan([stream({ from: minute })]), at: [] },
  { what: 'never in a plan without duration', plan: plan([stream()], { duration: 0 }), at: [] },
  { what: 'never in a plan without streams', plan: plan([]), at: [] },
  {
    what: 'in a loop, a pause after each answer',
    plan: plan([stream({ answeredAfter: 19_000, pattern: { kind: 'loop', pause: 1_000 } })]),
    at: [0, 20_000, 40_000],
  },
  {
    what: 'in a loop without any pause, a hundred times a second at most',
    plan: plan([stream({ to: 35, pattern: { kind: 'loop', pause: 0 } })]),
    at: [0, 10, 20, 30],
  },
];

suite('When the calls of traffic are made', () => {
  for (const { what, plan: of, at } of cases) {
    test(what, () => {
      assert.deepEqual(
        moments(of).map(([moment]) => moment),
        at,
      );
      assert.equal(new Playback(compiled(anything), of).calls, at.length, 'as many as were counted ahead');
    });
  }

  test('a loop goes on at once after a refusal, for a call that is not forwarded has no answer to wait for', () => {
    const loop = stream({ answeredAfter: 20_000, pattern: { kind: 'loop', pause: 5_000 } });
    assert.deepEqual(moments(plan([loop]), limited({ few: '2/minute' })), [
      [0, 0],
      [25_000, 0],
      [50_000, 0],
      [55_000, 0],
    ]);
  });

  test('streams are merged by time; at one moment the first of the plan comes first', () => {
    const streams = [
      stream({ pattern: { kind: 'steady', perMinute: 2 } }),
      stream({ pattern: { kind: 'burst', calls: 2, every: 30_000 } }),
      stream({ from: 29_999, pattern: { kind: 'steady', perMinute: 1 } }),
    ];
    assert.deepEqual(moments(plan(streams)), [
      [0, 0],
      [0, 1],
      [0, 1],
      [29_999, 2],
      [30_000, 0],
      [30_000, 1],
      [30_000, 1],
    ]);
  });

  test('the same plan gives the same calls', () => {
    const of = plan([stream({ pattern: { kind: 'ramp', from: 3, to: 77 } }), stream()], { start: start + 1 });
    assert.deepEqual(moments(of), moments(of));
  });
});
