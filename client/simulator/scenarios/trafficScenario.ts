import type { TrafficPattern, TrafficPlan, TrafficStream } from '../../../server/protocol/traffic.ts';
import {
  durationText,
  momentText,
  type WrittenAnswer,
  type WrittenCaller,
  type WrittenExpectation,
  type WrittenScenario,
  writtenAnswer,
  writtenCaller,
} from './scenarioSteps.ts';

/** A step that is traffic, in the words of `schemas/policytest.schema.json`. */
export interface WrittenTraffic {
  readonly traffic: readonly WrittenStream[];
  readonly for: string;
  readonly expect: Pick<WrittenExpectation, 'allowed'>;
}

interface WrittenStream extends WrittenCaller, WrittenPattern, WrittenAnswer {
  readonly from?: string;
  readonly to?: string;
}

interface WrittenPattern {
  /** Of a ramp the first and the last rate. */
  readonly perMinute?: number | readonly [number, number];
  readonly burst?: number;
  readonly every?: string;
  readonly pause?: string;
}

/**
 * Traffic as a scenario of one step, which makes the very calls of the plan.
 * @param allowed how many of them must be allowed
 */
export function trafficScenario(
  name: string,
  { start, duration, streams }: Omit<TrafficPlan, 'windows'>,
  allowed: number,
): WrittenScenario {
  const hasOneSession = new Set(streams.map(({ session }) => session)).size === 1;
  const traffic = streams.map((stream) => writtenStream(stream, duration, hasOneSession));
  return { name, now: momentText(start), steps: [{ traffic, for: durationText(duration), expect: { allowed } }] };
}

function writtenStream(stream: TrafficStream, duration: number, hasOneSession: boolean): WrittenStream {
  const { from, to, pattern } = stream;
  return {
    ...writtenCaller(stream, hasOneSession),
    ...writtenPattern(pattern),
    ...(from === 0 ? {} : { from: durationText(from) }),
    ...(to >= duration ? {} : { to: durationText(to) }),
    ...writtenAnswer(stream),
  };
}

function writtenPattern(pattern: TrafficPattern): WrittenPattern {
  switch (pattern.kind) {
    case 'steady':
      return { perMinute: pattern.perMinute };
    case 'ramp':
      return { perMinute: [pattern.from, pattern.to] };
    case 'burst':
      return { burst: pattern.calls, ...(pattern.every === 0 ? {} : { every: durationText(pattern.every) }) };
    case 'loop':
      return { pause: durationText(pattern.pause) };
  }
}
