import { readDuration, readMoment } from '../../moment.ts';

/** Nobody writes a longer time. */
const longest = 100;

const written =
  /^\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?\s*$/i;

/** The moments that may have been meant by another way of writing them, as a scenario file writes them. */
export function momentsMeant(text: string): string[] {
  if (text.length > longest) return [];
  const [, year, month, day, hour, minute, second = '00', zone = 'Z'] = written.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return [];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const offset = /^[+-]/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(-2)}` : 'Z';
  const moment = hour === undefined ? date : `${date}T${hour.padStart(2, '0')}:${minute}:${second}${offset}`;
  return moment !== text && readMoment(moment) !== undefined ? [moment] : [];
}

const units: ReadonlyMap<string, string> = new Map(
  Object.entries({
    d: ['day', 'days'],
    h: ['hour', 'hours', 'hr', 'hrs'],
    m: ['minute', 'minutes', 'min', 'mins'],
    s: ['second', 'seconds', 'sec', 'secs'],
    ms: ['millisecond', 'milliseconds', 'millis', 'msec', 'msecs'],
  }).flatMap(([unit, words]) => [unit, ...words].map((word) => [word, unit] as const)),
);

/**
 * The durations that may have been meant: by units that are written out, with blanks, or out of their order. A number
 * alone may be seconds or milliseconds.
 */
export function durationsMeant(text: string): string[] {
  if (text.length > longest) return [];
  const plain = text.toLowerCase().trim();
  if (/^\d+$/.test(plain)) return valid([`${plain}s`, `${plain}ms`]);
  const parts = [...plain.matchAll(/(\d+)\s*([a-z]+)/g)];
  if (plain.replaceAll(/\d+\s*[a-z]+|\band\b|[\s,]/g, '') !== '') return [];
  const amounts = new Map<string, string>();
  for (const [, amount = '', word = ''] of parts) {
    const unit = units.get(word);
    if (unit === undefined || amounts.has(unit)) return [];
    amounts.set(unit, amount);
  }
  const meant = ['d', 'h', 'm', 's', 'ms'].map((unit) => (amounts.has(unit) ? `${amounts.get(unit)}${unit}` : ''));
  return valid([meant.join('')]).filter((duration) => duration !== text);
}

function valid(durations: readonly string[]): string[] {
  return durations.filter((duration) => readDuration(duration) !== undefined);
}
