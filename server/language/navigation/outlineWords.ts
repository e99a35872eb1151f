import { windowOfSeconds } from '../../decision/counting/windows.ts';
import { shownValue } from '../../decision/explanation/shownValue.ts';
import { shownLine } from '../../policy/shownName.ts';
import { jsonValueOf, type Node, property } from '../../policy/syntax/syntaxTree.ts';
import type { WrittenCondition, WrittenLimit, WrittenRule } from '../../policy/writtenPolicy.ts';

/*
 * What the outline calls the parts of a policy: a few words, on one line, without a hidden character. What is not written
 * yet shows as an ellipsis.
 */

const missing = '…';

/** A line of the outline is a hand wide. */
const longestName = 200;

/** More conditions than this do not fit the line. */
const mostConditions = 3;

/** A text of the policy as the outline shows it. Editors refuse a symbol without a name, so a blank one gets quotes. */
export function outlineName(text: string): string {
  return text.trim() === '' ? JSON.stringify(text) : shownLine(text, longestName);
}

/** `denied if amount gt 5000 and currency neq "usd"`, `requires reason exists`. */
export function ruleName({ kind, conditions }: WrittenRule): string {
  if (conditions?.length === 0) return kind === 'deny_if' ? 'always denied' : 'requires nothing';
  const shown = conditions?.slice(0, mostConditions).map(conditionWords) ?? [missing];
  const left = (conditions?.length ?? 0) - mostConditions;
  const words = [...shown, ...(left > 0 ? [`${left} more`] : [])].join(' and ');
  return shownLine(`${kind === 'deny_if' ? 'denied if' : 'requires'} ${words}`, longestName);
}

/** `30 per minute, create_charge_rate`. */
export function limitName({ max, window, counter }: WrittenLimit): string {
  const name = counter === undefined ? '' : `, ${textWords(counter)}`;
  return shownLine(`${valueWords(max)} per ${textWords(window)}${name}`, longestName);
}

/** The shorthand `rate_limit`: `10 per 60 seconds`. */
export function rateLimitName(rateLimit: Node | undefined): string {
  const window = property(rateLimit, 'window')?.value;
  const seconds: unknown = window?.value;
  const inWords = typeof seconds === 'number' ? windowOfSeconds(seconds).inWords : textWords(window);
  return shownLine(`${valueWords(property(rateLimit, 'max')?.value)} per ${inWords}`, longestName);
}

/** The text of a string, any other value as JSON. */
export function textWords(node: Node | undefined): string {
  return node?.type === 'string' && node.value !== '' ? String(node.value) : valueWords(node);
}

function conditionWords({ path, op, value }: WrittenCondition): string {
  const argument = textWords(path).replace(/^args\./, '');
  if (op?.value === 'exists' && value?.type === 'boolean') {
    return `${argument} ${value.value === true ? 'exists' : 'is missing'}`;
  }
  return `${argument} ${textWords(op)} ${valueWords(value)}`;
}

function valueWords(node: Node | undefined): string {
  return node === undefined ? missing : shownValue(jsonValueOf(node));
}
