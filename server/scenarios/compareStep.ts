import type { CompiledLimit, CompiledPolicy } from '../decision/compiledPolicy.ts';
import type { Counters } from '../decision/counters.ts';
import type { Decision, Outcome, ToolCall } from '../decision/decision.ts';
import { shownName } from '../policy/shownName.ts';
import { limitsById } from './policyIds.ts';
import { type Expectation, lastMoment, type ScenarioStep } from './scenarioCase.ts';

/** An expectation that did not hold. */
export interface Failure {
  readonly expectation: Expectation;
  /** What it is instead; `undefined` where there is none, as with the rule of a call that is allowed. */
  readonly actual: string | number | undefined;
  /** One sentence, without an end mark. */
  readonly message: string;
}

/** A step, done: what there is to compare. */
export interface DoneStep {
  readonly policy: CompiledPolicy;
  readonly counters: Counters;
  readonly tally: Readonly<Record<Outcome, number>>;
  readonly decision: Decision;
}

/** The expectations of a step that do not hold, in their order. */
export function compareStep(step: ScenarioStep, done: DoneStep): Failure[] {
  const { call, expected } = step;
  const last = { ...call, at: lastMoment(step) };
  return expected.flatMap((expectation) => {
    const actual = actualOf(expectation, last, done);
    if (actual === expectation.expected) return [];
    return [{ expectation, actual, message: inWords(expectation, actual, call.times, done.decision) }];
  });
}

function actualOf(
  expectation: Expectation,
  call: ToolCall,
  { policy, counters, tally, decision }: DoneStep,
): string | number | undefined {
  switch (expectation.kind) {
    case 'outcome':
      return decision.outcome;
    case 'rule':
      return decision.rule;
    case 'message':
      return decision.message;
    case 'allowed':
    case 'denied':
      return tally[expectation.kind];
    case 'counter':
      return usedOf(limitsById(policy).get(expectation.counter), counters, call);
  }
}

/** How much of a limit is used for the step's caller at the step's moment. Limits of one id are one counter. */
export function usedOf(limit: CompiledLimit | undefined, counters: Counters, call: ToolCall): number | undefined {
  return limit && counters.read(limit, call).used;
}

function inWords(
  expectation: Expectation,
  actual: string | number | undefined,
  times: number,
  { outcome, rule, message }: Decision,
): string {
  const { expected } = expectation;
  switch (expectation.kind) {
    case 'outcome':
      return `Expected the outcome ${shownName(expectation.expected)}, but it is ${shownName(outcome)}${because(rule, message)}`;
    case 'rule':
      return actual === undefined
        ? `Expected the rule ${shownName(expectation.expected)} to decide, but the call is allowed`
        : `Expected the rule ${shownName(expectation.expected)} to decide, but it is ${shownName(String(actual))}`;
    case 'message':
      return actual === undefined
        ? `Expected the message ${shownName(expectation.expected)}, but the call is allowed`
        : `Expected the message ${shownName(expectation.expected)}, but it is ${shownName(String(actual))}`;
    case 'allowed':
    case 'denied':
      return `Expected ${expected} of ${times} calls to be ${expectation.kind}, but ${actual} ${actual === 1 ? 'is' : 'are'}; the last is ${shownName(outcome)}${because(rule, message)}`;
    case 'counter':
      return actual === undefined
        ? `The policy has no limit ${shownName(expectation.counter)}`
        : `Expected ${expected} used of ${shownName(expectation.counter)}, but it is ${actual}`;
  }
}

function because(rule: string | undefined, message: string | undefined): string {
  if (rule === undefined) return '';
  return ` by ${shownName(rule)}${message === undefined ? '' : `: ${shownName(message)}`}`;
}
