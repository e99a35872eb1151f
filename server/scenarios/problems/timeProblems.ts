import { momentText } from '../../decision/counting/windows.ts';
import { spanOf } from '../../policy/syntax/syntaxTree.ts';
import { firstMoment, lastMoment, type ScenarioCase, type ScenarioStep } from '../scenarioCase.ts';
import type { ScenarioProblem } from '../scenarioProblem.ts';

/** Steps that say twice when they are, and steps before the one before them. */
export function timeProblems(cases: readonly ScenarioCase[]): ScenarioProblem[] {
  return cases.flatMap(({ steps }) =>
    steps.flatMap((step, index) => [...saidTwice(step), ...goesBack(step, steps[index - 1])]),
  );
}

function saidTwice({ written: { at, after } }: ScenarioStep): ScenarioProblem[] {
  if (at === undefined || after === undefined) return [];
  const message = 'A step has "at" or "after", not both: "after" would not be looked at';
  return [{ code: 'scenario-two-times', severity: 'error', span: spanOf(after), message }];
}

/** Counters start again when time goes back, which no proxy sees. */
function goesBack(step: ScenarioStep, before: ScenarioStep | undefined): ScenarioProblem[] {
  const { at } = step.written;
  if (at === undefined || before === undefined || firstMoment(step) >= lastMoment(before)) return [];
  const message = `This is before the step before, which is at ${momentText(lastMoment(before))}: counters start again when time goes back`;
  return [{ code: 'scenario-time-goes-back', severity: 'warning', span: spanOf(at), message }];
}
