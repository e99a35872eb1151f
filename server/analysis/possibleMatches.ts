import { isIn } from '../decision/operators/membership.ts';
import { operators } from '../decision/operators/operators.ts';
import type { Test } from '../decision/operators/test.ts';
import { numberText, textForm } from '../decision/textForm.ts';
import type { JsonValue } from '../policy/json.ts';
import type { Argument, ArgumentType, ValueRange } from '../tools/arguments/argument.ts';

/** What a schema lets an operator find. Wherever that is not certain the answer is yes. */
export interface PossibleMatches {
  /** Whether some value of the range equals the expected one, as `eq` compares. */
  canEqual(range: ValueRange, expected: JsonValue): boolean;
  /** Whether the operator holds for some value of the argument. */
  canHold(operator: string, argument: Argument, expected: JsonValue): boolean;
}

/** Values that are gone through for one policy, which takes some milliseconds. Beyond it everything is possible. */
const mostCompared = 200_000;

/** The types that each operator can hold for at all; those that are not here hold for any. See `decision/operators`. */
const typesOfOperators: ReadonlyMap<string, readonly ArgumentType[]> = new Map<string, readonly ArgumentType[]>([
  ['lt', ['number', 'integer']],
  ['lte', ['number', 'integer']],
  ['gt', ['number', 'integer']],
  ['gte', ['number', 'integer']],
  ['regex', ['string']],
  ['contains', ['string', 'array']],
]);

/** Whether the operator holds for a value of these types at all, whatever the policy compares it with. */
export function canLookAt(operator: string, { types }: ValueRange): boolean {
  const wanted = typesOfOperators.get(operator);
  return wanted === undefined || types.length === 0 || types.some((type) => wanted.includes(type));
}

/** Answers for one look at one policy: all comparisons of it together are bounded. */
export function possibleMatches(): PossibleMatches {
  const listed = new Map<ValueRange, Test>();
  let compared = 0;

  /** "Equals", as `eq` has it, is the same both ways: a value is possible when it is `in` the possible ones. */
  function isListed(range: ValueRange, values: readonly JsonValue[], expected: JsonValue): boolean {
    const known = listed.get(range);
    if (known !== undefined) return known.holds(expected);
    compared += values.length;
    if (compared > mostCompared) return true;
    const membership = isIn(values);
    listed.set(range, membership);
    return membership.holds(expected);
  }

  function canEqual(range: ValueRange, expected: JsonValue): boolean {
    if (range.values !== undefined) return isListed(range, range.values, expected);
    return range.types.length === 0 || range.types.some((type) => canEqualType(type, range, expected));
  }

  return {
    canEqual,
    canHold(operator, argument, expected) {
      if (operator === 'eq') return canEqual(argument, expected);
      const { values, types } = argument;
      if (values !== undefined) {
        compared += values.length;
        const test = compared > mostCompared ? undefined : operators.get(operator)?.(expected);
        return test === undefined || test.problem !== undefined || values.some(test.holds);
      }
      if (types.length === 0) return true;
      if (operator === 'contains') {
        const inText = types.includes('string') && typeof expected === 'string';
        return inText || (types.includes('array') && canEqual(argument.elements ?? { types: [] }, expected));
      }
      return typeof expected !== 'number' || isWithin(operator, argument, expected);
    },
  };
}

/** Whether a number within the bounds can be on the operator's side of the expected one. */
function isWithin(operator: string, range: ValueRange, expected: number): boolean {
  const [low, high] = [range.minimum ?? Number.NEGATIVE_INFINITY, range.maximum ?? Number.POSITIVE_INFINITY];
  switch (operator) {
    case 'gt':
      return high > expected;
    case 'gte':
      return high > expected || (high === expected && range.excludesMaximum !== true);
    case 'lt':
      return low < expected;
    case 'lte':
      return low < expected || (low === expected && range.excludesMinimum !== true);
    default:
      return true;
  }
}

/** Whether a value of the type equals the expected one: as a number if both are, else by the text that Go prints. */
function canEqualType(type: ArgumentType, range: ValueRange, expected: JsonValue): boolean {
  const text = textForm(expected);
  switch (type) {
    case 'string':
      return true;
    case 'number':
      return isNumber(expected, range);
    case 'integer':
      return isNumber(expected, range) && Number.isInteger(Number(text));
    case 'boolean':
      return text === 'true' || text === 'false';
    case 'null':
      return text === textForm(null);
    case 'array':
      return text.startsWith('[') && text.endsWith(']');
    case 'object':
      return text.startsWith('map[') && text.endsWith(']');
  }
}

/** How Go prints a large number is only assumed (`number-text`), so its plain digits count as possible, too. */
function isNumber(expected: JsonValue, range: ValueRange): boolean {
  const number = Number(textForm(expected));
  const isOne =
    typeof expected === 'number' ||
    (typeof expected === 'string' && (numberText(number) === expected || String(number) === expected));
  return isOne && (Number.isNaN(number) || (isWithin('gte', range, number) && isWithin('lte', range, number)));
}
