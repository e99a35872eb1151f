import { isJsonObject, type JsonValue, member } from '../../policy/json.ts';
import { isUsedUp, type SchemaReading } from '../schema/reading.ts';
import { anything, intersection, nothing, ownPossibleValues, type PossibleValues, union } from './possibleValues.ts';
import { combinationOf, maximumNesting } from './schemaParts.ts';

/** The values that a schema allows, or more: `not`, patterns, lengths and formats are not looked at. */
export function possibleValuesOf(schema: JsonValue, reading: SchemaReading, nesting = 0): PossibleValues {
  if (schema === false) return nothing;
  if (!isJsonObject(schema) || nesting > maximumNesting || isUsedUp(reading)) return anything;
  const { all, oneOfEach } = combinationOf(schema, reading);
  let possible = ownPossibleValues(schema, reading);
  for (const part of all) {
    possible = intersection(possible, possibleValuesOf(part, reading, nesting + 1), reading);
  }
  for (const group of oneOfEach) {
    let either = nothing;
    for (const branch of group) either = union(either, possibleValuesOf(branch, reading, nesting + 1), reading);
    possible = intersection(possible, either, reading);
  }
  return isUsedUp(reading) ? anything : possible;
}

/** What an element of a list may be, as far as every list of the schema's says so; else anything. */
export function possibleElementsOf(schema: JsonValue, reading: SchemaReading, nesting = 0): PossibleValues {
  if (!isJsonObject(schema) || nesting > maximumNesting || isUsedUp(reading)) return anything;
  const { all, oneOfEach } = combinationOf(schema, reading);
  const items = member(schema, 'items');
  // Several schemas, one for each place: what stands at none of them in particular can be any of theirs.
  let possible =
    items === undefined || Array.isArray(items) || member(schema, 'prefixItems') !== undefined
      ? anything
      : possibleValuesOf(items, reading, nesting + 1);
  for (const part of all) {
    possible = intersection(possible, possibleElementsOf(part, reading, nesting + 1), reading);
  }
  for (const group of oneOfEach) {
    let either = nothing;
    for (const branch of group.filter((each) => canBeList(each, reading))) {
      either = union(either, possibleElementsOf(branch, reading, nesting + 1), reading);
    }
    possible = intersection(possible, either, reading);
  }
  return isUsedUp(reading) ? anything : possible;
}

function canBeList(branch: JsonValue, reading: SchemaReading): boolean {
  const { types, single } = possibleValuesOf(branch, reading);
  return types.has('array') || single.some(Array.isArray);
}
