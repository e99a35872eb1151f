import { nonEmptyText } from '../../decision/compile/nodeValues.ts';
import { shownLine } from '../../policy/shownName.ts';
import type { WrittenCondition, WrittenRule } from '../../policy/writtenPolicy.ts';
import { markdownText } from '../untrustedText.ts';
import { type ConditionPhrases, conditionPhrases } from './conditionPhrases.ts';
import { readCondition } from './writtenCondition.ts';

/** How many conditions a sentence names. */
const mostConditions = 6;

/** In UTF-16 code units, of the message to the agent. */
const longestMessage = 200;

/**
 * What a rule does to calls, as one English sentence in Markdown of bounded length. `undefined` while the rule has no
 * conditions to read, or one of them is not whole.
 */
export function ruleInWords({ kind, node, conditions, onDeny }: WrittenRule): string | undefined {
  if (node.type !== 'object' || conditions === undefined) return undefined;
  const message = messageInWords(nonEmptyText(onDeny));
  if (conditions.length === 0) {
    return kind === 'deny_if'
      ? `Denies every call${message === '' ? '' : `,${message}`}.`
      : 'Never denies a call, because it has no conditions.';
  }
  const phrases = phrasesOf(conditions);
  if (phrases === undefined) return undefined;
  const left = conditions.length - phrases.length;
  if (kind === 'deny_if') {
    const clauses = phrases.map(({ whose }) => whose);
    if (left > 0) clauses.push(`that meets ${left} more ${left === 1 ? 'condition' : 'conditions'}`);
    return `Denies a call ${joined(clauses)}${message === '' ? '' : `,${message}`}.`;
  }
  const clauses = phrases.map(({ having }) => having);
  if (left > 0) clauses.push(`what ${left} more ${left === 1 ? 'condition asks' : 'conditions ask'} for`);
  return `Every call must have ${joined(clauses)}; otherwise it is denied${message}.`;
}

/** When a condition holds, as a sentence in Markdown; `undefined` while it is not whole. */
export function conditionInWords(condition: WrittenCondition): string | undefined {
  const readable = readCondition(condition);
  return readable && `Holds when ${conditionPhrases(readable).when}.`;
}

/** Of the first conditions; `undefined` when any of all the conditions cannot be read. */
function phrasesOf(conditions: readonly WrittenCondition[]): ConditionPhrases[] | undefined {
  const phrases: ConditionPhrases[] = [];
  for (const condition of conditions) {
    const readable = readCondition(condition);
    if (readable === undefined) return undefined;
    if (phrases.length < mostConditions) phrases.push(conditionPhrases(readable));
  }
  return phrases;
}

function joined(clauses: readonly string[]): string {
  const last = clauses.at(-1) ?? '';
  return clauses.length < 2 ? last : `${clauses.slice(0, -1).join(', ')} and ${last}`;
}

function messageInWords(message: string | undefined): string {
  return message === undefined ? '' : ` with the message “${markdownText(shownLine(message, longestMessage))}”`;
}
