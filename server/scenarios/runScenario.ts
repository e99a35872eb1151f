import type { CompiledPolicy } from '../decision/compile/compiledPolicy.ts';
import { Counters } from '../decision/counting/counters.ts';
import { decide } from '../decision/decide.ts';
import { evaluate } from '../decision/evaluate.ts';
import { compareCalls, compareTraffic } from './compareStep.ts';
import type { CoverageRecorder } from './coverageRecorder.ts';
import { playTraffic } from './playTraffic.ts';
import { type CallStep, lastMoment, type ScenarioCase } from './scenarioCase.ts';
import type { CallStepResult, StepResult } from './stepResult.ts';

/** What became of one case. It passed when no step has a failure. */
export interface ScenarioResult {
  readonly case: ScenarioCase;
  readonly steps: readonly StepResult[];
}

/**
 * Runs one case from empty counters, step by step: whoever runs many can stop between two of them, and wherever a step of
 * many calls yields `undefined`. The same case gives the same results, whenever it runs.
 * @param coverage hears of every call, when what is exercised is of interest
 */
export function* scenarioSteps(
  policy: CompiledPolicy,
  { steps, windows }: ScenarioCase,
  coverage?: CoverageRecorder,
): Generator<StepResult | undefined> {
  const counters = new Counters(windows);
  for (const step of steps) {
    if (step.kind === 'traffic') {
      const played = yield* playTraffic(policy, counters, step.plan, coverage);
      yield { kind: 'traffic', step, ...played, failures: compareTraffic(step, played) };
    } else {
      coverage?.call(step.call);
      const made = repeat(policy, counters, step, coverage);
      yield { kind: 'calls', step, ...made, failures: compareCalls(step, { policy, counters, ...made }) };
    }
  }
}

/** A run of {@link scenarioSteps} at one go. */
export function wholeRun(steps: Generator<StepResult | undefined>): StepResult[] {
  return [...steps].filter((step) => step !== undefined);
}

export function hasPassed({ steps }: ScenarioResult): boolean {
  return steps.every(({ failures }) => failures.length === 0);
}

/** Explains the last of equal calls only, as in a replay, and tells of the charges of all of them. */
function repeat(
  policy: CompiledPolicy,
  counters: Counters,
  step: CallStep,
  coverage: CoverageRecorder | undefined,
): Pick<CallStepResult, 'tally' | 'decision'> {
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
