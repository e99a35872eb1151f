import type { JsonObject } from '../../policy/json.ts';
import type { Argument } from '../../tools/arguments/argument.ts';
import { argumentNames } from '../../tools/arguments/argumentNames.ts';
import { lookUpArgument } from '../../tools/arguments/lookUpArgument.ts';

/** What is known of the argument that a limit counts. */
export interface WeightArgument {
  /** True when the tool's schema lets a call go without it, or without what it is in. */
  readonly isOptional: boolean;
  readonly forbidsNegative: boolean;
  /** That is, one between 0 and 1. */
  readonly forbidsFraction: boolean;
}

const nothingKnown: WeightArgument = { isOptional: false, forbidsNegative: false, forbidsFraction: false };

/**
 * The argument at a path, by its tool's schema if there is one. `undefined` for what is no path, for an argument that
 * the tool does not have and for one that is never a number.
 */
export function weightArgument(path: string, inputSchema: JsonObject | undefined): WeightArgument | undefined {
  if (!path.startsWith('args.')) return undefined;
  const names = argumentNames(path);
  if (inputSchema === undefined) return nothingKnown;
  if (names === undefined) return undefined;
  const found = lookUpArgument(inputSchema, names);
  if (found.kind === 'open') return nothingKnown;
  if (found.kind !== 'found' || !canBeNumber(found.argument)) return undefined;
  return {
    isOptional: !found.argument.required || isAroundOptional(names, inputSchema),
    forbidsNegative: forbidsNegative(found.argument),
    forbidsFraction: forbidsFraction(found.argument),
  };
}

function canBeNumber({ types }: Argument): boolean {
  return types.length === 0 || types.includes('number') || types.includes('integer');
}

function isAroundOptional(names: readonly string[], inputSchema: JsonObject): boolean {
  return names.slice(0, -1).some((_, depth) => {
    const around = lookUpArgument(inputSchema, names.slice(0, depth + 1));
    return around.kind === 'found' && !around.argument.required;
  });
}

function forbidsNegative({ values, minimum }: Argument): boolean {
  if (values !== undefined) return !values.some((value) => typeof value === 'number' && value < 0);
  return minimum !== undefined && minimum >= 0;
}

function forbidsFraction({ types, values, minimum, maximum }: Argument): boolean {
  if (values !== undefined) return !values.some((value) => typeof value === 'number' && value > 0 && value < 1);
  const isWhole = types.length > 0 && !types.includes('number');
  return isWhole || (minimum !== undefined && minimum >= 1) || (maximum !== undefined && maximum <= 0);
}
