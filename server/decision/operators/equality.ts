import type { JsonValue } from '../../policy/json.ts';
import { shownValue } from '../explanation/shownValue.ts';
import { numberText, textForm } from '../textForm.ts';
import type { Operator } from './test.ts';

/**
 * Two numbers are equal as numbers; anything else is equal when the text forms are, so `"5"` equals 5 and `"true"`
 * equals `true`. Source: Intercept, `internal/engine/operators.go`, confirmed by the conformance vectors.
 */
export function equalTo(expected: JsonValue): (actual: JsonValue) => boolean {
  const text = textForm(expected);
  if (typeof expected === 'number') {
    return (actual) => (typeof actual === 'number' ? actual === expected : textForm(actual) === text);
  }
  return (actual) => (typeof actual === 'string' ? actual : textForm(actual)) === text;
}

/** Whether comparing the two rests on an exponent, or another form that only Go gives a number. */
export function restsOnNumberText(actual: JsonValue, expected: JsonValue): boolean {
  if (typeof actual === 'number' && typeof expected === 'number') return false;
  return isPrintedOtherwise(actual) || isPrintedOtherwise(expected);
}

function isPrintedOtherwise(value: JsonValue): boolean {
  return typeof value === 'number' && numberText(value) !== String(value);
}

/** `eq`: the argument equals the value. */
export const eq: Operator = (expected) => ({
  holds: equalTo(expected),
  holdsWhenMissing: false,
  inWords: wordsOfEquality(expected),
  restsOnNumberText: (actual) => restsOnNumberText(actual, expected),
});

/** `neq`: the call has the argument, and it does not equal the value. */
export const neq: Operator = (expected) => {
  const equals = equalTo(expected);
  return { ...eq(expected), holds: (actual) => !equals(actual) };
};

function wordsOfEquality(expected: JsonValue): (actual: JsonValue) => string {
  const equals = equalTo(expected);
  return (actual) => `${shownValue(actual)} ${equals(actual) ? 'equals' : 'does not equal'} ${shownValue(expected)}`;
}
