import { grouped } from '../../words.ts';
import { durationInWords } from '../durations.ts';
import { rangeWords, stretchWords } from './axisWords.ts';
import type { CondensedRun } from './condensed.ts';
import type { TimeRange } from './zoom.ts';

/** What is written over the timeline: about one bar, or about the whole of what is drawn. */
export interface Readout {
  readonly time: string;
  /** The moment that is told as local time, too. */
  readonly from: number;
  readonly allowed: string;
  readonly denied: string;
  readonly approval: string;
  /** How long a bar is; absent where it is told of one. */
  readonly bar?: string;
}

/** What happened in the bucket that holds a moment; `undefined` where there is none. */
export function readoutAt(buckets: CondensedRun, moment: number, reference: number): Readout | undefined {
  const [first] = buckets.times;
  if (first === undefined) return undefined;
  const place = Math.floor((moment - first) / buckets.bucket);
  const from = buckets.times[place];
  if (from === undefined) return undefined;
  return {
    time: stretchWords(from, from + buckets.bucket, reference),
    from,
    allowed: grouped(buckets.allowed[place] ?? 0),
    denied: grouped(buckets.denied[place] ?? 0),
    approval: grouped(buckets.approval[place] ?? 0),
  };
}

export function readoutOfRange({ min, max }: TimeRange, bucket: number): Readout {
  const [from, to] = [Math.round(min), Math.round(max)];
  return {
    time: rangeWords(from, to),
    from,
    allowed: '',
    denied: '',
    approval: '',
    bar: durationInWords(bucket),
  };
}
