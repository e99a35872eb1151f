import type { AssumptionId } from '../decision/assumptions.ts';
import type { WrittenCondition, WrittenRule } from '../policy/writtenPolicy.ts';

/** What comes of a mistake, behind "so", and what of it is only assumed. */
export interface Consequence {
  readonly words: string;
  readonly assumes: readonly AssumptionId[];
}

/** When a condition holds, whatever the call: never, whenever the call has the argument, or always. */
export type Outcome = 'never' | 'when-present' | 'always';

/** What it means for the rule around a condition, and for the tool, that the condition always comes out the same. */
export function consequenceOf(outcome: Outcome, { kind, conditions = [] }: WrittenRule): Consequence {
  const isAlone = conditions.length < 2;
  return {
    words: `the condition ${held[outcome]} and ${isAlone || outcome === 'never' ? meant[kind][outcome] : among[outcome]}`,
    assumes: isAlone ? [] : ['conditions-are-all-of'],
  };
}

/**
 * What it means that a condition looks for an argument that no call has: every operator is then false, except `exists`
 * with false. Nothing is said of half a condition.
 */
export function consequenceOfMissing(
  { op, value }: Pick<WrittenCondition, 'op' | 'value'>,
  rule: WrittenRule,
): Consequence | undefined {
  if (op?.type !== 'string' || op.value === '' || value === undefined) return undefined;
  return consequenceOf(op.value === 'exists' && value.value === false ? 'always' : 'never', rule);
}

/** A call that does not say what it weighs, in a number, is denied: see `amountOf` in `decision/counting/charge.ts`. */
export const everyCallDenied: Consequence = {
  words: 'every call of this tool is denied',
  assumes: ['increment-from'],
};

const held: Readonly<Record<Outcome, string>> = {
  never: 'never holds',
  'when-present': 'holds whenever the argument is there',
  always: 'always holds',
};

const meant: Readonly<Record<WrittenRule['kind'], Readonly<Record<Outcome, string>>>> = {
  require: {
    never: 'every call of this tool is denied',
    'when-present': 'the rule requires no more than that',
    always: 'the rule requires nothing',
  },
  deny_if: {
    never: 'the rule never denies',
    'when-present': 'the rule denies every call that has it',
    always: 'every call of this tool is denied',
  },
};

const among: Readonly<Record<Exclude<Outcome, 'never'>, string>> = {
  'when-present': 'adds no more than that to the rule',
  always: 'adds nothing to the rule',
};
