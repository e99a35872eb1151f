import { isJsonObject } from '../../policy/json.ts';

/** How many objects and lists may stand inside each other. The deepest schema seen in the wild has 11. */
export const maximumDepth = 64;

/** True when the value nests deeper than {@link maximumDepth}. Walks with a list of its own, so depth cannot break it. */
export function isTooDeep(value: unknown): boolean {
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value, depth: 1 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const children = childrenOf(next.value);
    if (children === undefined) continue;
    if (next.depth > maximumDepth) return true;
    for (const child of children) open.push({ value: child, depth: next.depth + 1 });
  }
  return false;
}

function childrenOf(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  return isJsonObject(value) ? Object.values(value) : undefined;
}
