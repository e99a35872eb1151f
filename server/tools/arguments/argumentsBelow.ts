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

/** The names of a tool's arguments in the same order, without looking at what they are. */
export function namesOfArguments(inputSchema: JsonObject): readonly string[] {
  const { schemas, required } = partsOf(inputSchema, newReading(inputSchema));
  const names = [...schemas.keys()];
  if (required.size === 0) return names;
  return [...names.filter((name) => required.has(name)), ...names.filter((name) => !required.has(name))];
}

/** One of a tool's arguments, without looking at the others. */
export function argumentNamed(inputSchema: JsonObject, name: string): Argument | undefined {
  const { schemas, required } = partsOf(inputSchema, newReading(inputSchema));
  const schema = schemas.get(name);
  // What the parts alone have used up says nothing of this one.
  const own = newReading(inputSchema);
  return schema === undefined ? undefined : readArgument([name], schema, required.has(name), own);
}
