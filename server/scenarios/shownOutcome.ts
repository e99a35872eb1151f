import { rangeOf } from '../language/range.ts';
import type { PolicyDocument } from '../policy/policyDocument.ts';
import type {
  CoveredBranch,
  ScenarioCoverage,
  ScenarioFailure,
  ScenarioFileProblem,
  ScenarioOutcome,
} from '../protocol/scenarios.ts';
import type { Coverage } from './coverageRecorder.ts';
import type { ScenarioCase } from './scenarioCase.ts';
import type { ScenarioDocument } from './scenarioDocument.ts';
import { decidingSpan, type StepResult } from './stepResult.ts';
import { resultInShort, stepTexts } from './stepText.ts';

/** What became of a case that ran, as a test view shows it. */
export function shownOutcome(
  { id }: ScenarioCase,
  steps: readonly StepResult[],
  duration: number,
  document: ScenarioDocument,
  policy: PolicyDocument,
): ScenarioOutcome {
  const failures = steps.flatMap((step) => shownFailures(step, document, policy));
  return {
    id,
    state: failures.length > 0 ? 'failed' : 'passed',
    duration,
    failures,
    steps: steps.map((result) => ({
      id: result.step.id,
      state: result.failures.length > 0 ? 'failed' : 'passed',
      decision: resultInShort(result),
    })),
  };
}

/** A case that could not run. */
export function erroredOutcome({ id }: ScenarioCase, problem: ScenarioFileProblem): ScenarioOutcome {
  return { id, state: 'errored', duration: 0, failures: [], problem, steps: [] };
}

function shownFailures(result: StepResult, { text }: ScenarioDocument, policy: PolicyDocument): ScenarioFailure[] {
  if (result.failures.length === 0) return [];
  const texts = stepTexts(result);
  const span = decidingSpan(result);
  return result.failures.map(({ expectation, message }) => ({
    step: result.step.id,
    message,
    range: rangeOf(expectation.span, { text }),
    ...texts,
    ...(span !== undefined && { decidedAt: { policyUri: policy.uri, range: rangeOf(span, policy) } }),
  }));
}

/** What was exercised, as an editor's coverage view wants it. */
export function shownCoverage({ statements, branches }: Coverage, { uri, text }: PolicyDocument): ScenarioCoverage {
  const places = new Map(statements.map((statement, index) => [statement, index]));
  return {
    policyUri: uri,
    statements: statements.map(({ kind, name, span, executed }) => ({
      kind,
      name,
      range: rangeOf(span, { text }),
      executed,
    })),
    branches: branches.map(
      ({ kind, name, span, statement, heldTrue, heldFalse }): CoveredBranch => ({
        kind,
        name,
        range: rangeOf(span, { text }),
        heldTrue,
        heldFalse,
        statement: places.get(statement) ?? 0,
      }),
    ),
  };
}
