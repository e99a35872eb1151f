import { type AssumptionId, assumptions } from '../../decision/assumptions.ts';
import { shownName } from '../../policy/shownName.ts';
import type { WrittenTool } from '../../policy/writtenPolicy.ts';
import { argumentNames } from '../../tools/arguments/argumentNames.ts';
import type { ArgumentChange } from '../../tools/drift/argumentChange.ts';
import { argumentChangesOf } from '../../tools/drift/argumentChanges.ts';
import type { Tool } from '../../tools/tool.ts';
import type { Outcome } from '../consequence.ts';
import { argumentChangeInWords } from './argumentChangeInWords.ts';
import { countInWords } from './numberInWords.ts';
import { type RulesAndLimits, type SchemaEffect, type SchemaSides, schemaEffect } from './schemaEffect.ts';
import { capital } from './sentences.ts';

/** What became of a tool's schema, and what that does to the rules of a policy for it. */
export interface SchemaDrift {
  readonly changes: readonly ArgumentChange[];
  /** Absent when the policy has no rules for the tool. */
  readonly effect?: SchemaEffect;
  /** The changes, without an end mark: `"amount" became "amount_cents"`. Those that the policy feels come first. */
  readonly fact: string;
  /** The same with what comes of it: `"amount" became "amount_cents": two rules of "create_charge" can no longer match, …`. */
  readonly words: string;
  readonly assumes: readonly AssumptionId[];
}

/** Changes that a sentence names. */
const mostNamed = 3;

export function schemaDrift(
  before: Tool,
  tool: Tool,
  written: WrittenTool | undefined,
  sides: SchemaSides,
): SchemaDrift {
  const changes = argumentChangesOf(before, tool);
  const effect = written && schemaEffect(written, sides, changes);
  const fact = factOf(changes, effect);
  const consequence = effect === undefined ? '' : consequenceOf(effect, tool.name);
  return {
    changes,
    ...(effect !== undefined && { effect }),
    fact,
    words: [fact, changes.length === 1 ? consequence : capital(consequence)]
      .filter((part) => part !== '')
      .join(changes.length === 1 ? ': ' : '. '),
    assumes: effect === undefined ? [] : assumedBy(effect),
  };
}

/** True when a rule or a limit no longer does what it did. */
export function isBroken({ rules, limits, lostValues }: SchemaEffect): boolean {
  return rules.length + limits.length + lostValues > 0;
}

/** What of it is only assumed, ready to follow a sentence. */
export function assumedInWords(assumes: readonly AssumptionId[]): string {
  return assumes.map((id) => ` Assumed: ${assumptions[id]}`).join('');
}

function factOf(changes: readonly ArgumentChange[], effect: SchemaEffect | undefined): string {
  if (changes.length === 0) return "its schema changed in what no argument's type or values tell";
  const felt = feltFirst(changes, effect);
  const shown = felt.slice(0, mostNamed).map(argumentChangeInWords);
  const left = felt.length - shown.length;
  return [...shown, ...(left > 0 ? [countInWords(left, 'more change')] : [])].join('; ');
}

/** Those of the arguments that the policy looks at come first, then the others in their order. */
function feltFirst(changes: readonly ArgumentChange[], effect: SchemaEffect | undefined): readonly ArgumentChange[] {
  const paths = new Set((effect?.paths ?? []).flatMap((path) => prefixesOf(argumentNames(path) ?? [])));
  if (paths.size === 0) return changes;
  const isFelt = (change: ArgumentChange): boolean =>
    change.kind !== 'added' && paths.has(JSON.stringify(change.before.path));
  return [...changes.filter(isFelt), ...changes.filter((change) => !isFelt(change))];
}

function prefixesOf(names: readonly string[]): string[] {
  return names.map((_, index) => JSON.stringify(names.slice(0, index + 1)));
}

function consequenceOf(effect: SchemaEffect, name: string): string {
  const { touched, untouched } = effect;
  const broken = [...neverInWords(effect, name), ...alwaysInWords(effect), ...lostInWords(effect)];
  const looking = rulesAndLimits(touched);
  if (broken.length > 0) {
    const others = rulesAndLimits({
      rules: touched.rules + untouched.rules,
      limits: touched.limits + untouched.limits,
    });
    return `${broken.join('; ')}${others === '' ? '' : `. Not affected: ${others}`}`;
  }
  if (looking === '') return '';
  const [look, mean] = touched.rules + touched.limits === 1 ? ['looks', 'it means'] : ['look', 'they mean'];
  return `${looking} of ${shownName(name)} ${look} at what changed and can still hold. Check that ${mean} the same`;
}

function rulesAndLimits({ rules, limits }: RulesAndLimits): string {
  const parts = [rules > 0 ? countInWords(rules, 'rule') : [], limits > 0 ? countInWords(limits, 'limit') : []].flat();
  return parts.join(' and ');
}

function neverInWords({ rules, limits }: SchemaEffect, name: string): string[] {
  const never = rules.filter(({ outcome }) => outcome === 'never');
  if (never.length + limits.length === 0) return [];
  const deniesAll = limits.length > 0 || never.some(({ rule }) => rule.kind === 'require');
  const what = [never.length > 0 ? 'match' : [], limits.length > 0 ? 'count' : []].flat().join(' or ');
  const denying = never.length === 1 ? 'it never denies' : 'they never deny';
  return [
    `${rulesAndLimits({ rules: never.length, limits: limits.length })} of ${shownName(name)} can no longer ${what}, so ${deniesAll ? 'every call of it is denied' : denying}`,
  ];
}

function alwaysInWords({ rules }: SchemaEffect): string[] {
  return (['always', 'when-present'] as const).flatMap((outcome) => {
    const found = rules.filter((rule) => rule.outcome === outcome);
    const denying = found.filter(({ rule }) => rule.kind === 'deny_if' && rule.conditions?.length === 1).length;
    const others = found.length - denying;
    return [
      denying > 0 ? `${countInWords(denying, 'rule')} now ${denying === 1 ? 'denies' : 'deny'} ${denied[outcome]}` : [],
      others > 0 ? `a condition of ${countInWords(others, 'rule')} now ${held[outcome]}` : [],
    ].flat();
  });
}

const denied: Readonly<Record<Exclude<Outcome, 'never'>, string>> = {
  always: 'every call',
  'when-present': 'every call that has the argument',
};

const held: Readonly<Record<Exclude<Outcome, 'never'>, string>> = {
  always: 'always holds',
  'when-present': 'holds whenever the argument is there',
};

function lostInWords({ lostValues }: SchemaEffect): string[] {
  return lostValues === 0 ? [] : [`${countInWords(lostValues, 'value')} that its rules name can no longer occur`];
}

function assumedBy({ rules, limits }: SchemaEffect): AssumptionId[] {
  const isAmongOthers = rules.some(({ rule }) => (rule.conditions ?? []).length > 1);
  return [
    ...(isAmongOthers ? ['conditions-are-all-of' as const] : []),
    ...(limits.length > 0 ? ['increment-from' as const] : []),
  ];
}
