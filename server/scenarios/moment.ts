const isoTime = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/**
 * An ISO 8601 time in milliseconds since the Unix epoch: a day, or a day and a time, UTC where it names no zone.
 * `undefined` when it is no moment that a calendar has.
 */
export function readMoment(text: string): number | undefined {
  const [, day, zone] = isoTime.exec(text) ?? [];
  // JavaScript takes 30 February for 2 March.
  if (day === undefined || new Date(`${day}T00:00:00Z`).toJSON()?.slice(0, 10) !== day) return undefined;
  const moment = Date.parse(zone === undefined && text.includes('T') ? `${text}Z` : text);
  return Number.isNaN(moment) ? undefined : Math.floor(moment);
}

const duration = /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;
const milliseconds = [86_400_000, 3_600_000, 60_000, 1000, 1] as const;

/** Longer than anyone waits: ten years. What is added up stays on the calendar. */
const longest = 3650 * 86_400_000;

/** `90s`, `1m`, `2h30m`, `1d`, `500ms` in milliseconds; `undefined` when it is no duration, or one of decades. */
export function readDuration(text: string): number | undefined {
  const [, ...parts] = duration.exec(text) ?? [];
  if (parts.every((part) => part === undefined)) return undefined;
  const total = milliseconds.reduce((sum, unit, index) => sum + unit * Number(parts[index] ?? 0), 0);
  return total <= longest ? total : undefined;
}
