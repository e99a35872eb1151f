import { RE2JS } from 're2js';
import { type SchemaReading, takeSteps } from './reading.ts';

const longestPattern = 500;
const longestText = 2_000;
/** In states of the automaton that RE2 makes of a pattern. */
const largestPattern = 2_000;

/**
 * True when the pattern fits somewhere in the text. A server's pattern is untrusted: RE2 answers in linear time, but what
 * it compiles `x{1000}` to is a thousand times as large. A pattern that is too large is not checked: everything fits. One
 * that RE2 cannot compile counts as not matching.
 */
export function matches(pattern: string, text: string, reading: SchemaReading): boolean {
  if (!reading.patterns.has(pattern)) reading.patterns.set(pattern, compiled(pattern, reading));
  const known = reading.patterns.get(pattern);
  if (known === null) return false;
  if (known === undefined || text.length > longestText) return true;
  return takeSteps(reading, 1 + (statesOf(pattern) * text.length) / 1_000) && known.matcher(text).find();
}

function compiled(pattern: string, reading: SchemaReading): RE2JS | undefined | null {
  if (pattern.length > longestPattern) return undefined;
  const states = statesOf(pattern);
  if (states > largestPattern || !takeSteps(reading, states / 4)) return undefined;
  try {
    return RE2JS.compile(pattern);
  } catch {
    return null;
  }
}

const tokens = /\\[pP]\{[^}]*\}|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{(\d+)(?:,(\d*))?\}|[\s\S]/g;

/** About how many states a pattern compiles to: a repetition multiplies what stands before it. */
export function statesOf(pattern: string): number {
  const outer: number[] = [];
  let group = 0;
  let last = 0;
  for (const [token, least, most] of pattern.matchAll(tokens)) {
    if (least !== undefined) {
      last *= Math.max(1, Number(least), Number(most ?? 0));
    } else if (token === '(') {
      outer.push(group + last);
      [group, last] = [0, 0];
    } else if (token === ')' && outer.length > 0) {
      [last, group] = [group + last + 2, outer.pop() ?? 0];
    } else {
      [group, last] = [group + last, 1];
    }
  }
  return outer.reduce((sum, size) => sum + size, group + last);
}
