import type { JsonObject, JsonValue } from '../../policy/json.ts';
import { isUsedUp, newReading, type SchemaReading } from '../schema/reading.ts';
import type { Argument } from './argument.ts';
import { canBeObject, readArgument } from './readArgument.ts';
import { partsOf } from './schemaParts.ts';

/** An argument with its parts, where it is an object that lists them. */
export interface ArgumentTree extends Argument {
  readonly below?: ArgumentList;
}

/** What a schema says of the parts of an object: the required ones first, each group in the server's order. */
export interface ArgumentList {
  readonly list: readonly ArgumentTree[];
  /** True when the object may have other parts, or when not all of them could be read. */
  readonly isOpen: boolean;
}

/**
 * A tool's arguments, and theirs, `levels` deep. One reading for all of them: however a schema is written, it takes no more
 * time than a plain one, and those that are nested are the first to be left out. At most `most` arguments.
 */
export function argumentTree(inputSchema: JsonObject, levels: number, most: number): ArgumentList {
  const budget = { reading: newReading(inputSchema), left: most };
  return listOf(inputSchema, [], levels, budget);
}

interface Budget {
  readonly reading: SchemaReading;
  left: number;
}

function listOf(schema: JsonValue, path: readonly string[], levels: number, budget: Budget): ArgumentList {
  const { reading } = budget;
  const { schemas, required, isListed, isOpen } = partsOf(schema, reading);
  const parts = [...schemas];
  const ordered = [...parts.filter(([name]) => required.has(name)), ...parts.filter(([name]) => !required.has(name))];
  const read = ordered.slice(0, budget.left);
  budget.left -= read.length;
  const list = read.map(([name, part]) => readArgument([...path, name], part, required.has(name), reading));
  const isWhole = isListed && !isUsedUp(reading) && read.length === ordered.length;
  return { list: list.map(withBelow), isOpen: isOpen || !isWhole };

  function withBelow(argument: Argument, index: number): ArgumentTree {
    const part = read[index]?.[1];
    if (levels <= 1 || part === undefined || !argument.hasParts || !canBeObject(argument)) return argument;
    return isUsedUp(reading) ? argument : { ...argument, below: listOf(part, argument.path, levels - 1, budget) };
  }
}
