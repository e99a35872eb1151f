import type { Decision, Outcome, Verdict } from '../decision/decision.ts';
import type { Span } from '../policy/syntax/span.ts';
import type { CallStep, Expectation, TrafficStep } from './scenarioCase.ts';

/** What became of one step. */
export type StepResult = CallStepResult | TrafficStepResult;

/** How many calls came out which way. */
export type Tally = Readonly<Record<Outcome, number>>;

export interface CallStepResult {
  readonly kind: 'calls';
  readonly step: CallStep;
  readonly tally: Tally;
  /** Of the last call. */
  readonly decision: Decision;
  readonly failures: readonly Failure[];
}

export interface TrafficStepResult extends PlayedTraffic {
  readonly kind: 'traffic';
  readonly step: TrafficStep;
  readonly failures: readonly Failure[];
}

/** What traffic came to. */
export interface PlayedTraffic {
  readonly tally: Tally;
  /** By stream, in their order. */
  readonly streams: readonly Tally[];
  /** By rule, the most frequent first. */
  readonly refusals: readonly Refusals[];
  /** It turned out to make more calls than are made of any traffic; the others were not. */
  readonly isCutShort: boolean;
}

/** The calls that a rule denied or held back. */
export interface Refusals {
  /** Of the first of them. */
  readonly verdict: Verdict;
  readonly calls: number;
}

/** An expectation that did not hold. */
export interface Failure {
  readonly expectation: Expectation;
  /** What it is instead; `undefined` where there is none, as with the rule of a call that is allowed. */
  readonly actual: string | number | undefined;
  /** One sentence, without an end mark. */
  readonly message: string;
}

/** How many calls a step made. */
export function callsIn({ allowed, denied, approval }: Tally): number {
  return allowed + denied + approval;
}

/** The place in the policy that decided, of traffic against most calls; `undefined` when nothing written there did. */
export function decidingSpan(result: StepResult): Span | undefined {
  return result.kind === 'calls' ? result.decision.span : result.refusals[0]?.verdict.span;
}
