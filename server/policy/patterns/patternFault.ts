import { RE2JS, RE2JSSyntaxException } from 're2js';
import type { Span } from '../syntax/span.ts';
import { type Node, spanOf } from '../syntax/syntaxTree.ts';

/** Places of one text in a pattern that are tried. */
const mostTried = 20;

/**
 * Where in a pattern its fault is. The compiler only quotes the text that it stopped at: of several such places it is the
 * first one at which the pattern up to there has that very fault. `undefined` when the pattern as a whole is meant.
 */
export function patternFault(pattern: string, error: unknown): Span | undefined {
  if (!(error instanceof RE2JSSyntaxException)) return undefined;
  // Of a bracket too many it quotes everything.
  const quoted = error.error === 'unexpected )' ? ')' : error.input;
  if (quoted === null || quoted === '' || quoted === pattern) return undefined;
  let offset = pattern.indexOf(quoted);
  for (let tried = 0; offset >= 0 && tried < mostTried; tried++) {
    const end = offset + quoted.length;
    if (hasFault(pattern.slice(0, end), error.error)) return { offset, length: quoted.length };
    offset = pattern.indexOf(quoted, offset + 1);
  }
  return undefined;
}

function hasFault(pattern: string, fault: string): boolean {
  try {
    RE2JS.compile(pattern);
    return false;
  } catch (error) {
    return error instanceof RE2JSSyntaxException && error.error === fault;
  }
}

/** A stretch of a string's text where the document writes it; the whole string without one. `written`: quotes included. */
export function spanInString(string: Node, written: string, stretch: Span | undefined): Span {
  if (stretch === undefined) return spanOf(string);
  const start = writtenOffset(written, stretch.offset);
  const end = writtenOffset(written, stretch.offset + stretch.length);
  return { offset: string.offset + start, length: end - start };
}

/** How far into a JSON string so many characters of its text reach: an escape is one of them. */
function writtenOffset(written: string, characters: number): number {
  let offset = 1;
  for (let passed = 0; passed < characters; passed++) {
    if (written[offset] !== '\\') offset += 1;
    else offset += written[offset + 1] === 'u' ? 6 : 2;
  }
  return Math.min(offset, written.length);
}
