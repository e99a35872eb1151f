import { latestMoment } from '../../../server/protocol/simulationShape.ts';

/** The steps by which the virtual clock is moved, in milliseconds. */
export const clockSteps = [
  { label: '+1 s', name: 'One second later', step: 1_000 },
  { label: '+1 min', name: 'One minute later', step: 60_000 },
  { label: '+1 h', name: 'One hour later', step: 3_600_000 },
  { label: '+1 d', name: 'One day later', step: 86_400_000 },
] as const;

/** `2026-03-02 10:31:00`, in UTC; with milliseconds only where there are any. */
export function dateAndTime(moment: number): string {
  return new Date(moment).toISOString().replace('T', ' ').replace('.000Z', '').replace('Z', '');
}

/** `10:31:00`, in UTC. */
export function timeOfDay(moment: number): string {
  return dateAndTime(moment).split(' ')[1] ?? '';
}

/** `2026-03-02`, in UTC. */
export function day(moment: number): string {
  return dateAndTime(moment).split(' ')[0] ?? '';
}

/** The time of day, with the day before it when that is another than `reference`'s. */
export function shortMoment(moment: number, reference: number): string {
  return day(moment) === day(reference) ? timeOfDay(moment) : dateAndTime(moment);
}

/** The same moment where the person is, for a tooltip. */
export function localMoment(moment: number): string {
  const words = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' }).format(moment);
  return `${words} (local time)`;
}

const written =
  /^(?:(\d{4}-\d{2}-\d{2})(?:[T\s]+|$))?(?:(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?)?\s*(?:Z|UTC)?$/i;

/**
 * The moment that was typed, in UTC: a day and a time, a day alone (its start), or a time alone (on the day of
 * `reference`). `undefined` when it is none of them or no such day or time exists.
 */
export function readMoment(text: string, reference: number): number | undefined {
  const match = written.exec(text.trim());
  const [, date, hour, minute, second, fraction] = match ?? [];
  if (match === null || (date === undefined && hour === undefined)) return undefined;
  const time = `${(hour ?? '0').padStart(2, '0')}:${minute ?? '00'}:${second ?? '00'}.${(fraction ?? '').padEnd(3, '0')}`;
  const moment = Date.parse(`${date ?? day(reference)}T${time}Z`);
  const exists = Number.isFinite(moment) && (date === undefined || day(moment) === date) && hour !== '24';
  return exists && moment >= 0 && moment <= latestMoment ? moment : undefined;
}
