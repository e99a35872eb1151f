import { namedWindows } from '../../decision/counting/windows.ts';
import type { ReadableLimit } from './readableLimit.ts';

/** The most that a limit lets through, by itself, in calls or units. */
export interface LimitReach {
  /** Within a moment, where one window ends and the next one begins. */
  readonly turn: number;
  /** In an hour and in a day of the UTC clock. */
  readonly hour: number;
  readonly day: number;
}

const hour = lengthOf('hour');
const day = lengthOf('day');

/** Windows are aligned to the clock (the assumptions `aligned-windows` and `session-windows`). */
export function reachOf({ max, window }: ReadableLimit): LimitReach {
  return {
    turn: 2 * max,
    hour: max * windowsWithin(hour, window.length),
    day: max * windowsWithin(day, window.length),
  };
}

/**
 * How many windows can lie, at least in part, in a stretch of the clock that begins at a multiple of its own length:
 * 60 minutes in an hour, but two windows of 50 minutes. Lengths in whole milliseconds.
 */
function windowsWithin(stretch: number, window: number): number {
  return Math.ceil((window - commonDivisor(stretch, window) + stretch) / window);
}

function commonDivisor(left: number, right: number): number {
  let [larger, smaller] = [left, right];
  while (smaller > 0) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}

function lengthOf(window: string): number {
  return namedWindows.get(window)?.length ?? 0;
}

/** For each stretch of time, the limit that lets the least through. */
export type TightestLimits = Readonly<
  Record<keyof LimitReach, { readonly limit: ReadableLimit; readonly most: number }>
>;

/**
 * Among limits that all charge the same calls: the tightest by what they count, calls (`undefined`) or an argument. Left
 * out are those that count sessions, since a grant may have any number of them, and those that share a counter.
 * @param beside the tightest of limits that come behind these, such as those over all tools, worked out once for every tool
 */
export function tightestLimits(
  limits: readonly ReadableLimit[],
  beside: ReadonlyMap<string | undefined, TightestLimits> = new Map(),
): ReadonlyMap<string | undefined, TightestLimits> {
  const tightest = new Map<string | undefined, TightestLimits>();
  for (const limit of limits) {
    if (limit.countedBy === 'session' || limit.assumptions.includes('shared-counter')) continue;
    const known = tightest.get(limit.weight);
    const reach = reachOf(limit);
    const tighter = (stretch: keyof LimitReach) =>
      known !== undefined && known[stretch].most <= reach[stretch] ? known[stretch] : { limit, most: reach[stretch] };
    tightest.set(limit.weight, { turn: tighter('turn'), hour: tighter('hour'), day: tighter('day') });
  }
  for (const [weight, others] of beside) {
    const known = tightest.get(weight);
    const tighter = (stretch: keyof LimitReach) =>
      known !== undefined && known[stretch].most <= others[stretch].most ? known[stretch] : others[stretch];
    tightest.set(weight, { turn: tighter('turn'), hour: tighter('hour'), day: tighter('day') });
  }
  return tightest;
}
