import assert from 'node:assert/strict';
import { readHostMessage, readPageMessage } from '../../../../server/protocol/panelShape.ts';
import { mostBuckets } from '../../../../server/protocol/traffic.ts';
import type { TrafficHostMessage, TrafficPageMessage } from '../../../../server/protocol/trafficPanel.ts';
import { callOf, denied } from '../simulated.ts';
import { planOf, runOf, streamOf } from './trafficOf.ts';

const policy = 'file:///policy.json';
const plan = planOf('__proto__');
const run = runOf();

const fromPage: readonly TrafficPageMessage[] = [
  { type: 'trafficPlan', policy, planRevision: 1, plan },
  { type: 'trafficPlan', policy, planRevision: 1, plan, preset: 'steady' },
  { type: 'trafficAgain', policy },
  { type: 'trafficCancel', policy },
  { type: 'trafficCall', policy, call: 19_999_999 },
];

const fromHost: readonly TrafficHostMessage[] = [
  { type: 'traffic', policy, traffic: { plan, planRevision: 1, age: { state: 'pending' } } },
  {
    type: 'traffic',
    policy,
    traffic: { plan, preset: 'ramp', planRevision: 1, age: { state: 'too-many', calls: 3e7 } },
  },
  { type: 'trafficRun', policy, shown: { plan, run } },
  { type: 'trafficProgress', policy, done: 1, calls: 2 },
  { type: 'trafficCall', policy, call: 3 },
  { type: 'trafficCall', policy, call: 3, explained: { call: callOf('pay'), result: denied } },
];

const refusedPlans: Readonly<Record<string, unknown>> = {
  'too many streams': { ...plan, streams: Array(21).fill(streamOf('pay')) },
  'an unknown pattern': { ...plan, streams: [streamOf('pay', { pattern: JSON.parse('{"kind": "random"}') })] },
  'fewer than no calls': { ...plan, streams: [streamOf('pay', { pattern: { kind: 'steady', perMinute: -1 } })] },
  'an endless duration': { ...plan, duration: 1e15 },
  'an end after the calendar': { ...plan, start: 8_640_000_000_000_000 },
  'unknown windows': { ...plan, windows: 'constructor' },
};

const refusedRuns: Readonly<Record<string, unknown>> = {
  'no run at all': { state: 'undecidable', version: 1, reason: 'Line 1' },
  'more buckets than there may be': { ...run, allowedOverTime: Array(mostBuckets + 1).fill(0) },
  'a mark that was allowed': { ...run, marks: [{ ...run.marks[0], outcome: 'allowed' }] },
};

suite('Messages about traffic', () => {
  for (const message of fromPage) {
    test(`from the page: ${JSON.stringify(message).slice(0, 70)} is read as it is`, () => {
      assert.equal(readPageMessage(message), message);
    });
  }
  for (const message of fromHost) {
    test(`from the host: ${JSON.stringify(message).slice(0, 70)} is read as it is`, () => {
      assert.equal(readHostMessage(message), message);
    });
  }
  for (const [words, refused] of Object.entries(refusedPlans)) {
    test(`a plan with ${words} is refused`, () => {
      assert.equal(readPageMessage({ type: 'trafficPlan', policy, planRevision: 1, plan: refused }), undefined);
    });
  }
  for (const [words, refused] of Object.entries(refusedRuns)) {
    test(`as a run ${words} is refused`, () => {
      assert.equal(readHostMessage({ type: 'trafficRun', policy, shown: { plan, run: refused } }), undefined);
    });
  }
});
