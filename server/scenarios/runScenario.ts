import type { CompiledPolicy } from '../decision/compiledPolicy.ts';
import { Counters } from '../decision/counters.ts';
import { decide } from '../decision/decide.ts';
import type { Decision, Outcome } from '../decision/decision.ts';
import { evaluate } from '../decision/evaluate.ts';
import type { WindowMode } from '../decision/windows.ts';
import { compareStep, type Failure } from './compareStep.ts';
import type { CoverageRecorder } from './coverageRecorder.ts';
import { lastMoment, type ScenarioCase, type ScenarioStep } from './scenarioCase.ts';

/** What became of one step: how many of its calls were let through, the last one's decision, and what was expected otherwise. */
export interface StepResult {
  readonly step: ScenarioStep;
  readonly tally: Readonly<Record<Outcome, number>>;
  readonly decision: Decision;
  readonly failures: readonly Failure[];
}

/** What became of one case. It passed when no step has a failure. */
export interface ScenarioResult {
  readonly case: ScenarioCase;
  readonly steps: readonly StepResult[];
}

export interface ScenarioSetting {
  readonly windows: WindowMode;
  /** Hears of every call, when what is exercised is of interest. */
  readonly coverage?: CoverageRecorder;
}

/**
 * Runs one case from empty counters, step by step: whoever runs many can stop between two of them. The same case gives the
 * same results, whenever it runs.
 */
export function* scenarioSteps(
  policy: CompiledPolicy,
  run: ScenarioCase,
  { windows, coverage }: ScenarioSetting,
): Generator<StepResult> {
  const counters = new Counters(windows);
  for (const step of run.steps) {
    coverage?.call(step.call);
    const { tally, decision } = repeat(policy, counters, step, coverage);
    const failures = compareStep(step, { policy, counters, tally, decision });
    yield { step, tally, decision, failures };
  }
}

/** {@link scenarioSteps} at one go. */
export function runScenario(policy: CompiledPolicy, run: ScenarioCase, setting: ScenarioSetting): ScenarioResult {
  return { case: run, steps: [...scenarioSteps(policy, run, setting)] };
}

export function hasPassed({ steps }: ScenarioResult): boolean {
  return steps.every(({ failures }) => failures.length === 0);
}

/** Explains the last of equal calls only, as in a replay, and tells of the charges of all of them. */
function repeat(
  policy: CompiledPolicy,
  counters: Counters,
  step: ScenarioStep,
  coverage: CoverageRecorder | undefined,
): Pick<StepResult, 'tally' | 'decision'> {
  const { call, every } = step;
  const tally = { allowed: 0, denied: 0, approval: 0 };
  for (let before = 0; before < call.times - 1; before++) {
    const each = every === 0 ? call : { ...call, at: call.at + before * every };
    tally[evaluate(policy, counters, each, coverage?.charge).outcome]++;
  }
  const decision = decide(policy, counters, { ...call, at: lastMoment(step) });
  coverage?.charges(decision);
  tally[decision.outcome]++;
  return { tally, decision };
}
