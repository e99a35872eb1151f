import type {
  RunScenariosResult,
  ScenarioFailure,
  ScenarioFileProblem,
  ScenarioOutcome,
} from '../../server/protocol/scenarios.ts';
import type { SourceRange } from '../../server/protocol/simulation.ts';
import type { PlannedUnit, RunPlan } from './runPlan.ts';

/** What became of one entry of the test view. */
export interface Report {
  /** The entry's id; absent for the file itself. */
  readonly test?: string;
  readonly state: 'passed' | 'failed' | 'errored' | 'skipped';
  /** Milliseconds. */
  readonly duration?: number;
  readonly messages: readonly ReportedMessage[];
}

export interface ReportedMessage {
  readonly text: string;
  /** In the scenario file. */
  readonly range?: SourceRange;
  /** Two chains to compare. */
  readonly difference?: { readonly expected: string; readonly actual: string };
  /** Where in the policy it was decided. */
  readonly decidedAt?: NonNullable<ScenarioFailure['decidedAt']>;
}

/**
 * What is reported of a run. Steps are what VS Code counts, and scenarios take their state from their steps; so a
 * scenario is reported itself only when it could not run, or has no steps. No entry outside of the plan is reported.
 */
export function reportsOf(plan: RunPlan, result: RunScenariosResult): readonly Report[] {
  const outcomes = new Map(result.outcomes.map((outcome) => [outcome.id, outcome]));
  const told = new Set(result.outcomes.map(({ problem }) => problem?.message));
  const untold = result.problems.filter(({ message }) => !told.has(message)).map(messageOf);
  const ofUnits = plan.units.flatMap((planned) => {
    const outcome = outcomes.get(planned.unit.id);
    if (outcome === undefined) return plan.isWholeFile ? skipped(planned) : notRun(planned, untold);
    return outcome.state === 'errored' ? notRun(planned, [problemOf(outcome)]) : ran(planned, outcome);
  });
  if (!plan.isWholeFile || untold.length === 0) return ofUnits;
  return [...ofUnits, { state: 'errored', messages: untold }];
}

/** When there is no answer at all: the language server failed, or refused. */
export function failedRun(plan: RunPlan, problem: string): readonly Report[] {
  const messages = [{ text: problem }];
  if (plan.isWholeFile) return [...plan.units.flatMap(skipped), { state: 'errored', messages }];
  return plan.units.flatMap((planned) => notRun(planned, messages));
}

/** When the person ended the run before there was an answer. */
export function cancelledRun(plan: RunPlan): readonly Report[] {
  return plan.units.flatMap(skipped);
}

function ran({ unit, isChosen, steps }: PlannedUnit, outcome: ScenarioOutcome): Report[] {
  const states = new Map(outcome.steps.map(({ id, state }) => [id, state]));
  if (isChosen && states.size === 0) {
    const messages = outcome.failures.map(failureMessage);
    return [{ test: unit.id, state: outcome.state, duration: outcome.duration, messages }];
  }
  // A scenario is replayed as a whole; equal shares add up to its time.
  const duration = outcome.duration / states.size;
  return steps.map(({ id }) => {
    const state = states.get(id);
    if (state === undefined) return { test: id, state: 'skipped', messages: [] };
    const messages = outcome.failures.filter(({ step }) => step === id).map(failureMessage);
    return { test: id, state, duration, messages };
  });
}

function notRun(planned: PlannedUnit, messages: readonly ReportedMessage[]): Report[] {
  if (messages.length === 0) return skipped(planned);
  const { unit, isChosen, steps } = planned;
  if (!isChosen) return steps.map(({ id }) => ({ test: id, state: 'errored', messages }));
  return [...skipped(planned), { test: unit.id, state: 'errored', messages }];
}

function skipped({ unit, steps }: PlannedUnit): Report[] {
  const parts = steps.length > 0 ? steps : [unit];
  return parts.map(({ id }) => ({ test: id, state: 'skipped', messages: [] }));
}

function problemOf({ problem }: ScenarioOutcome): ReportedMessage {
  return problem === undefined ? { text: 'This could not run.' } : messageOf(problem);
}

function messageOf({ message, range }: ScenarioFileProblem): ReportedMessage {
  return { text: message, range };
}

function failureMessage({ message, range, expected, actual, decidedAt }: ScenarioFailure): ReportedMessage {
  return {
    text: message,
    range,
    // Equal texts would show an empty comparison.
    ...(expected === actual ? {} : { difference: { expected, actual } }),
    ...(decidedAt === undefined ? {} : { decidedAt }),
  };
}
