import type { Position, SelectionRange } from 'vscode-languageserver-types';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import type { Span } from '../../policy/syntax/span.ts';
import { type Node, spanOf } from '../../policy/syntax/syntaxTree.ts';
import { rangeOf } from '../range.ts';
import { nodesAround } from './nodesAround.ts';
import { contentOf } from './stringContent.ts';

/**
 * What a growing selection takes in, for each position: a word of a string (in an argument path one name of it), what the
 * string holds, the string, its property, and so on outwards to the whole text. Each range is larger than the one in it.
 */
export function selectionRanges(document: PolicyDocument, positions: readonly Position[]): SelectionRange[] {
  return positions.map((position) => selectionRange(document, document.text.offsetAt(position)));
}

function selectionRange(document: PolicyDocument, offset: number): SelectionRange {
  const source = document.text.getText();
  const whole: Span = { offset: 0, length: source.length };
  let selection: SelectionRange = { range: rangeOf(whole, document) };
  let around = whole;
  for (const span of growing(document, source, offset).toReversed()) {
    if (span.length >= around.length) continue;
    selection = { range: rangeOf(span, document), parent: selection };
    around = span;
  }
  return selection;
}

/** The spans around the offset, innermost first. */
function growing({ root }: PolicyDocument, source: string, offset: number): Span[] {
  const nodes = nodesAround(root, offset);
  const innermost = nodes.at(-1);
  const property = nodes.at(-2);
  const inString = innermost?.type === 'string' ? spansInString(innermost, property, source, offset) : [];
  return [...inString, ...nodes.map(spanOf).toReversed()];
}

function spansInString(string: Node, property: Node | undefined, source: string, offset: number): Span[] {
  const content = contentOf(source, string);
  if (offset < content.offset || offset > content.offset + content.length) return [];
  const word = wordAt(source, content, offset, isArgumentPath(string, property) ? /[^.]/ : /[\p{L}\p{N}_]/u);
  return word.length === 0 ? [content] : [word, content];
}

function isArgumentPath(string: Node, property: Node | undefined): boolean {
  const [key, value] = property?.type === 'property' ? (property.children ?? []) : [];
  return value === string && (key?.value === 'path' || key?.value === 'increment_from');
}

/** In UTF-16 code units. A longer run is no word, and a thousand cursors may stand in one. */
const longestWord = 1000;

/** The run of characters around the offset that are part of a word; empty when it is too long for one. */
function wordAt(source: string, within: Span, offset: number, part: RegExp): Span {
  let [start, end] = [offset, offset];
  const [first, last] = [Math.max(within.offset, offset - longestWord - 1), within.offset + within.length];
  while (start > first && part.test(source.charAt(start - 1))) start--;
  while (end < Math.min(last, start + longestWord + 1) && part.test(source.charAt(end))) end++;
  return end - start > longestWord ? { offset, length: 0 } : { offset: start, length: end - start };
}
