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

/** One-based line of a place in the text, as editors show it. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
