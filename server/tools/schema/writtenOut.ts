import { isJsonObject, type JsonObject, type JsonValue, member } from '../../policy/json.ts';
import { canonicalText, itemsOf, membersOf, typesOf } from './keyword.ts';
import { isUsedUp, type SchemaReading, takeSteps, takeStepsFor } from './reading.ts';
import { localTarget } from './reference.ts';

/** How many `$ref` and `allOf` may stand inside each other before a schema counts as endless. */
const maximumNesting = 32;

/**
 * The schema with its `$ref` and `allOf` written out, so that what holds for a value stands in one object.
 * `undefined` when nothing can satisfy it (`false`) or when its references run in a circle. What is not reached before
 * the reading's steps are used up is left out.
 */
export function writtenOut(schema: JsonValue, reading: SchemaReading, nesting = 0): JsonObject | undefined {
  if (schema === false || nesting > maximumNesting) return undefined;
  if (!isJsonObject(schema) || isUsedUp(reading) || !takeSteps(reading, sizeOf(schema))) return {};
  const { $ref: reference, allOf, ...rest } = schema;
  let result: JsonObject | undefined = rest;
  if (reference !== undefined) {
    // A reference that is not followed says nothing about the value: the rest of the schema still holds.
    result = both(result, writtenOut(localTarget(reading.root, reference) ?? true, reading, nesting + 1), reading);
  }
  for (const part of itemsOf(allOf)) {
    if (isUsedUp(reading)) break;
    result = both(result, writtenOut(part, reading, nesting + 1), reading);
  }
  return result;
}

/** One schema that asks for what both ask for. Where keywords cannot be joined the right one stands. */
export function both(
  left: JsonObject | undefined,
  right: JsonObject | undefined,
  reading: SchemaReading,
): JsonObject | undefined {
  if (left === undefined || right === undefined) return undefined;
  if (isUsedUp(reading) || !takeSteps(reading, sizeOf(left) + sizeOf(right))) return left;
  const merged = new Map(Object.entries(left));
  for (const [keyword, value] of Object.entries(right)) {
    merged.set(keyword, merged.has(keyword) ? joined(keyword, left, right, reading) : value);
  }
  return Object.fromEntries(merged);
}

function joined(keyword: string, left: JsonObject, right: JsonObject, reading: SchemaReading): JsonValue {
  const [ours, theirs] = [member(left, keyword) ?? null, member(right, keyword) ?? null];
  if (keyword === 'type') return commonTypes(typesOf(left), typesOf(right));
  if (keyword === 'properties') return mergedProperties(membersOf(ours), membersOf(theirs));
  if (keyword === 'required') return [...new Set([...itemsOf(ours), ...itemsOf(theirs)])];
  if (keyword === 'enum') {
    if (!takeStepsFor(reading, ours) || !takeStepsFor(reading, theirs)) return theirs;
    const texts = new Set(itemsOf(theirs).map(canonicalText));
    return itemsOf(ours).filter((item) => texts.has(canonicalText(item)));
  }
  if (typeof ours === 'number' && typeof theirs === 'number') {
    return /^(min|exclusiveMin)/.test(keyword) ? Math.max(ours, theirs) : Math.min(ours, theirs);
  }
  return ours === false ? ours : theirs;
}

/** How much is copied when the schema is joined with another. */
function sizeOf(schema: JsonObject): number {
  const properties = Object.keys(membersOf(member(schema, 'properties'))).length;
  return 1 + Object.keys(schema).length + properties + itemsOf(member(schema, 'required')).length;
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
