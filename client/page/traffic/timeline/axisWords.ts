import { dateAndTime, day, timeOfDay } from '../../call/moments.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const dayLength = 86_400_000;

/** What stands at a mark of the time axis, in UTC: the day at midnight, else the time as exact as the marks are apart. */
export function tickWords(moment: number, apart: number): string {
  if (moment % dayLength === 0) return shortDay(moment);
  const time = timeOfDay(moment);
  if (apart % 60_000 === 0) return time.slice(0, 5);
  return apart % 1_000 === 0 ? time.slice(0, 8) : time;
}

/** `2 Mar`. */
function shortDay(moment: number): string {
  const date = new Date(moment);
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]}`;
}

/** A count that must fit in four characters: `950`, `1.2k`, `12k`, `3M`. */
export function shortCount(count: number): string {
  if (count >= 1_000_000) return `${rounded(count / 1_000_000)}M`;
  return count >= 1_000 ? `${rounded(count / 1_000)}k` : String(Math.round(count * 100) / 100);
}

function rounded(count: number): string {
  return count >= 10 ? String(Math.round(count)) : String(Math.round(count * 10) / 10);
}

/** `2 Mar 23:50 to 3 Mar 00:10`, in UTC; the day once where it is the same, seconds where there are any. */
export function rangeWords(from: number, to: number): string {
  const isWhole = from % 60_000 === 0 && to % 60_000 === 0;
  const time = (moment: number) => (isWhole ? timeOfDay(moment).slice(0, 5) : timeOfDay(moment));
  const end = day(from) === day(to) ? time(to) : `${shortDay(to)} ${time(to)}`;
  return `${shortDay(from)} ${time(from)} to ${end}`;
}

/** `10:31:00 to 10:31:10`, in UTC, with the days where they are not that of `reference`. */
export function stretchWords(from: number, to: number, reference: number): string {
  const first = day(from) === day(reference) ? timeOfDay(from) : dateAndTime(from);
  return `${first} to ${timeOfDay(to)}`;
}
