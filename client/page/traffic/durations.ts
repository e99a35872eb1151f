import { longestTraffic } from '../../../server/protocol/traffic.ts';

const units = [
  { name: 'd', length: 86_400_000 },
  { name: 'h', length: 3_600_000 },
  { name: 'min', length: 60_000 },
  { name: 's', length: 1_000 },
  { name: 'ms', length: 1 },
] as const;

/** A stretch of time in words, exact to the millisecond: `1 h 30 min`, `500 ms`, `0 s`. */
export function durationInWords(milliseconds: number): string {
  if (milliseconds === 0) return '0 s';
  const parts: string[] = [];
  let rest = milliseconds;
  for (const { name, length } of units) {
    const count = Math.floor(rest / length);
    if (count > 0) parts.push(`${count} ${name}`);
    rest -= count * length;
  }
  return parts.join(' ');
}

const written = /^\s*(\d+(?:\.\d+)?)\s*(ms|s|sec|min|m|h|d)?(?![a-z])/i;

/**
 * The stretch of time that was written: numbers with `ms`, `s`, `min` (or `m`), `h`, `d`, one or several, the last without
 * a unit in seconds. `undefined` when it is none, or longer than any plan. In whole milliseconds.
 */
export function readDuration(text: string): number | undefined {
  let rest = text.trim();
  let sum = 0;
  if (rest === '') return undefined;
  while (rest !== '') {
    const match = written.exec(rest);
    if (match === null) return undefined;
    sum += Number(match[1]) * lengthOf(match[2]);
    rest = rest.slice(match[0].length).trim();
  }
  const milliseconds = Math.round(sum);
  return milliseconds <= longestTraffic ? milliseconds : undefined;
}

function lengthOf(unit = 's'): number {
  const lower = unit.toLowerCase();
  const name = lower === 'm' ? 'min' : lower === 'sec' ? 's' : lower;
  return units.find((each) => each.name === name)?.length ?? 1_000;
}
