import type { JsonObject } from '../../policy/json.ts';
import type { CompiledCondition } from '../compile/compiledPolicy.ts';
import { shownText, shownValue } from './shownValue.ts';

/** What the call has at a path, as the beginning of a sentence: `args.amount is 9000`, `args.amount is missing`. */
export function argumentInWords(lookup: Pick<CompiledCondition, 'path' | 'find'>, args: JsonObject): string {
  const actual = lookup.find(args);
  const path = lookup.path === '' ? 'the argument' : cutPath(lookup.path);
  return actual === undefined ? `${path} is missing` : `${path} is ${shownValue(actual)}`;
}

/** How a condition came out, with the values it compared: `args.amount is 9000, and 9000 > 5000`. */
export function conditionInWords(condition: CompiledCondition, args: JsonObject): string {
  const actual = condition.find(args);
  const argument = argumentInWords(condition, args);
  return actual === undefined ? argument : `${argument}, and ${condition.test.inWords(actual)}`;
}

/** The condition as the policy states it: `args.amount lte 5000`. */
export function conditionAsWritten(condition: CompiledCondition): string {
  return `${cutPath(condition.path)} ${condition.operator} ${shownValue(condition.value)}`;
}

/** Whether the outcome rests on the assumption `number-text`. */
export function restsOnNumberText(condition: CompiledCondition, args: JsonObject): boolean {
  const actual = condition.find(args);
  return actual !== undefined && condition.test.restsOnNumberText?.(actual) === true;
}

const longestPath = 120;

function cutPath(path: string): string {
  return path.length > longestPath ? shownText(path) : path;
}
