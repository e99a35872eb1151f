import type { Node } from 'jsonc-parser';
import { EntryFault } from './fault.ts';

/** The members of an object in the tree; a Map, because a key may be `__proto__`. The last of equal keys counts. */
export function membersOf(node: Node, what: string): ReadonlyMap<string, Node> {
  if (node.type !== 'object') throw new EntryFault(`${what} is not an object`, node.offset);
  const members = new Map<string, Node>();
  for (const property of node.children ?? []) {
    const [key, value] = property.children ?? [];
    if (typeof key?.value === 'string' && value !== undefined) members.set(key.value, value);
  }
  return members;
}

/** The items of a list in the tree. */
export function itemsOf(node: Node, what: string): readonly Node[] {
  if (node.type !== 'array') throw new EntryFault(`${what} is not a list`, node.offset);
  return node.children ?? [];
}

/** The text of a string in the tree. */
export function textOf(node: Node, what: string): string {
  if (typeof node.value !== 'string') throw new EntryFault(`${what} is not a text`, node.offset);
  return node.value;
}

/** Tells the line of a place in the text, one-based, as editors show it. The text is read once for all places. */
export function linesOf(text: string): (offset: number) => number {
  let ends: readonly number[] | undefined;
  return (offset) => {
    ends ??= [...text.matchAll(/\n/g)].map(({ index }) => index);
    // The ends before the place are counted by halves.
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? offset) < offset) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}
