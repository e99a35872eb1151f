import { nothingKnown, type ToolKnowledge } from '../tools/knowledge.ts';
import { blockingProblem } from './blockingProblem.ts';
import { type CoverageRecorder, coverageRecorder } from './coverageRecorder.ts';
import { problemsAgainstPolicy } from './problems/againstPolicy.ts';
import { type CheckedScenarios, checkScenarios } from './problems/fileProblems.ts';
import { scenarioSteps } from './runScenario.ts';
import type { ScenarioCase } from './scenarioCase.ts';
import { scenarioId } from './scenarioCases.ts';
import type { ScenarioDocument } from './scenarioDocument.ts';
import type { ScenarioProblem } from './scenarioProblem.ts';
import type { StepResult } from './stepResult.ts';
import type { TestedPolicy } from './testedPolicy.ts';

/** A scenario file beside its policy: what there is to run, and everything that is wrong. */
export interface ScenarioFile extends CheckedScenarios {
  /** Absent when the file names no policy. */
  readonly tested: TestedPolicy | undefined;
}

/** A case that is to be run, or why it cannot be. */
export type ScenarioRun =
  | { readonly case: ScenarioCase; readonly blocked: ScenarioProblem }
  /** Each time it is asked, the case runs once, a step at a time; `undefined` between the calls of a step of many. */
  | {
      readonly case: ScenarioCase;
      readonly blocked?: undefined;
      readonly steps: () => Generator<StepResult | undefined>;
    };

export function scenarioFile(
  document: ScenarioDocument,
  tested: TestedPolicy | undefined,
  knowledge: ToolKnowledge = nothingKnown,
): ScenarioFile {
  const checked = checkScenarios(document);
  const problems = [...checked.problems, ...problemsAgainstPolicy(checked, tested, knowledge)];
  return {
    ...checked,
    problems: problems.sort((a, b) => a.span.offset - b.span.offset),
    tested,
  };
}

/** Counts what the file's cases exercise; `undefined` when its policy cannot be decided on. */
export function fileCoverage({ tested }: ScenarioFile): CoverageRecorder | undefined {
  return tested?.state === 'ready' ? coverageRecorder(tested.document, tested.policy) : undefined;
}

/**
 * The cases of a file that are wanted, in the order of the text.
 * @param ids of scenarios, cases or steps; a step wants the whole case it is in. Without it all are wanted
 */
export function scenarioRuns(
  file: ScenarioFile,
  coverage?: CoverageRecorder,
  ids?: ReadonlySet<string>,
): ScenarioRun[] {
  const { cases, problems, tested } = file;
  return cases
    .filter((each) => ids === undefined || isWanted(each, ids))
    .map((each): ScenarioRun => {
      const blocked = blockingProblem(each, cases, problems);
      if (blocked !== undefined) return { case: each, blocked };
      // Whatever keeps the policy from being had is a problem of the file, which blocks.
      if (tested?.state !== 'ready') return { case: each, blocked: nothingToRunAgainst };
      const { policy } = tested;
      return { case: each, steps: () => scenarioSteps(policy, each, coverage) };
    });
}

const nothingToRunAgainst: ScenarioProblem = {
  code: 'scenario-policy',
  severity: 'error',
  span: { offset: 0, length: 0 },
  message: 'The file names no policy',
};

function isWanted(each: ScenarioCase, ids: ReadonlySet<string>): boolean {
  return ids.has(each.id) || ids.has(scenarioId(each)) || each.steps.some(({ id }) => ids.has(id));
}
