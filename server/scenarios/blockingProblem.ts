import type { Span } from '../policy/syntax/span.ts';
import { spanOf } from '../policy/syntax/syntaxTree.ts';
import type { ScenarioCase } from './scenarioCase.ts';
import type { ScenarioProblem } from './scenarioProblem.ts';

/**
 * Why a case cannot run: an error of its own, of its scenario, or of the file around the scenarios. An error in another
 * scenario, or in other values of the matrix, does not matter.
 * @param problems all of the file's
 */
export function blockingProblem(
  { scenario, span }: ScenarioCase,
  scenarios: readonly ScenarioCase[],
  problems: readonly ScenarioProblem[],
): ScenarioProblem | undefined {
  return problems.find((problem) => {
    if (problem.severity !== 'error') return false;
    if (isWithin(problem.span, spanOf(scenario.node))) {
      const values = scenario.matrix?.find((each) => isWithin(problem.span, spanOf(each)));
      return values === undefined || values.offset === span.offset;
    }
    return !scenarios.some((other) => isWithin(problem.span, spanOf(other.scenario.node)));
  });
}

function isWithin(inner: Span, outer: Span): boolean {
  return inner.offset >= outer.offset && inner.offset + inner.length <= outer.offset + outer.length;
}
