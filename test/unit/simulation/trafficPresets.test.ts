import assert from 'node:assert/strict';
import { type PresetSubject, type TrafficPreset, trafficPresets } from '../../../server/protocol/trafficPresets.ts';
import { isTrafficPlan } from '../../../server/protocol/trafficShape.ts';
import { day, hour, limited, minute, runOf, start } from './trafficPlans.ts';

/** At noon, half a minute past. */
const subject: PresetSubject = {
  tool: 'pay',
  args: { amount: 5 },
  grant: 'default',
  session: 'mine',
  start: start + 12 * hour + 30_000,
  windows: 'aligned',
};

function preset(id: string, change: Partial<PresetSubject> = {}): TrafficPreset {
  const found = trafficPresets({ ...subject, ...change }).find((each) => each.id === id);
  if (found === undefined) throw new Error(`There is no preset ${id}.`);
  return found;
}

/** How many calls each preset makes, and how many get through 30 a minute. */
const cases: { id: string; calls: number; allowed: number }[] = [
  { id: 'steady', calls: 300, allowed: 300 },
  { id: 'burst', calls: 100, allowed: 30 },
  { id: 'ramp', calls: 3600, allowed: 1591 },
  { id: 'loop', calls: 11_190, allowed: 90 },
  { id: 'loop-with-pause', calls: 1410, allowed: 180 },
  { id: 'two-grants', calls: 800, allowed: 620 },
  { id: 'midnight', calls: 600, allowed: 600 },
  { id: 'boundary-burst', calls: 60, allowed: 60 },
];

suite('The presets of traffic', () => {
  test('are these, each with words of its own', () => {
    const presets = trafficPresets(subject);
    assert.deepEqual(
      presets.map(({ id }) => id),
      cases.map(({ id }) => id),
    );
    assert.equal(new Set(presets.map(({ title }) => title)).size, presets.length);
    for (const { title, description } of presets) {
      assert.ok(title.length <= 30);
      assert.match(description, /^[A-Z\d].*[.?]$/);
    }
  });

  for (const { id, calls, allowed } of cases) {
    test(`${id}: of ${calls} calls ${allowed} get through 30 a minute`, () => {
      const { plan } = preset(id);
      assert.ok(isTrafficPlan(plan));
      const run = runOf(limited({ few: '30/minute' }), plan);
      assert.deepEqual([run.calls, run.allowed], [calls, allowed]);
    });
  }

  test('call the chosen tool, with its arguments, as the chosen caller; two grants, as another one, too', () => {
    for (const { id, plan } of trafficPresets(subject)) {
      const [first, ...others] = plan.streams;
      assert.deepEqual(
        [first?.tool, first?.args, first?.grant, first?.session],
        ['pay', { amount: 5 }, 'default', 'mine'],
      );
      assert.deepEqual(
        others.map(({ tool, grant }) => [tool, grant]),
        id === 'two-grants' ? [['pay', 'second']] : [],
      );
    }
    const grants = preset('two-grants', { grant: 'second' }).plan.streams.map(({ grant }) => grant);
    assert.deepEqual(grants, ['second', 'first']);
  });

  test('midnight is that of the UTC clock, in the middle', () => {
    const { plan } = preset('midnight');
    assert.deepEqual([plan.start, plan.duration], [start + day - 10 * minute, 20 * minute]);
    const daily = limited({ daily: '400/day' });
    const { plan: across } = preset('midnight', { limit: { max: 400, windowLength: day } });
    const run = runOf(daily, across);
    const beforeMidnight = run.deniedOverTime.findIndex((denied) => denied > 0) * run.bucket + run.firstBucket;
    assert.ok(beforeMidnight < start + day, 'a limit per day is full before midnight');
    assert.ok(
      run.allowedOverTime.some(
        (allowed, bucket) => allowed > 0 && run.firstBucket + bucket * run.bucket === start + day,
      ),
    );
  });

  test('the boundary burst takes what a limit lets through, twice within a second, around the turn of its window', () => {
    const limit = { max: 7, windowLength: hour };
    const { plan, description } = preset('boundary-burst', { limit });
    assert.match(description, /^7 calls/);
    const run = runOf(limited({ few: '7/hour' }), plan);
    assert.deepEqual([run.allowed, run.denied], [14, 0]);
    const turn = start + 13 * hour;
    const moments = run.allowedOverTime.flatMap((allowed, bucket) =>
      allowed > 0 ? [[run.firstBucket + bucket * run.bucket - turn, allowed]] : [],
    );
    assert.deepEqual(moments, [
      [-1000, 7],
      [0, 7],
    ]);
    const sliding = runOf(limited({ few: '7/hour' }), { ...plan, windows: 'sliding' });
    assert.ok(sliding.allowed < 9, 'a window that slides does not let it through');
  });

  test('stay something that can be run, whatever the limit and wherever the clock stands', () => {
    for (const limit of [
      { max: 1e15, windowLength: 1e15 },
      { max: 0.5, windowLength: 1 },
      { max: -3, windowLength: day },
    ])
      for (const at of [0, 1, start]) {
        for (const { id, plan } of trafficPresets({ ...subject, start: at, limit })) assert.ok(isTrafficPlan(plan), id);
      }
  });
});
