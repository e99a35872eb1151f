import type { WindowMode } from '../decision/counting/windows.ts';
import type { Outcome } from '../decision/decision.ts';
import type { RepeatedCall } from '../decision/replay.ts';
import type { Span } from '../policy/syntax/span.ts';
import type { TrafficPlan } from '../protocol/traffic.ts';
import type { ScenarioProblem } from './scenarioProblem.ts';
import { type WrittenCall, type WrittenScenario, type WrittenStep, writtenCalls } from './writtenScenarios.ts';

/** One run of a scenario: the whole of it, or with one set of the values of its matrix. */
export interface ScenarioCase {
  /** Unique in the file; made of names, so that it outlives an edit elsewhere. */
  readonly id: string;
  readonly name: string;
  readonly scenario: WrittenScenario;
  /** Of the matrix's values; of the whole scenario when it has no matrix. */
  readonly span: Span;
  /** How the windows of limits lie on the clock: the scenario's own way, or the file's. */
  readonly windows: WindowMode;
  readonly steps: readonly ScenarioStep[];
  /** What is wrong with this run. With an error in it, the case cannot be run. */
  readonly problems: readonly ScenarioProblem[];
}

export type ScenarioStep = CallStep | TrafficStep;

interface Step {
  readonly id: string;
  /** Short, e.g. `create_charge ×31`. */
  readonly name: string;
  readonly written: WrittenStep;
  readonly expected: readonly Expectation[];
}

/** What cannot be read is as when it is left out; then the case has an error. */
export interface CallStep extends Step {
  readonly kind: 'calls';
  /** The first of its calls. */
  readonly call: RepeatedCall;
  /** Milliseconds from one of its calls to the next. */
  readonly every: number;
}

/** Streams of calls side by side. */
export interface TrafficStep extends Step {
  readonly kind: 'traffic';
  /** Its streams are those that are written, in their order. */
  readonly plan: TrafficPlan;
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

/** When a step begins, in milliseconds since the Unix epoch. */
export function firstMoment(step: ScenarioStep): number {
  return step.kind === 'calls' ? step.call.at : step.plan.start;
}

/** When the last call of a step is made; of traffic, when it is over. */
export function lastMoment(step: ScenarioStep): number {
  return step.kind === 'calls'
    ? step.call.at + step.every * (step.call.times - 1)
    : step.plan.start + step.plan.duration;
}

/** The tools that a step calls, each beside what says so. */
export function toolsOf(step: ScenarioStep): { readonly tool: string; readonly written: WrittenCall }[] {
  return writtenCalls(step.written).map((written, index) => ({
    written,
    tool: step.kind === 'calls' ? step.call.tool : (step.plan.streams[index]?.tool ?? ''),
  }));
}
