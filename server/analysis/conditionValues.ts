import { textForm } from '../decision/textForm.ts';
import type { JsonValue } from '../policy/json.ts';
import type { Problem, ProblemFix } from '../policy/problems/problem.ts';
import { shownName } from '../policy/shownName.ts';
import { elements, type Node, spanOf } from '../policy/syntax/syntaxTree.ts';
import { writtenJson } from '../policy/writtenJson.ts';
import type { Argument, ValueRange } from '../tools/arguments/argument.ts';
import type { CheckedCondition } from './checkedCondition.ts';
import { type Consequence, consequenceOf } from './consequence.ts';
import { canLookAt } from './possibleMatches.ts';
import { rangeInWords, valueInWords } from './rangeInWords.ts';
import { type SchemaCheck, schemaMessage } from './schemaCheck.ts';

/**
 * Values that the argument never has, by the tool's schema: an element of a list is marked by itself. Silent where the
 * value is of a type that the operator does not take, which is another problem, and where the operator never matches.
 */
export function valuesThatNeverMatch(condition: CheckedCondition, check: SchemaCheck): Problem[] {
  const { lookup, operator, value } = condition;
  if (lookup.kind !== 'found' || value === undefined || !canLookAt(operator, lookup.argument)) return [];
  const { argument } = lookup;
  if (operator === 'in' || operator === 'not_in') return listProblems(condition, argument, value, check);
  const expected = scalarOf(value);
  if (expected === undefined || !takes(operator, expected)) return [];
  const isNegated = operator === 'neq';
  if (check.matches.canHold(isNegated ? 'eq' : operator, argument, expected)) return [];
  if (condition.rule.kind === 'deny_if' && isGuard(operator, argument, expected)) return [];
  const consequence = consequenceOf(isNegated ? 'when-present' : 'never', condition.rule);
  const never = neverInWords(operator, argument, expected);
  const candidates = operator === 'contains' ? argument.elements : argument;
  const near = operator === 'regex' ? [] : meant(expected, candidates, new Set(), check);
  return [problemAt(value, condition, argument, never, consequence, near, check)];
}

function listProblems(condition: CheckedCondition, argument: Argument, list: Node, check: SchemaCheck): Problem[] {
  const written = elements(list).map((node) => ({ node, expected: scalarOf(node) }));
  const impossible = written.flatMap(({ node, expected }) =>
    expected === undefined || check.matches.canEqual(argument, expected) ? [] : [{ node, expected }],
  );
  const isWhole = impossible.length === written.length;
  const outcome = condition.operator === 'in' ? 'never' : 'when-present';
  const consequence = isWhole ? consequenceOf(outcome, condition.rule) : withoutEffect;
  const others = isWhole && written.length > 1 ? ' nor anything else in this list' : '';
  const taken = new Set(impossible.length === 0 ? [] : written.map(({ expected }) => textForm(expected ?? null)));
  return impossible.map(({ node, expected }) => {
    const never = `${valueInWords(expected)}${others}`;
    return problemAt(node, condition, argument, never, consequence, meant(expected, argument, taken, check), check);
  });
}

const withoutEffect: Consequence = { words: 'this element has no effect', assumes: [] };

function problemAt(
  node: Node,
  { path, operator, operatorNode }: CheckedCondition,
  argument: Argument,
  never: string,
  consequence: Consequence,
  near: readonly JsonValue[],
  check: SchemaCheck,
): Problem {
  const fix = containsInstead(operator, operatorNode, argument);
  const words = fix === undefined ? near.map(textForm) : ['contains'];
  const fact = `${shownName(path)} is always ${rangeInWords(argument)}, never ${never}`;
  return {
    code: 'value-never-matches',
    severity: 'warning',
    span: spanOf(node),
    message: schemaMessage(check, fact, consequence, words),
    replacements: near.map((value) => writtenJson(value)),
    ...(fix !== undefined && { fixes: [fix] }),
  };
}

/** Who compares a list with one value looks for an element of it. */
function containsInstead(
  operator: string,
  operatorNode: Node | undefined,
  { types }: Argument,
): ProblemFix | undefined {
  if (operator !== 'eq' || operatorNode === undefined || types.length !== 1 || types[0] !== 'array') return undefined;
  const edits = [{ span: spanOf(operatorNode), text: '"contains"' }];
  return { title: 'Look for it in the list, with "contains"', edits, isEvident: false };
}

/**
 * A rule that denies what is just beyond the schema's bounds, or below them, guards the tool from calls that do not keep
 * to the schema. One that only denies what is far above the highest value has the wrong number.
 */
export function isGuard(operator: string, { values, maximum }: Argument, expected: Scalar): boolean {
  if (values !== undefined || typeof expected !== 'number') return false;
  if (operator === 'lt' || operator === 'lte') return true;
  if (maximum === undefined || (operator !== 'gt' && operator !== 'gte')) return false;
  return operator === 'gt' ? expected === maximum : expected <= maximum + 1;
}

type Scalar = string | number | boolean;

/** The types that a condition's value may have. Source: `schemas/policy.schema.json`. */
function scalarOf({ value }: Node): Scalar | undefined {
  const isScalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isScalar ? value : undefined;
}

function takes(operator: string, value: Scalar): boolean {
  if (operator === 'eq' || operator === 'neq' || operator === 'contains') return true;
  if (operator === 'regex') return typeof value === 'string';
  return ['lt', 'lte', 'gt', 'gte'].includes(operator) && typeof value === 'number';
}

function neverInWords(operator: string, { types }: Argument, expected: Scalar): string {
  const shown = valueInWords(expected);
  switch (operator) {
    case 'lt':
      return `less than ${shown}`;
    case 'lte':
      return `${shown} or less`;
    case 'gt':
      return `more than ${shown}`;
    case 'gte':
      return `${shown} or more`;
    case 'regex':
      return `a text that matches ${shown}`;
    case 'contains':
      return types.includes('array') ? `one with ${shown}` : `a text that contains ${shown}`;
    default:
      return shown;
  }
}

/** The values that come near, without those whose texts are taken. */
function meant(
  expected: Scalar,
  range: ValueRange | undefined,
  taken: ReadonlySet<string>,
  check: SchemaCheck,
): readonly JsonValue[] {
  const isSwitch = range?.values === undefined && range?.types.includes('boolean') === true;
  const values = new Map((isSwitch ? [true, false] : (range?.values ?? [])).map((value) => [textForm(value), value]));
  const free = [...values.keys()].filter((text) => !taken.has(text));
  return check.suggest(textForm(expected), free).flatMap((text) => values.get(text) ?? []);
}
