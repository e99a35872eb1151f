import type { TrafficPattern } from '../../../server/protocol/traffic.ts';
import { callsInWords, grouped } from '../words.ts';
import { durationInWords } from './durations.ts';
import type { StreamField } from './streamFields.ts';

/** The kinds of pattern, each with what it starts with and what is written of it. */
export const patternKinds: readonly {
  readonly kind: TrafficPattern['kind'];
  readonly word: string;
  readonly meaning: string;
  readonly first: TrafficPattern;
  readonly fields: readonly StreamField[];
}[] = [
  {
    kind: 'steady',
    word: 'Steady',
    meaning: 'Evenly, from the beginning to the end.',
    first: { kind: 'steady', perMinute: 30 },
    fields: ['perMinute'],
  },
  {
    kind: 'burst',
    word: 'Burst',
    meaning: 'So many calls at one moment, and again after a while.',
    first: { kind: 'burst', calls: 50, every: 60_000 },
    fields: ['calls', 'every'],
  },
  {
    kind: 'ramp',
    word: 'Ramp',
    meaning: 'Evenly more, or less.',
    first: { kind: 'ramp', from: 0, to: 120 },
    fields: ['rampFrom', 'rampTo'],
  },
  {
    kind: 'loop',
    word: 'Loop',
    meaning: 'An agent in a loop: each answer is followed by the next call.',
    first: { kind: 'loop', pause: 1_000 },
    fields: ['pause'],
  },
];

/** A pattern on half a line. */
export function patternInWords(pattern: TrafficPattern): string {
  switch (pattern.kind) {
    case 'steady':
      return `${grouped(pattern.perMinute)} a minute`;
    case 'burst':
      return pattern.every === 0
        ? `${callsInWords(pattern.calls)} at once`
        : `${grouped(pattern.calls)} every ${durationInWords(pattern.every)}`;
    case 'ramp':
      return `${grouped(pattern.from)} to ${grouped(pattern.to)} a minute`;
    case 'loop':
      return pattern.pause === 0 ? 'a loop without pause' : `a loop, ${durationInWords(pattern.pause)} apart`;
  }
}
