import type { JsonValue } from '../../policy/json.ts';

/** JSON's types, with `integer` apart from `number` as JSON Schema has it. */
export type ArgumentType = 'string' | 'number' | 'integer' | 'boolean' | 'null' | 'array' | 'object';

/** What a value may be. */
export interface ValueRange {
  /** What a value may be, over all alternatives. Empty: anything. */
  readonly types: readonly ArgumentType[];
  /** The only values that there are (`enum`, `const`, or both over alternatives), when the schema allows no others. */
  readonly values?: readonly JsonValue[];
  /** The bounds of every number among the values. */
  readonly minimum?: number;
  readonly maximum?: number;
  /** Set when no value is the bound itself: `exclusiveMinimum` of a fraction. Whole numbers have a bound of their own. */
  readonly excludesMinimum?: true;
  readonly excludesMaximum?: true;
}

/** How much there may be of something. */
export interface Extent {
  readonly least?: number;
  readonly most?: number;
}

/** One argument of a tool, at any depth, as its schema describes it. Every text is the server's own and untrusted. */
export interface Argument extends ValueRange {
  /** The names from the tool's arguments down to it, without `args`. */
  readonly path: readonly string[];
  /** In words, as `typeInWords` writes it. */
  readonly type: string;
  readonly required: boolean;
  readonly description?: string;
  readonly default?: JsonValue;
  /** Every number among the values is a multiple of it. */
  readonly step?: number;
  /** How many characters (Unicode code points) a text among the values has. */
  readonly characters?: Extent;
  /** How many elements a list among the values has. */
  readonly count?: Extent;
  /** What an element may be, when the argument may be a list and the schema says so. */
  readonly elements?: ValueRange;
  /** True when a condition can look below it: an object with properties. */
  readonly hasParts: boolean;
}

/**
 * Where a path leads in a tool's schema.
 * - `found`: to an argument.
 * - `unknown`: the object around `path[depth]` lists its properties, and that is none of them; `names` are. Only said
 *   when every alternative lists properties, and none leaves further ones open on purpose (`additionalProperties` as
 *   `true` or a schema, `patternProperties`). A schema that does not speak of further properties allows them as JSON
 *   Schema has it, but servers list what they read.
 * - `list`: `path[depth]` would be inside an array, which no condition can look into.
 * - `scalar`: `path[depth]` would be inside a text, number or boolean.
 * - `open`: the schema says nothing about what is there, or too much to read.
 */
export type ArgumentLookup =
  | { readonly kind: 'found'; readonly argument: Argument }
  | { readonly kind: 'unknown'; readonly depth: number; readonly names: readonly string[] }
  | { readonly kind: 'list' | 'scalar'; readonly depth: number }
  | { readonly kind: 'open' };
