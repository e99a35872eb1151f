import { groupedNumber } from '../policy/groupedNumber.ts';
import {
  highestRate,
  longestTraffic,
  mostTrafficCalls,
  type TrafficPattern,
  type TrafficPlan,
} from '../protocol/traffic.ts';
import { streamCalls } from '../simulation/traffic/streamCalls.ts';
import { readCall } from './readCall.ts';
import type { StepSurroundings } from './readStep.ts';
import type { ValueReader } from './valueReader.ts';
import type { WrittenStep, WrittenStream } from './writtenScenarios.ts';

/**
 * A step's traffic as the simulator plans it.
 * @param start when it begins, in milliseconds since the Unix epoch
 */
export function readTraffic(
  step: WrittenStep,
  written: readonly WrittenStream[],
  start: number,
  { windows, fixtures, reader }: StepSurroundings,
): TrafficPlan {
  const duration = readLength(step, reader);
  const streams = written.map((stream) => ({
    answeredAfter: 0,
    ...readCall(stream, fixtures, reader),
    from: reader.duration(stream.from, 'from') ?? 0,
    to: reader.duration(stream.to, 'to') ?? duration,
    pattern: readPattern(stream, reader),
  }));
  const plan = { start, duration, windows, streams };
  const calls = streamCalls(plan).reduce((sum, stream) => sum + stream.left(), 0);
  if (calls > mostTrafficCalls && step.for !== undefined) {
    const message = `The traffic of a step makes at most ${groupedNumber(mostTrafficCalls)} calls, this one at least ${groupedNumber(calls)}: make it shorter, or slower`;
    reader.report(step.for, 'scenario-traffic', message);
  }
  return plan;
}

function readLength({ for: length }: WrittenStep, reader: ValueReader): number {
  const duration = reader.duration(length, 'for') ?? 0;
  if (length === undefined || duration <= longestTraffic) return duration;
  reader.report(length, 'scenario-time', '"for" must be at most a year and a day, "366d"');
  return 0;
}

function readPattern({ perMinute, burst, every, pause }: WrittenStream, reader: ValueReader): TrafficPattern {
  if (burst !== undefined) {
    const calls = reader.count(burst, 'burst', 0, highestRate) ?? 0;
    return { kind: 'burst', calls, every: reader.duration(every, 'every') ?? 0 };
  }
  if (pause !== undefined) return { kind: 'loop', pause: reader.duration(pause, 'pause') ?? 0 };
  const rates = reader.rates(perMinute, 'perMinute', highestRate) ?? [0];
  const [first, last] = rates;
  return last === undefined ? { kind: 'steady', perMinute: first } : { kind: 'ramp', from: first, to: last };
}
