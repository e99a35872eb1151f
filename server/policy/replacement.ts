import type { Span } from './span.ts';
import { elements, type Node, type Property, properties } from './syntaxTree.ts';

/** Replaces a stretch of text; an empty stretch inserts. */
export interface Replacement {
  readonly span: Span;
  readonly text: string;
}

/** Takes properties out of their object, with the commas that belong to them. */
export function withoutProperties(removed: readonly Property[], object: Node): Replacement[] {
  return without(new Set(removed.map(({ node }) => node)), properties(object).map(nodeOf));
}

/** Takes elements out of their list, with the commas that belong to them. */
export function withoutElements(removed: readonly Node[], list: Node): Replacement[] {
  return without(new Set(removed), elements(list));
}

function nodeOf({ node }: Property): Node {
  return node;
}

/** Neighbours go as one, so that no two edits touch the same comma. */
function without(removed: ReadonlySet<Node>, all: readonly Node[]): Replacement[] {
  const edits: Replacement[] = [];
  for (let first = 0; first < all.length; first++) {
    const start = all[first];
    if (start === undefined || !removed.has(start)) continue;
    let last = first;
    for (let next = all[last + 1]; next !== undefined && removed.has(next); next = all[last + 1]) last++;
    const [before, end, after] = [all[first - 1], all[last] ?? start, all[last + 1]];
    const from = after === undefined && before !== undefined ? endOf(before) : start.offset;
    const to = after === undefined ? endOf(end) : after.offset;
    edits.push({ span: { offset: from, length: to - from }, text: '' });
    first = last;
  }
  return edits;
}

/** The text with the replacements made. They must not overlap. */
export function replaced(text: string, replacements: readonly Replacement[]): string {
  let result = '';
  let end = 0;
  for (const { span, text: written } of replacements.toSorted((a, b) => a.span.offset - b.span.offset)) {
    result += text.slice(end, span.offset) + written;
    end = span.offset + span.length;
  }
  return result + text.slice(end);
}

function endOf(node: Node): number {
  return node.offset + node.length;
}
