import type { JsonObject } from '../policy/json.ts';
import type { Argument } from './arguments/argument.ts';
import { argumentsBelow } from './arguments/argumentsBelow.ts';

/** One argument of a tool, as hovers and the simulator show it. Its texts are the server's own and untrusted. */
export interface Parameter {
  readonly name: string;
  /** In words, e.g. `string (email) | null` or `"cost" | "quality"`. */
  readonly type: string;
  readonly required: boolean;
  readonly description?: string;
  /** The texts to choose from, when the schema allows nothing else. */
  readonly options?: readonly string[];
}

/**
 * The tool's arguments: the required ones first, each group in the server's order. A schema that would take too long to
 * read gives less detail: the type `any`, no options, not every alternative.
 */
export function parametersOf(inputSchema: JsonObject): readonly Parameter[] {
  return argumentsBelow(inputSchema, []).map(toParameter);
}

function toParameter({ path, type, required, description, values = [] }: Argument): Parameter {
  const options = values.filter((value) => typeof value === 'string');
  return {
    name: path.at(-1) ?? '',
    type,
    required,
    ...(description !== undefined && { description }),
    ...(options.length > 0 && options.length === values.length && { options }),
  };
}
