import type { JsonValue } from '../../policy/json.ts';
import { shownValue } from '../explanation/shownValue.ts';
import { textForm } from '../textForm.ts';
import { restsOnNumberText } from './equality.ts';
import type { Operator, Test } from './test.ts';

/** `in`: the argument equals an element of the list, as `eq` compares. A value that is no list has no elements. */
export const isIn: Operator = (expected) => membership(expected, true);

/** `not_in`: the call has the argument, and it equals no element of the list. */
export const notIn: Operator = (expected) => membership(expected, false);

function membership(expected: JsonValue, wanted: boolean): Test {
  const list: readonly JsonValue[] = Array.isArray(expected) ? expected : [];
  const contains = compileList(list);
  return {
    holds: (actual) => contains(actual) === wanted,
    holdsWhenMissing: false,
    inWords: (actual) =>
      `${shownValue(actual)} ${contains(actual) ? 'is one of' : 'is not one of'} ${shownValue(expected)}`,
    restsOnNumberText: (actual) => list.some((element) => restsOnNumberText(actual, element)),
  };
}

/** Answers in constant time: numbers are looked up as numbers, everything else by its text form. */
function compileList(list: readonly JsonValue[]): (actual: JsonValue) => boolean {
  const numbers = new Set(list.filter((element) => typeof element === 'number'));
  const texts = new Set(list.map(textForm));
  const textsOfOthers = new Set(list.filter((element) => typeof element !== 'number').map(textForm));
  return (actual) =>
    typeof actual === 'number'
      ? numbers.has(actual) || textsOfOthers.has(textForm(actual))
      : texts.has(typeof actual === 'string' ? actual : textForm(actual));
}
