import { shownValue } from '../decision/explanation/shownValue.ts';
import type { JsonValue } from '../policy/json.ts';
import { orList } from '../policy/problems/didYouMean.ts';
import { shownLine } from '../policy/shownName.ts';
import type { Argument, ArgumentType, ValueRange } from '../tools/arguments/argument.ts';

const mostValues = 6;
const longestValue = 80;

/** What a value may be, behind "is always": `a text`, `"EUR" or "USD"`, `a number from 1 to 500`, `a list of "a" or "b"`. */
export function rangeInWords(range: ValueRange & Pick<Argument, 'elements'>): string {
  return range.values === undefined
    ? orList(range.types.map((type) => typeInWords(type, range)))
    : valuesInWords(range.values);
}

/** A value of a policy or a server as a sentence shows it: on one line, without a hidden character, cut short. */
export function valueInWords(value: JsonValue): string {
  return shownLine(shownValue(value), longestValue);
}

function valuesInWords(values: readonly JsonValue[]): string {
  const left = values.length - mostValues;
  const shown = values.slice(0, mostValues).map(valueInWords);
  return left > 0 ? `${shown.join(', ')} or one of ${left} more` : orList(shown);
}

function typeInWords(type: ArgumentType, range: ValueRange & Pick<Argument, 'elements'>): string {
  switch (type) {
    case 'string':
      return 'a text';
    case 'number':
      return `a number${boundsInWords(range)}`;
    case 'integer':
      return `a whole number${boundsInWords(range)}`;
    case 'boolean':
      return 'true or false';
    case 'null':
      return 'null';
    case 'array':
      return range.elements?.values === undefined ? 'a list' : `a list of ${valuesInWords(range.elements.values)}`;
    case 'object':
      return 'an object';
  }
}

function boundsInWords({ minimum, maximum, excludesMinimum, excludesMaximum }: ValueRange): string {
  const isExcluding = excludesMinimum === true || excludesMaximum === true;
  if (minimum !== undefined && maximum !== undefined && !isExcluding) return ` from ${minimum} to ${maximum}`;
  const bounds = [
    ...(minimum === undefined ? [] : [excludesMinimum === true ? `more than ${minimum}` : `at least ${minimum}`]),
    ...(maximum === undefined ? [] : [excludesMaximum === true ? `less than ${maximum}` : `at most ${maximum}`]),
  ];
  if (bounds.length === 0) return '';
  return isExcluding ? ` ${bounds.join(' and ')}` : ` of ${bounds.join(' and ')}`;
}
