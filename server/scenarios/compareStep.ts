import type { CompiledLimit, CompiledPolicy } from '../decision/compile/compiledPolicy.ts';
import type { Counters } from '../decision/counting/counters.ts';
import type { Decision, ToolCall } from '../decision/decision.ts';
import { groupedNumber } from '../policy/groupedNumber.ts';
import { shownName } from '../policy/shownName.ts';
import { limitsById } from './policyIds.ts';
import { type CallStep, type Expectation, lastMoment, type TrafficStep } from './scenarioCase.ts';
import { type CallStepResult, callsIn, type Failure, type PlayedTraffic } from './stepResult.ts';

/** Calls, made: what there is to compare. */
export interface MadeCalls extends Pick<CallStepResult, 'tally' | 'decision'> {
  readonly policy: CompiledPolicy;
  readonly counters: Counters;
}

/** The expectations of a step's calls that do not hold, in their order. */
export function compareCalls(step: CallStep, made: MadeCalls): Failure[] {
  const { call, expected } = step;
  const last = { ...call, at: lastMoment(step) };
  return expected.flatMap((expectation) => {
    const actual = actualOf(expectation, last, made);
    if (actual === expectation.expected) return [];
    return [{ expectation, actual, message: inWords(expectation, actual, call.times, made.decision) }];
  });
}

/** The same of its traffic, of which only numbers of calls can be expected. */
export function compareTraffic({ expected }: TrafficStep, played: PlayedTraffic): Failure[] {
  return expected.flatMap((expectation) => {
    if (expectation.kind !== 'allowed' && expectation.kind !== 'denied') return [];
    const actual = played.tally[expectation.kind];
    if (actual === expectation.expected && !played.isCutShort) return [];
    return [{ expectation, actual, message: trafficInWords(expectation, actual, played) }];
  });
}

function trafficInWords(
  { kind, expected }: Expectation,
  actual: number,
  { tally, refusals: [most], isCutShort }: PlayedTraffic,
): string {
  const calls = callsIn(tally);
  if (isCutShort) return `The traffic makes more than ${groupedNumber(calls)} calls: make it shorter, or slower`;
  const counts = `Expected ${expected} of ${calls} calls to be ${kind}, but ${actual} ${actual === 1 ? 'is' : 'are'}`;
  if (most === undefined) return counts;
  const { outcome, rule, message } = most.verdict;
  const refused = outcome === 'denied' ? 'denied' : 'held back for a person';
  return `${counts}; ${most.calls} ${most.calls === 1 ? 'is' : 'are'} ${refused}${because(rule, message)}`;
}

function actualOf(
  expectation: Expectation,
  call: ToolCall,
  { policy, counters, tally, decision }: MadeCalls,
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
function usedOf(limit: CompiledLimit | undefined, counters: Counters, call: ToolCall): number | undefined {
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
