import type { TrafficRun } from '../../../../server/protocol/traffic.ts';
import type { TimeRange } from './zoom.ts';

/** A moment at which windows turn. */
export interface Boundary {
  readonly at: number;
  /** Milliseconds of the longest window that turns there. */
  readonly length: number;
}

/** Lines nearer to each other than this, in pixels, are a grey wash and tell nothing. */
const nearest = 8;
const most = 400;

/**
 * Where windows of these lengths turn within a range that is drawn that wide, both ends of the range left out. Windows
 * that turn too often for the picture are left out.
 */
export function boundaries(lengths: readonly number[], { min, max }: TimeRange, width: number): readonly Boundary[] {
  const found = new Map<number, number>();
  const longestFirst = [...new Set(lengths)].sort((left, right) => right - left);
  for (const length of longestFirst) {
    const count = (max - min) / length;
    if (!(length > 0) || count > most || width / Math.max(count, 1) < nearest) continue;
    for (let at = Math.floor(min / length) * length + length; at < max; at += length) {
      if (!found.has(at)) found.set(at, length);
    }
  }
  return [...found].map(([at, length]) => ({ at, length })).sort((left, right) => left.at - right.at);
}

/** How long the windows of a run's counters are; and midnight, which is one whether or not anything is counted by it. */
export function windowLengths({ counters }: Pick<TrafficRun, 'counters'>): readonly number[] {
  return [...counters.map(({ windowLength }) => windowLength), day];
}

export const day = 86_400_000;
