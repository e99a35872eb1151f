import type { Span } from '../../policy/syntax/span.ts';
import { type Node, parseTree } from '../../policy/syntax/syntaxTree.ts';

/** No name or path is longer; whatever is longer is not a word that is being typed. */
const longest = 200;

const wordCharacter = /[\w.+*-]/;

/** A word without quotes at an offset, not further back than `from`; where there is none, the empty place there. */
export function wordAt(offset: number, source: string, from: number): Span {
  let start = offset;
  while (start > from && offset - start < longest && wordCharacter.test(source[start - 1] ?? '')) start--;
  // Directly before a word something new begins, inside of one the whole of it is meant.
  const end = start === offset ? offset : endOfWord(offset, source);
  return { offset: start, length: end - start };
}

/** Where the word goes on to that an offset is in. */
export function endOfWord(offset: number, source: string): number {
  let end = offset;
  while (end - offset < longest && wordCharacter.test(source[end] ?? '')) end++;
  return end;
}

/**
 * True for a string whose closing quote is not written yet. It then reaches to the end of its line, or to the opening quote
 * of the next string: directly behind that stands what no closed string has behind it.
 */
export function isOpen({ offset, length }: Node, source: string): boolean {
  const written = source.slice(offset, offset + length);
  return !endsWithQuote(written) || /[^\s,:}\]"]/.test(source[offset + length] ?? ' ');
}

/** Ends with a quote that is not the first one, and is no escape: an even number of backslashes stands before it. */
function endsWithQuote(written: string): boolean {
  let backslashes = 0;
  while (written[written.length - 2 - backslashes] === '\\') backslashes++;
  return written.length > 1 && written.endsWith('"') && backslashes % 2 === 0;
}

/** What a stretch of text says up to the cursor: without the quote that it starts with, and without escapes. */
export function typedIn({ offset }: Span, cursor: number, source: string): string {
  const written = source.slice(offset, Math.max(offset, cursor));
  if (!written.startsWith('"')) return written;
  const isWhole = endsWithQuote(written);
  const value: unknown = parseTree(isWhole ? written : `${written}"`).root?.value;
  return typeof value === 'string' ? value : '';
}
