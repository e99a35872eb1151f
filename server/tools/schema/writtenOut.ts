import { isJsonObject, type JsonObject, type JsonValue, member } from '../../policy/json.ts';
import { canonicalText, itemsOf, membersOf, typesOf } from './keyword.ts';
import { localTarget } from './reference.ts';

/** How many `$ref` and `allOf` may stand inside each other before a schema counts as endless. */
const maximumNesting = 32;

/**
 * The schema with its `$ref` and `allOf` written out, so that what holds for a value stands in one object.
 * `undefined` when nothing can satisfy it (`false`) or when its references run in a circle.
 */
export function writtenOut(schema: JsonValue, root: JsonObject, nesting = 0): JsonObject | undefined {
  if (schema === false || nesting > maximumNesting) return undefined;
  if (!isJsonObject(schema)) return {};
  const { $ref: reference, allOf, ...rest } = schema;
  let result: JsonObject | undefined = rest;
  if (reference !== undefined) {
    // A reference that is not followed says nothing about the value: the rest of the schema still holds.
    result = both(result, writtenOut(localTarget(root, reference) ?? true, root, nesting + 1));
  }
  for (const part of itemsOf(allOf)) result = both(result, writtenOut(part, root, nesting + 1));
  return result;
}

/** One schema that asks for what both ask for. Where keywords cannot be joined the right one stands. */
export function both(left: JsonObject | undefined, right: JsonObject | undefined): JsonObject | undefined {
  if (left === undefined || right === undefined) return undefined;
  const merged = new Map(Object.entries(left));
  for (const [keyword, value] of Object.entries(right)) {
    merged.set(keyword, merged.has(keyword) ? joined(keyword, left, right) : value);
  }
  return Object.fromEntries(merged);
}

function joined(keyword: string, left: JsonObject, right: JsonObject): JsonValue {
  const [ours, theirs] = [member(left, keyword) ?? null, member(right, keyword) ?? null];
  if (keyword === 'type') return commonTypes(typesOf(left), typesOf(right));
  if (keyword === 'properties') return mergedProperties(membersOf(ours), membersOf(theirs));
  if (keyword === 'required') return [...new Set([...itemsOf(ours), ...itemsOf(theirs)])];
  if (keyword === 'enum') {
    const texts = new Set(itemsOf(theirs).map(canonicalText));
    return itemsOf(ours).filter((item) => texts.has(canonicalText(item)));
  }
  if (typeof ours === 'number' && typeof theirs === 'number') {
    return /^(min|exclusiveMin)/.test(keyword) ? Math.max(ours, theirs) : Math.min(ours, theirs);
  }
  return ours === false ? ours : theirs;
}

function commonTypes(left: readonly string[], right: readonly string[]): JsonValue {
  const fits = (type: string, types: readonly string[]) =>
    types.includes(type) || (type === 'integer' && types.includes('number'));
  const common = [...left.filter((type) => fits(type, right)), ...right.filter((type) => fits(type, left))];
  return [...new Set(common)];
}

function mergedProperties(left: JsonObject, right: JsonObject): JsonObject {
  const merged = new Map(Object.entries(left));
  for (const [name, schema] of Object.entries(right)) {
    const present = merged.get(name);
    merged.set(name, present === undefined ? schema : { allOf: [present, schema] });
  }
  return Object.fromEntries(merged);
}
