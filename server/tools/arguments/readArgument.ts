import { type JsonObject, type JsonValue, member } from '../../policy/json.ts';
import { numberAt, textAt } from '../schema/keyword.ts';
import { isUsedUp, type SchemaReading } from '../schema/reading.ts';
import { typeInWords } from '../schema/typeInWords.ts';
import { writtenOut } from '../schema/writtenOut.ts';
import type { Argument, Extent, ValueRange } from './argument.ts';
import { toRange } from './possibleValues.ts';
import { partsOf } from './schemaParts.ts';
import { possibleElementsOf, possibleValuesOf } from './schemaValues.ts';

/** What a schema says of one argument. What is not read before the reading's steps are used up is left out. */
export function readArgument(
  path: readonly string[],
  schema: JsonValue,
  required: boolean,
  reading: SchemaReading,
): Argument {
  const plain = writtenOut(schema, reading) ?? {};
  const description = textAt(plain, 'description') ?? textAt(plain, 'title');
  const usual = member(plain, 'default');
  const step = numberAt(plain, 'multipleOf') ?? 0;
  const range = toRange(possibleValuesOf(schema, reading));
  const elements = range.types.includes('array') ? toRange(possibleElementsOf(schema, reading)) : anyValue;
  return {
    path,
    type: typeInWords(schema, reading),
    required,
    ...(description !== undefined && { description }),
    ...(usual !== undefined && { default: usual }),
    ...(step > 0 && { step }),
    ...extents(plain, range),
    ...(isUsedUp(reading) ? anyValue : range),
    ...(elements.types.length > 0 && !isUsedUp(reading) && { elements }),
    hasParts: canBeObject(range) && partsOf(schema, reading).schemas.size > 0,
  };
}

const anyValue: ValueRange = { types: [] };

function extents(plain: JsonObject, { types }: ValueRange): Pick<Argument, 'characters' | 'count'> {
  const characters = extent(plain, 'minLength', 'maxLength');
  const count = extent(plain, 'minItems', 'maxItems');
  return {
    ...(characters !== undefined && types.includes('string') && { characters }),
    ...(count !== undefined && types.includes('array') && { count }),
  };
}

function extent(plain: JsonObject, least: string, most: string): Extent | undefined {
  const [from, to] = [numberAt(plain, least) ?? 0, numberAt(plain, most)];
  if (from <= 0 && to === undefined) return undefined;
  return { ...(from > 0 && { least: from }), ...(to !== undefined && { most: to }) };
}

/** True when the range has objects in it. */
export function canBeObject({ types }: ValueRange): boolean {
  return types.length === 0 || types.includes('object');
}

/** The schema of the object that the path leads to; `undefined` when it leads to none. `[]` is the tool's arguments. */
export function objectAt(
  inputSchema: JsonObject,
  path: readonly string[],
  reading: SchemaReading,
): JsonValue | undefined {
  let schema: JsonValue = inputSchema;
  for (const name of path) {
    const part: JsonValue | undefined = isUsedUp(reading) ? undefined : partsOf(schema, reading).schemas.get(name);
    if (part === undefined || !canBeObject(toRange(possibleValuesOf(part, reading)))) return undefined;
    schema = part;
  }
  return schema;
}
