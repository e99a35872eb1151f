import type { Outcome } from '../decision/decision.ts';
import type { RepeatedCall } from '../decision/replay.ts';
import type { Span } from '../policy/span.ts';
import type { ScenarioProblem } from './scenarioProblem.ts';
import type { WrittenScenario, WrittenStep } from './writtenScenarios.ts';

/** One run of a scenario: the whole of it, or with one set of the values of its matrix. */
export interface ScenarioCase {
  /** Unique in the file; made of names, so that it outlives an edit elsewhere. */
  readonly id: string;
  readonly name: string;
  readonly scenario: WrittenScenario;
  /** Of the matrix's values; of the whole scenario when it has no matrix. */
  readonly span: Span;
  readonly steps: readonly ScenarioStep[];
  /** What is wrong with this run. With an error in it, the case cannot be run. */
  readonly problems: readonly ScenarioProblem[];
}

export interface ScenarioStep {
  readonly id: string;
  /** Short, e.g. `create_charge ×31`. */
  readonly name: string;
  readonly written: WrittenStep;
  /** The first of its calls. What cannot be read is as when it is left out; then the case has an error. */
  readonly call: RepeatedCall;
  /** Milliseconds from one of its calls to the next. */
  readonly every: number;
  readonly expected: readonly Expectation[];
}

/** One thing that must come of a step, and where the file says so. */
export type Expectation =
  | Expected<'outcome', Outcome>
  | Expected<'rule', string>
  | Expected<'message', string>
  | Expected<'allowed', number>
  | Expected<'denied', number>
  | CounterExpectation;

export interface Expected<Kind extends string, Value> {
  readonly kind: Kind;
  readonly expected: Value;
  /** The value in the step. */
  readonly span: Span;
  /** Where the whole value is written: in the step or in the matrix; absent when it is put together of both. */
  readonly source?: Span;
}

/** How much is used of the limits of an id. */
export interface CounterExpectation extends Expected<'counter', number> {
  readonly counter: string;
}

/** When the last call of a step is made, in milliseconds since the Unix epoch. */
export function lastMoment({ call, every }: Pick<ScenarioStep, 'call' | 'every'>): number {
  return call.at + every * (call.times - 1);
}
