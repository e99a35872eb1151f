import type { JsonValue } from '../../policy/json.ts';

/** An operator with the policy's value in it, ready to be asked about an argument. */
export interface Test {
  /** Whether it holds for an argument that the call has. */
  readonly holds: (actual: JsonValue) => boolean;
  /** Whether it holds when the call does not have the argument. True for nothing but `exists: false`. */
  readonly holdsWhenMissing: boolean;
  /** The comparison in words, as it came out, e.g. `9000 > 5000`. */
  readonly inWords: (actual: JsonValue) => string;
  /** Whether the outcome rests on how Go prints a number (the assumption `number-text`). */
  readonly restsOnNumberText?: (actual: JsonValue) => boolean;
  /** Why the operator can never hold with this value, and what to write instead. Asking may compile a pattern. */
  readonly problem?: string | undefined;
}

/** Puts the policy's value into an operator. Any value is taken: what makes no sense never holds. */
export type Operator = (expected: JsonValue) => Test;
