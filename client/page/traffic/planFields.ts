import { latestMoment } from '../../../server/protocol/simulationShape.ts';
import type { TrafficPlan } from '../../../server/protocol/traffic.ts';
import { dateAndTime, readMoment } from '../call/moments.ts';
import { durationInWords, readDuration } from './durations.ts';
import type { WrittenField } from './writtenField.ts';

export type PlanField = 'start' | 'duration';

/** What is written of a plan as a whole. */
export const planFields: Readonly<Record<PlanField, WrittenField<TrafficPlan>>> = {
  start: {
    label: 'Start',
    hint: 'When the traffic begins, in UTC',
    unit: 'UTC',
    problem: { short: 'Not a moment', full: 'Write a UTC moment, like 2026-03-02 10:31:00 or 10:31.' },
    write: ({ start }) => dateAndTime(start),
    read: (plan, text) => {
      const start = readMoment(text, plan.start);
      return start === undefined || start + plan.duration > latestMoment ? undefined : { ...plan, start };
    },
  },
  duration: {
    label: 'Duration',
    hint: 'How long it lasts, e.g. 10 min or 1 h 30 min',
    problem: { short: 'Try 10 min', full: 'Write a time of up to 366 days, like 30 s, 10 min, 1 h 30 min or 2 d.' },
    write: ({ duration }) => durationInWords(duration),
    read: (plan, text) => {
      const duration = readDuration(text);
      if (duration === undefined || duration === 0 || plan.start + duration > latestMoment) return undefined;
      return withDuration(plan, duration);
    },
  },
};

/** What lasts to the end goes on lasting to the end. */
function withDuration(plan: TrafficPlan, duration: number): TrafficPlan {
  const streams = plan.streams.map((stream) => (stream.to === plan.duration ? { ...stream, to: duration } : stream));
  return { ...plan, duration, streams };
}
