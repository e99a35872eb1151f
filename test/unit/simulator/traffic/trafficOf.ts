import type { TrafficPlan, TrafficRun, TrafficStream } from '../../../../server/protocol/traffic.ts';
import { start } from '../simulated.ts';

export function streamOf(tool: string, change: Partial<TrafficStream> = {}): TrafficStream {
  return {
    tool,
    args: {},
    grant: 'default',
    session: 'session-1',
    upstream: 'ok',
    answeredAfter: 0,
    from: 0,
    to: 60_000,
    pattern: { kind: 'steady', perMinute: 30 },
    ...change,
  };
}

/** A minute of one stream. */
export function planOf(tool: string, change: Partial<TrafficPlan> = {}): TrafficPlan {
  return { start, duration: 60_000, windows: 'aligned', streams: [streamOf(tool)], ...change };
}

/** Six buckets of ten seconds. */
export function runOf(change: Partial<TrafficRun> = {}): TrafficRun {
  return {
    state: 'run',
    version: 1,
    calls: 30,
    allowed: 20,
    denied: 10,
    approval: 0,
    bucket: 10_000,
    firstBucket: start,
    allowedOverTime: [5, 5, 5, 5, 0, 0],
    deniedOverTime: [0, 0, 0, 0, 5, 5],
    approvalOverTime: [0, 0, 0, 0, 0, 0],
    counters: [
      {
        id: '/tools/pay/limits/pay_rate',
        identity: 'grant default',
        max: 20,
        windowLength: 60_000,
        used: [5, 10, 15, 20, 20, 20],
      },
    ],
    marks: [
      { call: 20, at: start + 40_000, stream: 0, outcome: 'denied', rule: '/tools/pay/limits/pay_rate' },
      { call: 25, at: start + 50_000, stream: 0, outcome: 'denied', rule: '/tools/pay/limits/pay_rate' },
    ],
    byTool: [{ name: 'pay', allowed: 20, denied: 10, approval: 0 }],
    byRule: [{ name: '/tools/pay/limits/pay_rate', allowed: 0, denied: 10, approval: 0 }],
    ...change,
  };
}
