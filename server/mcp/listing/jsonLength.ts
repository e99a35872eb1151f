import { isJsonObject } from '../../policy/json.ts';

/**
 * About how long the value's JSON text is, in UTF-16 code units; escapes are not counted. `JSON.stringify` calls itself
 * for every level and breaks where a server nests a hundred thousand; this walks with a list of its own.
 */
export function jsonLength(value: unknown): number {
  const open = [value];
  let length = 0;
  while (open.length > 0) {
    const next = open.pop();
    if (Array.isArray(next)) {
      length += 2 + Math.max(0, next.length - 1);
      for (const item of next) open.push(item);
    } else if (isJsonObject(next)) {
      const entries = Object.entries(next);
      length += 2 + Math.max(0, entries.length - 1);
      for (const [name, item] of entries) {
        length += name.length + 3;
        open.push(item);
      }
    } else {
      length += typeof next === 'string' ? next.length + 2 : String(next).length;
    }
  }
  return length;
}
