import type { JsonObject, JsonValue } from '../../policy/json.ts';
import type { Argument } from '../arguments/argument.ts';
import { canBeObject, readArgument } from '../arguments/readArgument.ts';
import { partsOf } from '../arguments/schemaParts.ts';
import { isUsedUp, newReading } from '../schema/reading.ts';

/** The arguments of a schema at every depth that is read, by their paths. */
export interface ListedSchema {
  readonly arguments: ReadonlyMap<string, Argument>;
  /** False when there is more than was read: what is not in it may be there all the same. */
  readonly isWhole: boolean;
}

const levels = 5;
const mostArguments = 500;

/** Reads a schema level by level, in bounded work: of a huge one the nested arguments are the first to be left out. */
export function listedSchema(inputSchema: JsonObject): ListedSchema {
  const reading = newReading(inputSchema);
  const found = new Map<string, Argument>();
  let open: (readonly [path: readonly string[], schema: JsonValue])[] = [[[], inputSchema]];
  for (let level = 0; level < levels && open.length > 0; level++) {
    const below: typeof open = [];
    for (const [path, schema] of open) {
      const { schemas, required } = partsOf(schema, reading);
      for (const [name, part] of schemas) {
        if (found.size >= mostArguments || isUsedUp(reading)) return { arguments: found, isWhole: false };
        const argument = readArgument([...path, name], part, required.has(name), reading);
        if (isUsedUp(reading)) return { arguments: found, isWhole: false };
        found.set(pathKey(argument.path), argument);
        if (argument.hasParts && canBeObject(argument)) below.push([argument.path, part]);
      }
    }
    open = below;
  }
  return { arguments: found, isWhole: open.length === 0 && !isUsedUp(reading) };
}

/** One text for each path: names may hold dots. */
export function pathKey(path: readonly string[]): string {
  return JSON.stringify(path);
}
