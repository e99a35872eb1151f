import { mostBuckets, type TrafficPlan } from '../../protocol/traffic.ts';

/** The time of a run, cut into equal parts. Times are in milliseconds. */
export interface Buckets {
  readonly length: number;
  /** When the first one begins, since the Unix epoch: a multiple of the length, so that windows turn between buckets. */
  readonly first: number;
  readonly count: number;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Lengths that divide a minute, an hour or a day, so that none of these ends within a bucket of a shorter one. */
const lengths = [
  second,
  5 * second,
  10 * second,
  30 * second,
  minute,
  5 * minute,
  10 * minute,
  30 * minute,
  hour,
  3 * hour,
  6 * hour,
  12 * hour,
  day,
];

/** The shortest buckets of which there are not too many. At least one, even when the plan has no duration. */
export function bucketsOf({ start, duration }: Pick<TrafficPlan, 'start' | 'duration'>): Buckets {
  const length = lengths.find((each) => countOf(start, duration, each) <= mostBuckets) ?? day;
  return { length, first: start - (start % length), count: countOf(start, duration, length) };
}

function countOf(start: number, duration: number, length: number): number {
  return Math.max(1, Math.ceil(((start % length) + duration) / length));
}
