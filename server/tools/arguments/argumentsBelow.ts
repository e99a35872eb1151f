import type { JsonObject } from '../../policy/json.ts';
import { newReading } from '../schema/reading.ts';
import type { Argument } from './argument.ts';
import { objectAt, readArgument } from './readArgument.ts';
import { partsOf } from './schemaParts.ts';

/**
 * The direct parts of the object at the path, over all alternatives of the schema: the required ones first, each group
 * in the server's order. The path `[]` is the tool's arguments. None when the path leads to no object with properties, a
 * list above all: a condition cannot look into one. A schema that would take too long to read gives less detail and, at
 * the worst, not every alternative.
 */
export function argumentsBelow(inputSchema: JsonObject, path: readonly string[]): readonly Argument[] {
  const reading = newReading(inputSchema);
  const schema = objectAt(inputSchema, path, reading);
  if (schema === undefined) return [];
  const { schemas, required } = partsOf(schema, reading);
  const found = [...schemas].map(([name, part]) => readArgument([...path, name], part, required.has(name), reading));
  return [...found.filter((each) => each.required), ...found.filter((each) => !each.required)];
}
