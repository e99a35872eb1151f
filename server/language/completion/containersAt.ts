import type { Node } from '../../policy/syntax/syntaxTree.ts';

/** The objects and lists around an offset, outermost first, with the way down to the innermost. */
export interface Containers {
  readonly around: readonly Node[];
  readonly path: readonly (string | number)[];
}

/**
 * The objects and lists that an offset is in. One that is not closed yet goes on over the blanks behind it. Takes time by
 * the depth of the tree and the logarithm of its breadth.
 */
export function containersAt(root: Node | undefined, offset: number, source: string): Containers {
  const around: Node[] = [];
  const path: (string | number)[] = [];
  let node = root;
  while (node !== undefined && isInside(node, offset, source)) {
    around.push(node);
    const index = lastBefore(node.children, offset);
    const entry: Node | undefined = node.children?.[index];
    const [key, value] = entry?.type === 'property' ? (entry.children ?? []) : [undefined, entry];
    if (value === undefined || !isInside(value, offset, source)) break;
    path.push(key === undefined ? index : String(key.value));
    node = value;
  }
  return { around, path };
}

/** The last of a container's entries that starts before the offset; -1 when none does. */
export function lastBefore(entries: readonly Node[] | undefined, offset: number): number {
  let [low, high] = [0, entries?.length ?? 0];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries?.[middle]?.offset ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Between the brackets, or behind the open one while the closing one is not written yet. */
function isInside(node: Node, offset: number, source: string): boolean {
  if ((node.type !== 'object' && node.type !== 'array') || offset <= node.offset) return false;
  const end = node.offset + node.length;
  if (isClosed(node, source)) return offset < end;
  return offset <= end || source.slice(end, offset).trim() === '';
}

/** Ends with a bracket of its own, which is not that of its last entry. */
function isClosed(node: Node, source: string): boolean {
  const end = node.offset + node.length;
  const last = node.children?.at(-1);
  const hasOwnEnd = node.length > 1 && (last === undefined || last.offset + last.length < end);
  return hasOwnEnd && source[end - 1] === (node.type === 'object' ? '}' : ']');
}
