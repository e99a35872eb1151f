import { shownText } from '../../decision/explanation/shownValue.ts';
import { elements, type Node } from '../../policy/syntax/syntaxTree.ts';
import { markdownText } from '../untrustedText.ts';
import { markdownCode } from './markdownCode.ts';
import type { ReadableCondition } from './writtenCondition.ts';

/** A condition as parts of sentences, in Markdown. */
export interface ConditionPhrases {
  /** Behind "a call": `whose x is more than 5`, `that has no value for x`. */
  readonly whose: string;
  /** Behind "must have": `x of more than 5`, `no value for x`. */
  readonly having: string;
  /** Behind "holds when": `the call's x is more than 5`, `the call has no value for x`. */
  readonly when: string;
}

/** How many values of a list a sentence names. */
const mostValues = 6;

/** Patterns are read, not only recognised, so they are cut later than other values. */
const longestPattern = 120;

/**
 * The condition in words. "Given" stands where a negated operator also asks for the argument to be there, since a
 * missing one makes every operator false but `exists: false`.
 */
export function conditionPhrases({ argument, operator, value }: ReadableCondition): ConditionPhrases {
  const name = markdownCode(argument);
  if (operator === 'exists') {
    const some = value.value === true ? 'a' : 'no';
    const having = `${some} value for ${name}`;
    return { whose: `that has ${having}`, having, when: `the call has ${having}` };
  }
  const [is, having] = comparison(operator, value);
  return { whose: `whose ${name} ${is}`, having: `${name} ${having}`, when: `the call's ${name} ${is}` };
}

function comparison(operator: string, value: Node): readonly [is: string, having: string] {
  const shown = operator === 'regex' ? markdownCode(String(value.value), longestPattern) : valueInWords(value);
  switch (operator) {
    case 'eq':
      return [`is ${shown}`, `equal to ${shown}`];
    case 'neq':
      return [`is given but is not ${shown}`, `other than ${shown}`];
    case 'lt':
      return [`is less than ${shown}`, `of less than ${shown}`];
    case 'lte':
      return [`is at most ${shown}`, `of at most ${shown}`];
    case 'gt':
      return [`is more than ${shown}`, `of more than ${shown}`];
    case 'gte':
      return [`is at least ${shown}`, `of at least ${shown}`];
    case 'in':
      return [`is one of ${shown}`, `that is one of ${shown}`];
    case 'not_in':
      return [`is given but is not one of ${shown}`, `that is not one of ${shown}`];
    case 'regex':
      return [`matches ${shown}`, `matching ${shown}`];
    default:
      return [`contains ${shown}`, `containing ${shown}`];
  }
}

function valueInWords(value: Node): string {
  if (value.type === 'string') return markdownCode(shownText(String(value.value)));
  if (value.type === 'number') return markdownText(String(value.value));
  if (value.type === 'boolean') return markdownCode(String(value.value));
  const values = elements(value);
  if (values.length === 0) return 'no values';
  const shown = values.slice(0, mostValues).map(valueInWords);
  if (values.length > shown.length) shown.push(`${values.length - shown.length} more`);
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} or ${last}`;
}
