import type { TrafficRun } from '../../../../server/protocol/traffic.ts';
import type { TimeRange } from './zoom.ts';

/** A run in fewer, longer buckets: as many as can be told apart in the picture. */
export interface CondensedRun {
  /** When each bucket begins, in milliseconds since the Unix epoch. */
  readonly times: readonly number[];
  /** Milliseconds of one bucket. */
  readonly bucket: number;
  readonly allowed: readonly number[];
  readonly denied: readonly number[];
  readonly approval: readonly number[];
  /** The highest count of each counter within each bucket, in the run's order. */
  readonly used: readonly (readonly number[])[];
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Lengths that a person reckons with; each divides the next larger window of a limit. */
const evenLengths = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * second),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * minute),
  ...[1, 2, 3, 6, 12].map((hours) => hours * hour),
  ...[1, 2, 7, 14, 28].map((days) => days * day),
];

/** The run in buckets of which at most `most` lie in the range. Calls are added up, of fills the highest counts. */
export function condensed(run: TrafficRun, { min, max }: TimeRange, most: number): CondensedRun {
  const bucket = condensedLength(run.bucket, (max - min) / Math.max(1, most));
  const first = Math.floor(run.firstBucket / bucket);
  const count = run.allowedOverTime.length;
  const placeOf = (index: number) => Math.floor((run.firstBucket + index * run.bucket) / bucket) - first;
  const length = count === 0 ? 0 : placeOf(count - 1) + 1;
  const gathered = (values: readonly number[], add: (sum: number, value: number) => number) => {
    const sums = new Array<number>(length).fill(0);
    for (const [index, value] of values.entries()) {
      const place = placeOf(index);
      sums[place] = add(sums[place] ?? 0, value);
    }
    return sums;
  };
  const sum = (left: number, right: number) => left + right;
  return {
    times: Array.from({ length }, (_, index) => (first + index) * bucket),
    bucket,
    allowed: gathered(run.allowedOverTime, sum),
    denied: gathered(run.deniedOverTime, sum),
    approval: gathered(run.approvalOverTime, sum),
    used: run.counters.map(({ used }) => gathered(used, Math.max)),
  };
}

/** The shortest even length that is a multiple of the run's buckets and at least as long as wanted. */
function condensedLength(bucket: number, wanted: number): number {
  if (wanted <= bucket) return bucket;
  const even = evenLengths.find((length) => length >= wanted && length % bucket === 0);
  return even ?? Math.ceil(wanted / bucket) * bucket;
}
