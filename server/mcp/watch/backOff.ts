const shortest = 1_000;
const longest = 60_000;

/**
 * How long to wait before the attempt with this number (from 1), in milliseconds: twice as long each time, 1 second to
 * 1 minute, of which the last half is chance, so that many clients do not come back to a server in the same moment.
 */
export function backOff(attempt: number, random: () => number): number {
  const whole = Math.min(shortest * 2 ** Math.max(0, attempt - 1), longest);
  return Math.round(whole / 2 + (random() * whole) / 2);
}
