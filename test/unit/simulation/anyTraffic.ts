import fc from 'fast-check';
import type { RepeatedCall } from '../../../server/decision/replay.ts';
import type { PolicyDocument } from '../../../server/policy/policyDocument.ts';
import type { TrafficPattern, TrafficPlan, TrafficStream } from '../../../server/protocol/traffic.ts';
import { Playback } from '../../../server/simulation/traffic/playback.ts';
import { compiled, documentOf, minute, start } from './trafficPlans.ts';

const second = 1000;
const milliseconds = (most: number) => fc.integer({ min: 0, max: most });

const limit = fc.record({
  counter: fc.constantFrom('one', 'two', 'three'),
  window: fc.constantFrom('minute', 'hour', 'day'),
  max: fc.integer({ min: 1, max: 12 }),
  scope: fc.constant('grant'),
});

/** Small policies of three tools. */
export const policies = fc
  .record({
    default: fc.constantFrom('allow', 'deny'),
    hide: fc.subarray(['drop']),
    all_tools: fc.record({ limits: fc.array(limit, { maxLength: 2 }) }),
    pay: fc.record({
      deny_if: fc.subarray([{ conditions: [{ path: 'args.amount', op: 'gt', value: 6 }] }]),
      limits: fc.array(
        fc.oneof(
          limit,
          limit.map((each) => ({ ...each, increment_from: 'args.amount' })),
        ),
        { maxLength: 3 },
      ),
    }),
    refund: fc.record({ rate_limit: fc.record({ max: fc.integer({ min: 1, max: 5 }), window: fc.constant(45) }) }),
  })
  .map(({ pay, refund, ...rest }) => documentOf({ version: '1', ...rest, tools: { pay, refund } }));

const pattern = fc.oneof<fc.Arbitrary<TrafficPattern>[]>(
  fc.record({ kind: fc.constant('steady'), perMinute: fc.double({ min: 0, max: 40, noNaN: true }) }),
  fc.record({
    kind: fc.constant('burst'),
    calls: fc.integer({ min: 0, max: 15 }),
    every: milliseconds(50).map((tenths) => tenths * 1100),
  }),
  fc.record({ kind: fc.constant('ramp'), from: fc.integer({ min: 0, max: 40 }), to: fc.integer({ min: 0, max: 40 }) }),
  fc.record({ kind: fc.constant('loop'), pause: fc.integer({ min: 900, max: 9000 }) }),
);

const streams: fc.Arbitrary<TrafficStream> = fc.record({
  tool: fc.constantFrom('pay', 'refund', 'drop'),
  args: fc.constantFrom({}, { amount: 1 }, { amount: 4 }, { amount: -2 }, { amount: 7 }),
  grant: fc.constantFrom('ours', 'theirs'),
  session: fc.constantFrom('first', 'second'),
  upstream: fc.constantFrom('ok', 'tool_error', 'error', 'timeout'),
  answeredAfter: fc.constantFrom(0, 700, 40 * second),
  from: milliseconds(2 * minute),
  to: milliseconds(4 * minute),
  pattern,
});

/** Some minutes of mixed traffic of those tools. */
export const plans: fc.Arbitrary<TrafficPlan> = fc.record({
  start: milliseconds(2 * minute).map((after) => start - minute + after),
  duration: milliseconds(3 * minute),
  windows: fc.constantFrom('aligned', 'sliding'),
  streams: fc.array(streams, { maxLength: 4 }),
});

/** What there is to know of a run: every call of it, listed. */
export interface ListedCall {
  readonly call: RepeatedCall;
  readonly stream: number;
  readonly outcome: string;
  readonly rule: string | undefined;
}

export function listed(document: PolicyDocument, plan: TrafficPlan): ListedCall[] {
  const playback = new Playback(compiled(document), plan);
  const calls: ListedCall[] = [];
  for (let next = playback.next(); next !== undefined; next = playback.next()) {
    const call = { ...next.call, times: 1 };
    const { outcome, rule } = playback.decide(next);
    calls.push({ call, stream: next.stream, outcome, rule });
  }
  return calls;
}
