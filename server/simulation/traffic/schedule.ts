import type { TrafficPattern } from '../../protocol/traffic.ts';

/** When a stream calls whose moments are known ahead: none of them is listed. */
export interface Schedule {
  readonly calls: number;
  /** The moment of a call, by its number from 0: whole milliseconds after the stream's start, never before the call before. */
  readonly moment: (call: number) => number;
}

const minute = 60_000;
/** A moment this close below a whole millisecond is that millisecond: what is missing is only the rounding of a division. */
const rounding = 1e-6;
const never: Schedule = { calls: 0, moment: () => 0 };

/**
 * The schedule of a pattern that does not depend on answers.
 * @param length how long the stream runs, in whole milliseconds; no call is made at its end or later
 */
export function scheduleOf(pattern: Exclude<TrafficPattern, { kind: 'loop' }>, length: number): Schedule {
  if (length <= 0) return never;
  switch (pattern.kind) {
    case 'steady':
      return ramp(pattern.perMinute, pattern.perMinute, length);
    case 'ramp':
      return ramp(pattern.from, pattern.to, length);
    case 'burst':
      return bursts(pattern.calls, pattern.every, length);
  }
}

function bursts(calls: number, every: number, length: number): Schedule {
  if (calls === 0) return never;
  const times = every === 0 ? 1 : Math.ceil(length / every);
  return { calls: calls * times, moment: (call) => Math.floor(call / calls) * every };
}

/**
 * Calls as close as the rate says, which changes evenly. By the moment t there are `first·t + slope·t²/2` calls, so a
 * call's moment is a root of that. The first call is made at the start.
 * @param from, to calls a minute
 */
function ramp(from: number, to: number, length: number): Schedule {
  const first = from / minute;
  const slope = (to - from) / minute / length;
  const calls = Math.ceil(((from + to) / 2 / minute) * length - rounding);
  const last = length - 1;
  return {
    calls,
    moment(call) {
      if (call === 0) return 0;
      // This form of the root needs no division by the slope, which may be 0.
      const root = (2 * call) / (first + Math.sqrt(Math.max(0, first * first + 2 * slope * call)));
      return Math.min(last, Math.floor(root + rounding));
    },
  };
}
