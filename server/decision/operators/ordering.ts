import { shownValue } from '../explanation/shownValue.ts';
import type { Operator } from './test.ts';

/** Compares two numbers. Nothing is converted: the text `"5"` is not a number, and the comparison does not hold. */
function ordering(compare: (actual: number, expected: number) => boolean, sign: string, opposite: string): Operator {
  return (expected) => ({
    holds:
      typeof expected === 'number' ? (actual) => typeof actual === 'number' && compare(actual, expected) : () => false,
    holdsWhenMissing: false,
    inWords: (actual) => {
      if (typeof actual !== 'number') return `${shownValue(actual)} is not a number`;
      if (typeof expected !== 'number') return `${shownValue(expected)} is not a number`;
      return `${actual} ${compare(actual, expected) ? sign : opposite} ${expected}`;
    },
  });
}

export const lt = ordering((actual, expected) => actual < expected, '<', '>=');
export const lte = ordering((actual, expected) => actual <= expected, '<=', '>');
export const gt = ordering((actual, expected) => actual > expected, '>', '<=');
export const gte = ordering((actual, expected) => actual >= expected, '>=', '<');
