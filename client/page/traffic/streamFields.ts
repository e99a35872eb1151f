import { highestRate, type TrafficPattern, type TrafficStream } from '../../../server/protocol/traffic.ts';
import { checkArguments } from '../arguments/argumentsCheck.ts';
import { grouped } from '../words.ts';
import { durationInWords, readDuration } from './durations.ts';
import type { WrittenField } from './writtenField.ts';

/** What is written of a stream. */
export type StreamField =
  | 'perMinute'
  | 'calls'
  | 'every'
  | 'rampFrom'
  | 'rampTo'
  | 'pause'
  | 'grant'
  | 'session'
  | 'answeredAfter'
  | 'from'
  | 'to'
  | 'args';

type Pattern<Kind extends TrafficPattern['kind']> = Extract<TrafficPattern, { kind: Kind }>;

export const streamFields: Readonly<Record<StreamField, WrittenField<TrafficStream>>> = {
  perMinute: rateField('Calls', 'steady', 'perMinute', 'How many calls a minute, evenly'),
  calls: {
    ...ofPattern('burst', 'calls', readCount, grouped),
    label: 'Calls',
    hint: 'How many calls at one moment',
    problem: { short: 'A whole number', full: 'Write a whole number from 0 to 1,000,000,000.' },
  },
  every: {
    ...ofPattern(
      'burst',
      'every',
      (text) => (text.trim() === '' ? 0 : readDuration(text)),
      (every) => (every === 0 ? '' : durationInWords(every)),
    ),
    label: 'Again every',
    hint: 'After how long the calls come again, e.g. 30 s; empty: only once',
    problem: durationProblem(),
  },
  rampFrom: rateField('From', 'ramp', 'from', 'How many calls a minute at first'),
  rampTo: rateField('To', 'ramp', 'to', 'How many calls a minute in the end'),
  pause: {
    ...ofPattern('loop', 'pause', readDuration, durationInWords),
    label: 'Pause',
    hint: 'From each answer to the next call, e.g. 200 ms',
    problem: durationProblem(),
  },
  grant: textField('Grant', 'grant', 'Whose grant the policy is attached to'),
  session: textField('Session', 'session', 'The agent session, by which rate_limit counts'),
  answeredAfter: durationField('Answered after', 'answeredAfter', 'How long the server takes to answer, e.g. 100 ms'),
  from: durationField('From', 'from', 'When this begins, after the start of the traffic'),
  to: durationField('Until', 'to', 'When this ends, after the start of the traffic'),
  args: {
    label: 'Arguments',
    hint: 'The arguments of every call, as JSON',
    problem: { short: 'Not a JSON object', full: 'Arguments must be a JSON object, like {"amount": 5}.' },
    write: ({ args }) => JSON.stringify(args, null, 2),
    read: (stream, text) => {
      const check = checkArguments(text, undefined);
      return check.state === 'bad' ? undefined : { ...stream, args: check.args };
    },
  },
};

function textField(label: string, member: 'grant' | 'session', hint: string): WrittenField<TrafficStream> {
  return {
    label,
    hint,
    problem: { short: '', full: '' },
    write: (stream) => stream[member],
    read: (stream, text) => ({ ...stream, [member]: text }),
  };
}

function durationField(
  label: string,
  member: 'answeredAfter' | 'from' | 'to',
  hint: string,
): WrittenField<TrafficStream> {
  return {
    label,
    hint,
    problem: durationProblem(),
    write: (stream) => durationInWords(stream[member]),
    read: (stream, text) => {
      const duration = readDuration(text);
      return duration === undefined ? undefined : { ...stream, [member]: duration };
    },
  };
}

function rateField<Kind extends 'steady' | 'ramp'>(
  label: string,
  kind: Kind,
  member: keyof Pattern<Kind> & string,
  hint: string,
): WrittenField<TrafficStream> {
  return {
    ...ofPattern(kind, member, readRate, grouped),
    label,
    hint,
    unit: 'a minute',
    problem: { short: 'Not a number', full: 'Write a number from 0 to 1,000,000,000.' },
  };
}

/** Reads and writes one number of the pattern; the field is drawn only where the stream has that pattern. */
function ofPattern<Kind extends TrafficPattern['kind']>(
  kind: Kind,
  member: keyof Pattern<Kind> & string,
  read: (text: string) => number | undefined,
  write: (value: number) => string,
): Pick<WrittenField<TrafficStream>, 'read' | 'write'> {
  return {
    write: ({ pattern }) => {
      const value: unknown = pattern.kind === kind ? Reflect.get(pattern, member) : undefined;
      return typeof value === 'number' ? write(value) : '';
    },
    read: (stream, text) => {
      const value = read(text);
      if (value === undefined || stream.pattern.kind !== kind) return undefined;
      return { ...stream, pattern: { ...stream.pattern, [member]: value } };
    },
  };
}

function readRate(text: string): number | undefined {
  const plain = text.trim().replaceAll(',', '');
  const rate = /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN;
  return rate <= highestRate ? rate : undefined;
}

function readCount(text: string): number | undefined {
  const count = readRate(text);
  return Number.isInteger(count) ? count : undefined;
}

function durationProblem(): WrittenField<TrafficStream>['problem'] {
  return { short: 'Try 30 s', full: 'Write a time of up to 366 days, like 200 ms, 30 s, 10 min or 1 h.' };
}
