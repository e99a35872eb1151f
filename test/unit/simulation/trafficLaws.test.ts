import assert from 'node:assert/strict';
import fc from 'fast-check';
import { replay } from '../../../server/decision/replay.ts';
import type { PolicyDocument } from '../../../server/policy/policyDocument.ts';
import type { TrafficPlan, TrafficRun } from '../../../server/protocol/traffic.ts';
import { isTrafficPlan, isTrafficResult } from '../../../server/protocol/trafficShape.ts';
import { trafficCallAt } from '../../../server/simulation/traffic/trafficCallAt.ts';
import { listed, plans, policies } from './anyTraffic.ts';
import { compiled, runOf } from './trafficPlans.ts';

function holds(law: (document: PolicyDocument, plan: TrafficPlan) => void): void {
  fc.assert(fc.property(policies, plans, law));
}

suite('Of all traffic it holds that', () => {
  test('its calls are decided as a replay of their list decides them', () => {
    holds((document, plan) => {
      const calls = listed(document, plan);
      const replayed = replay(
        compiled(document),
        calls.map(({ call }) => call),
        plan.windows,
      );
      assert.deepEqual(
        calls.map(({ outcome, rule }) => [outcome, rule]),
        replayed.map(({ decision }) => [decision.outcome, decision.rule]),
      );
    });
  });

  test('time never goes back, and every call lies within its stream and the plan', () => {
    holds((document, plan) => {
      let before = { at: 0, stream: 0 };
      for (const { call, stream } of listed(document, plan)) {
        const { from = 0, to = 0 } = plan.streams[stream] ?? {};
        const elapsed = call.at - plan.start;
        assert.ok(Number.isInteger(call.at) && elapsed >= from && elapsed < Math.min(to, plan.duration));
        assert.ok(call.at > before.at || (call.at === before.at && stream >= before.stream));
        before = { at: call.at, stream };
      }
    });
  });

  test('its totals add up, over time, by stream, by tool and by rule', () => {
    holds((document, plan) => {
      const run = runOf(document, plan);
      const calls = listed(document, plan);
      assert.equal(run.calls, calls.length);
      assert.equal(run.allowed + run.denied + run.approval, run.calls);
      for (const outcome of ['allowed', 'denied', 'approval'] as const) {
        const these = calls.filter((call) => call.outcome === outcome);
        assert.equal(run[outcome], these.length);
        assert.equal(sum(run[`${outcome}OverTime`]), these.length);
        assert.equal(sum(run.byTool.map((total) => total[outcome])), these.length);
        assert.equal(sum(run.byRule.map((total) => total[outcome])), outcome === 'allowed' ? 0 : these.length);
      }
      for (const { name, denied } of run.byRule) assert.equal(denied, calls.filter(({ rule }) => rule === name).length);
      assert.ok(isTrafficPlan(plan));
      assert.ok(isTrafficResult(JSON.parse(JSON.stringify(run))));
    });
  });

  test('each call lies in its bucket', () => {
    holds((document, plan) => {
      const run = runOf(document, plan);
      const all = run.allowedOverTime.map(
        (count, bucket) => count + (run.deniedOverTime[bucket] ?? 0) + (run.approvalOverTime[bucket] ?? 0),
      );
      for (const { call } of listed(document, plan)) {
        const bucket = bucketOf(run, call.at);
        all[bucket] = (all[bucket] ?? 0) - 1;
      }
      assert.ok(all.every((left) => left === 0));
    });
  });

  test('a mark points at a refusal, which is explained with the same outcome and rule', () => {
    holds((document, plan) => {
      for (const mark of runOf(document, plan).marks) {
        const explained = trafficCallAt(compiled(document), plan, mark.call);
        assert.ok(explained);
        const { call, decision } = explained;
        assert.deepEqual([decision.outcome, decision.rule, call.at], [mark.outcome, mark.rule, mark.at]);
        assert.equal(call.tool, plan.streams[mark.stream]?.tool);
      }
    });
  });

  test('every rule and every bucket with refusals has a mark', () => {
    holds((document, plan) => {
      const run = runOf(document, plan);
      const buckets = new Set(run.marks.map(({ at }) => bucketOf(run, at)));
      for (const [bucket, denied] of run.deniedOverTime.entries()) assert.equal(buckets.has(bucket), denied > 0);
      assert.deepEqual(new Set(run.marks.map(({ rule }) => rule)), new Set(run.byRule.map(({ name }) => name)));
    });
  });

  test('its counters are as high as the explanations of its calls say, in the very bucket', () => {
    holds((document, plan) => {
      const run = runOf(document, plan);
      const replayed = replay(
        compiled(document),
        listed(document, plan).map(({ call }) => call),
        plan.windows,
      );
      const highest = new Map<string, number>();
      for (const [index, { call }] of listed(document, plan).entries()) {
        const decision = replayed[index]?.decision;
        if (decision?.outcome !== 'allowed') continue;
        for (const { id, identity, max, window, used } of decision.counters) {
          const key = JSON.stringify([id, identity, max, window]);
          highest.set(key, Math.max(used, highest.get(key) ?? 0));
          // Others with the same name are told apart by their limit only, and may have come into the dozen or not.
          const series = run.counters.filter(
            (each) => each.id === id && each.identity === identity && each.max === max,
          );
          if (series.length === 1)
            assert.ok((series[0]?.used[bucketOf(run, call.at)] ?? 0) >= used, `${id} at ${call.at}`);
        }
      }
      const shares = [...highest.entries()].flatMap(([key, used]) => (used > 0 ? used / JSON.parse(key)[2] : []));
      const shown = run.counters.map(({ used, max }) => Math.max(...used) / max);
      assert.deepEqual(
        shown,
        [...shown].sort((one, other) => other - one),
        'the fullest first',
      );
      assert.ok(shown.length >= Math.min(12, shares.length));
      assert.ok((shown[0] ?? 0) >= Math.max(0, ...shares));
    });
  });
});

function bucketOf({ firstBucket, bucket }: TrafficRun, at: number): number {
  return Math.floor((at - firstBucket) / bucket);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
