import type { JsonValue } from '../../policy/json.ts';

/** JSON's types, with `integer` apart from `number` as JSON Schema has it. */
export type ArgumentType = 'string' | 'number' | 'integer' | 'boolean' | 'null' | 'array' | 'object';

/** One argument of a tool, at any depth, as its schema describes it. Every text is the server's own and untrusted. */
export interface Argument {
  /** The names from the tool's arguments down to it, without `args`. */
  readonly path: readonly string[];
  /** What a value may be, over all alternatives. Empty: anything. */
  readonly types: readonly ArgumentType[];
  /** The only values that there are (`enum`, `const`, or both over alternatives), when the schema allows no others. */
  readonly values?: readonly JsonValue[];
  /** In words, as `typeInWords` writes it. */
  readonly type: string;
  readonly required: boolean;
  readonly description?: string;
  readonly default?: JsonValue;
  readonly minimum?: number;
  readonly maximum?: number;
  /** True when a condition can look below it: an object with properties. */
  readonly hasParts: boolean;
}

/**
 * Where a path leads in a tool's schema.
 * - `found`: to an argument.
 * - `unknown`: the object around `path[depth]` lists its properties, and that is none of them; `names` are. Only said
 *   when no alternative leaves further properties open by describing them (`additionalProperties` as a schema,
 *   `patternProperties`).
 * - `list`: `path[depth]` would be inside an array, which no condition can look into.
 * - `scalar`: `path[depth]` would be inside a text, number or boolean.
 * - `open`: the schema says nothing about what is there.
 */
export type ArgumentLookup =
  | { readonly kind: 'found'; readonly argument: Argument }
  | { readonly kind: 'unknown'; readonly depth: number; readonly names: readonly string[] }
  | { readonly kind: 'list' | 'scalar'; readonly depth: number }
  | { readonly kind: 'open' };
