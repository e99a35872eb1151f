import { everyHidden, withoutNeeded } from './hiddenCharacters.ts';
import type { JsonValue } from './json.ts';

/**
 * JSON text for a file that people read: what hides or changes the direction is written as an escape such as `\u202E`, which
 * means the same. Names come from servers, and an author has to see what is written. What a text needs of such characters
 * stays as it is: emoji, joiners of Arabic and Indic scripts.
 * @param value plain data
 * @param indentation blanks for each level; without it, all is on one line
 */
export function writtenJson(value: JsonValue | object, indentation?: number): string {
  const text = JSON.stringify(value, undefined, indentation);
  // Nearly no text has any. Each string is looked at by itself: what one needs is no reason for its neighbour.
  return text.search(everyHidden) < 0 ? text : text.replaceAll(strings, withEscapes);
}

const strings = /"(?:[^"\\]|\\.)*"/g;

/** A name may be nothing else, and there may be ten thousand of them: whatever stands together is written at once. */
const hiddenStretch = new RegExp(`(?:${everyHidden.source})+`, 'gu');

function withEscapes(string: string): string {
  const masked = withoutNeeded(string);
  if (masked === string) return string.replaceAll(hiddenStretch, escaped);
  let written = '';
  let end = 0;
  for (const { index, 0: stretch } of masked.matchAll(hiddenStretch)) {
    written += string.slice(end, index) + escaped(stretch);
    end = index + stretch.length;
  }
  return written + string.slice(end);
}

/** By the number of the unit: there are a few thousand of them at most. */
const escapes = new Map<number, string>();

/** JSON has escapes for UTF-16 code units. */
function escaped(stretch: string): string {
  let written = '';
  for (let at = 0; at < stretch.length; at++) written += escapeOf(stretch.charCodeAt(at));
  return written;
}

function escapeOf(unit: number): string {
  const written = escapes.get(unit) ?? `\\u${unit.toString(16).toUpperCase().padStart(4, '0')}`;
  escapes.set(unit, written);
  return written;
}
