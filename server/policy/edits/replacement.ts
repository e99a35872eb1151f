import type { Span } from '../syntax/span.ts';
import type { Node, Property } from '../syntax/syntaxTree.ts';

/** Replaces a stretch of text; an empty stretch inserts. */
export interface Replacement {
  readonly span: Span;
  readonly text: string;
}

/** Takes properties out of their object, with the commas that belong to them. */
export function withoutProperties(removed: readonly Property[], object: Node): Replacement[] {
  return without(new Set(removed.map(({ node }) => node)), object);
}

/** Takes elements out of their list, with the commas that belong to them. */
export function withoutElements(removed: readonly Node[], list: Node): Replacement[] {
  return without(new Set(removed), list);
}

/**
 * Takes the entry at that place of an object or list out, from 0. Looks at its neighbours only, whatever the number of
 * entries.
 */
export function withoutEntry(container: Node, index: number): Replacement[] {
  const entry = container.children?.[index];
  return entry === undefined ? [] : [removal(container, index, index)];
}

/** Neighbours go as one, so that no two edits touch the same comma. */
function without(removed: ReadonlySet<Node>, container: Node): Replacement[] {
  const all = container.children ?? [];
  const isRemoved = (index: number): boolean => {
    const entry = all[index];
    return entry !== undefined && removed.has(entry);
  };
  const edits: Replacement[] = [];
  for (let first = 0; first < all.length; first++) {
    if (!isRemoved(first)) continue;
    let last = first;
    while (isRemoved(last + 1)) last++;
    edits.push(removal(container, first, last));
    first = last;
  }
  return edits;
}

/** The next entry takes the place of those that go. The last ones go with the comma before them; all of them, with every blank. */
function removal(container: Node, first: number, last: number): Replacement {
  const all = container.children ?? [];
  const [before, start, end, after] = [all[first - 1], all[first], all[last], all[last + 1]];
  let from = start?.offset ?? container.offset;
  let to = after?.offset ?? endOf(end ?? container);
  if (after === undefined && before !== undefined) from = endOf(before);
  if (after === undefined && before === undefined) {
    from = container.offset + 1;
    to = Math.max(to, endOf(container) - 1);
  }
  return { span: { offset: from, length: to - from }, text: '' };
}

/** The text with the replacements made. They must not overlap. */
export function replaced(text: string, replacements: readonly Replacement[]): string {
  let result = '';
  let end = 0;
  for (const { span, text: written } of inOrder(replacements)) {
    result += text.slice(end, span.offset) + written;
    end = span.offset + span.length;
  }
  return result + text.slice(end);
}

/** In the order of the text. Those that start at one place stay in their order. */
export function inOrder(replacements: readonly Replacement[]): Replacement[] {
  return replacements.toSorted((a, b) => a.span.offset - b.span.offset);
}

/**
 * Those of several changes that can be made together, in the order of the text: a change that would touch the same text as
 * one before it is left out as a whole.
 */
export function compatible(changes: readonly (readonly Replacement[])[]): Replacement[] {
  const made: Replacement[] = [];
  for (const change of changes) {
    const places = change.map((edit) => placeAmong(made, edit));
    if (places.includes(undefined)) continue;
    for (const edit of change) made.splice(placeAmong(made, edit) ?? made.length, 0, edit);
  }
  return made;
}

/** Where an edit goes among others in the order of the text; `undefined` when it would touch one of them. */
function placeAmong(made: readonly Replacement[], { span }: Replacement): number | undefined {
  let [low, high] = [0, made.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((made[middle]?.span.offset ?? 0) < span.offset) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [made[low - 1]?.span, made[low]?.span];
  if (before !== undefined && before.offset + before.length > span.offset) return undefined;
  if (after === undefined) return low;
  return after.offset === span.offset || span.offset + span.length > after.offset ? undefined : low;
}

function endOf(node: Node): number {
  return node.offset + node.length;
}
