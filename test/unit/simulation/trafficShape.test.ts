import assert from 'node:assert/strict';
import {
  highestRate,
  longestTraffic,
  mostBuckets,
  mostStreams,
  type TrafficPlan,
} from '../../../server/protocol/traffic.ts';
import { isTrafficPlan, isTrafficResult } from '../../../server/protocol/trafficShape.ts';
import { limited, plan, runOf, stream } from './trafficPlans.ts';

const sound = plan([stream()]);
const withPattern = (pattern: object): object => ({ ...sound, streams: [{ ...stream(), pattern }] });
const withStream = (change: object): object => ({ ...sound, streams: [{ ...stream(), ...change }] });
const many = (count: number): TrafficPlan => plan(Array.from({ length: count }, () => stream()));

const refused: readonly { readonly what: string; readonly plan: unknown }[] = [
  { what: 'no object', plan: null },
  { what: 'no start', plan: { ...sound, start: undefined } },
  { what: 'a start before the Unix epoch', plan: { ...sound, start: -1 } },
  { what: 'a start that is no number', plan: { ...sound, start: Number.NaN } },
  { what: 'a start that is no whole millisecond', plan: { ...sound, start: 0.5 } },
  { what: 'an end behind the calendar', plan: { ...sound, start: 8_640_000_000_000_000 } },
  { what: 'a negative duration', plan: { ...sound, duration: -1 } },
  { what: 'an infinite duration', plan: { ...sound, duration: Number.POSITIVE_INFINITY } },
  { what: 'more than a year', plan: { ...sound, duration: longestTraffic + 1 } },
  { what: 'unknown windows', plan: { ...sound, windows: 'tumbling' } },
  { what: 'too many streams', plan: many(mostStreams + 1) },
  { what: 'a stream without a tool', plan: withStream({ tool: 5 }) },
  { what: 'arguments that are a list', plan: withStream({ args: [] }) },
  { what: 'arguments that hold themselves', plan: withStream({ args: endless() }) },
  { what: 'an unknown answer', plan: withStream({ upstream: 'lost' }) },
  { what: 'an answer before the call', plan: withStream({ answeredAfter: -1 }) },
  { what: 'a stream that begins before the plan', plan: withStream({ from: -1 }) },
  { what: 'a stream that never ends', plan: withStream({ to: Number.POSITIVE_INFINITY }) },
  { what: 'no pattern', plan: withPattern({}) },
  { what: 'an unknown pattern', plan: withPattern({ kind: 'random', perMinute: 5 }) },
  { what: 'a rate that is no number', plan: withPattern({ kind: 'steady', perMinute: Number.NaN }) },
  { what: 'a negative rate', plan: withPattern({ kind: 'steady', perMinute: -1 }) },
  { what: 'a rate beyond all measure', plan: withPattern({ kind: 'steady', perMinute: highestRate * 2 }) },
  { what: 'a ramp to a negative rate', plan: withPattern({ kind: 'ramp', from: 5, to: -5 }) },
  { what: 'a ramp to nowhere', plan: withPattern({ kind: 'ramp', from: 5 }) },
  { what: 'a burst of half a call', plan: withPattern({ kind: 'burst', calls: 0.5, every: 0 }) },
  { what: 'a burst that goes back in time', plan: withPattern({ kind: 'burst', calls: 5, every: -1 }) },
  { what: 'a loop that is faster than its answers', plan: withPattern({ kind: 'loop', pause: -1 }) },
];

suite('A plan from outside', () => {
  test('is taken when it can be run, up to the bounds', () => {
    assert.ok(isTrafficPlan(sound));
    assert.ok(isTrafficPlan(plan([])));
    assert.ok(isTrafficPlan(many(mostStreams)));
    assert.ok(isTrafficPlan({ ...sound, duration: longestTraffic }));
    assert.ok(isTrafficPlan(withPattern({ kind: 'steady', perMinute: highestRate })));
  });

  for (const { what, plan: refusedPlan } of refused) {
    test(`is refused with ${what}`, () => assert.equal(isTrafficPlan(refusedPlan), false));
  }
});

suite('A run from outside', () => {
  const run = runOf(limited({ few: '2/minute' }), sound);

  test('is taken as it comes', () => {
    assert.ok(isTrafficResult(run));
    assert.ok(isTrafficResult({ state: 'undecidable', version: 3, reason: 'The file is empty' }));
    assert.ok(isTrafficResult({ state: 'too-many', calls: 3e7 }));
  });

  const broken: readonly object[] = [
    { state: 'walk' },
    { calls: -1 },
    { bucket: 0 },
    { firstBucket: undefined },
    { allowedOverTime: [Number.NaN] },
    { deniedOverTime: Array.from({ length: mostBuckets + 1 }, () => 0) },
    { marks: [{ call: 0, at: 0, stream: 0, outcome: 'allowed', rule: '' }] },
    { counters: [{}] },
    { byRule: [{ name: 'x' }] },
  ];
  for (const change of broken) {
    test(`is refused with ${JSON.stringify(change).slice(0, 60)}`, () =>
      assert.equal(isTrafficResult({ ...run, ...change }), false));
  }
});

function endless(): object {
  const args: { self?: object } = {};
  args.self = args;
  return args;
}
