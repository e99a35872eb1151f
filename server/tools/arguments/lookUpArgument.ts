import type { JsonObject, JsonValue } from '../../policy/json.ts';
import { isUsedUp, newReading, type SchemaReading } from '../schema/reading.ts';
import type { ArgumentLookup } from './argument.ts';
import { toRange } from './possibleValues.ts';
import { canBeObject, readArgument } from './readArgument.ts';
import { partsOf } from './schemaParts.ts';
import { possibleValuesOf } from './schemaValues.ts';

/**
 * Where a path leads in a tool's schema. The work is bounded, whatever the schema and however long the path: what is not
 * read to its end is `open`, and so is the empty path.
 */
export function lookUpArgument(
  inputSchema: JsonObject,
  path: readonly string[],
  reading: SchemaReading = newReading(inputSchema),
): ArgumentLookup {
  let schema: JsonValue = inputSchema;
  let argument: ArgumentLookup = { kind: 'open' };
  for (const [depth, name] of path.entries()) {
    // A tool's arguments are an object, whatever its schema says or leaves out.
    const range = depth === 0 ? { types: [] } : toRange(possibleValuesOf(schema, reading));
    const { schemas, required, isListed, isOpen } = partsOf(schema, reading);
    const part = schemas.get(name);
    if (isUsedUp(reading)) return { kind: 'open' };
    if (!canBeObject(range)) return { kind: range.types.includes('array') ? 'list' : 'scalar', depth };
    if (part === undefined)
      return isListed && !isOpen ? { kind: 'unknown', depth, names: [...schemas.keys()] } : { kind: 'open' };
    schema = part;
    if (depth === path.length - 1) {
      argument = { kind: 'found', argument: readArgument(path, part, required.has(name), reading) };
    }
  }
  return isUsedUp(reading) ? { kind: 'open' } : argument;
}
