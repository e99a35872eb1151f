/** A stretch of time over which a limit counts. */
export interface Window {
  /** `minute`, `hour`, `day`, or a number of seconds such as `45s`. */
  readonly name: string;
  /** What a sentence calls it: `minute`, `45 seconds`. */
  readonly inWords: string;
  /** Milliseconds. */
  readonly length: number;
}

/** The last moment that a calendar can show, in milliseconds since the Unix epoch; the first is as far before it. */
const latestMoment = 8_640_000_000_000_000;

const second = 1000;

/** The windows that a limit can name. Minute and hour are documented, day is Intercept's. */
export const namedWindows: ReadonlyMap<string, Window> = new Map([
  ['minute', { name: 'minute', inWords: 'minute', length: 60 * second }],
  ['hour', { name: 'hour', inWords: 'hour', length: 3600 * second }],
  ['day', { name: 'day', inWords: 'day', length: 86_400 * second }],
]);

/** The window of the catalogue's `rate_limit` shorthand. None is longer than the calendar, so that its ends can be reckoned. */
export function windowOfSeconds(seconds: number): Window {
  const length = Math.min(seconds * second, 2 * latestMoment);
  return { name: `${seconds}s`, inWords: seconds === 1 ? 'second' : `${seconds} seconds`, length };
}

/**
 * How windows lie on the clock.
 * - `aligned`: by the UTC clock. What we assume of PolicyLayer (the assumption `aligned-windows`).
 * - `sliding`: the window ends now. As is usual, it is reckoned from two aligned ones: the count of this one, and of the
 *   one before as much as still reaches in, see {@link reachingIn} (the assumption `sliding-windows`).
 */
export type WindowMode = 'aligned' | 'sliding';

/**
 * When the window that holds a moment began, both in milliseconds since the Unix epoch. Windows are aligned to multiples of
 * their length since then. For a minute, an hour and a day that is the UTC clock's :00, :00:00 and 00:00:00Z, since Unix
 * time has no leap seconds (the assumptions `aligned-windows` and `session-windows`).
 */
export function alignedStart(at: number, window: Window): number {
  return Math.floor(at / window.length) * window.length;
}

/** When a window ends that began at `start`: a moment of the calendar, which a window of centuries may leave. */
export function windowEnd(start: number, window: Window): number {
  return withinCalendar(start + window.length);
}

/** The moment of the calendar that is nearest. */
export function withinCalendar(at: number): number {
  return Math.max(-latestMoment, Math.min(at, latestMoment));
}

/** A moment as text, e.g. `2026-03-01T10:32:00Z`; the number itself where the calendar ends. */
export function momentText(at: number): string {
  const moment = new Date(at);
  return Number.isNaN(moment.getTime()) ? `${at} ms` : moment.toISOString().replace('.000Z', 'Z');
}
