import type { Operator } from './test.ts';

/** `exists`: whether the call has the argument. `null` counts as missing. A value that is no boolean never holds. */
export const exists: Operator = (expected) => ({
  holds: (actual) => (actual !== null) === expected,
  holdsWhenMissing: expected === false,
  inWords: (actual) => (actual === null ? 'null counts as missing' : 'that counts as existing'),
});
