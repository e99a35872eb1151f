import { shownValue } from '../explanation/shownValue.ts';
import { equalTo, restsOnNumberText } from './equality.ts';
import type { Operator, Test } from './test.ts';

/**
 * `contains`: the argument is a text that the value, a text too, is part of; or a list with an element that equals the
 * value, as `eq` compares. An object or a number contains nothing.
 */
export const contains: Operator = (expected) => {
  const equals = equalTo(expected);
  const holds: Test['holds'] = (actual) => {
    if (typeof actual === 'string') return typeof expected === 'string' && actual.includes(expected);
    return Array.isArray(actual) && actual.some(equals);
  };
  return {
    holds,
    holdsWhenMissing: false,
    inWords: (actual) =>
      `${shownValue(actual)} ${holds(actual) ? 'contains' : 'does not contain'} ${shownValue(expected)}`,
    restsOnNumberText: (actual) =>
      Array.isArray(actual) && actual.some((element) => restsOnNumberText(element, expected)),
  };
};
