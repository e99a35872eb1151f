import type {
  CoveredBranch,
  CoveredStatement,
  RunScenariosResult,
  ScenarioCoverage,
  ScenarioFailure,
  ScenarioFileProblem,
  ScenarioOutcome,
  ScenarioStepOutcome,
  ScenariosResult,
  ScenarioTest,
  ScenarioTestCase,
  ScenarioTestStep,
} from '../../server/protocol/scenarios.ts';
import {
  isIntegerFrom,
  isListOf,
  isNumber,
  isOneOf,
  isOptional,
  isShape,
  isText,
} from '../../server/protocol/shape.ts';
import { isSourceRange } from '../../server/protocol/simulationShape.ts';

/** A chain over all rules and limits of a tool may be long. */
const isAnyText = isText(10_000_000);
const most = 1_000_000;
const isCount = isIntegerFrom(0, Number.MAX_SAFE_INTEGER);

const isProblem = isShape<ScenarioFileProblem>({ message: isAnyText, range: isSourceRange });
const isStep = isShape<ScenarioTestStep>({ id: isAnyText, name: isAnyText, range: isSourceRange });
const isSteps = isListOf(isStep, most);
const isCase = isShape<ScenarioTestCase>({ id: isAnyText, name: isAnyText, range: isSourceRange, steps: isSteps });

const isTest = isShape<ScenarioTest>({
  id: isAnyText,
  name: isAnyText,
  description: isOptional(isAnyText),
  range: isSourceRange,
  cases: isOptional(isListOf(isCase, most)),
  steps: isSteps,
});

export const isScenariosResult = isShape<ScenariosResult>({
  policyUri: isOptional(isAnyText),
  tests: isListOf(isTest, most),
  problems: isListOf(isProblem, most),
});

const isFailure = isShape<ScenarioFailure>({
  step: isAnyText,
  message: isAnyText,
  range: isSourceRange,
  expected: isAnyText,
  actual: isAnyText,
  decidedAt: isOptional(
    isShape<NonNullable<ScenarioFailure['decidedAt']>>({ policyUri: isAnyText, range: isSourceRange }),
  ),
});

const isStepOutcome = isShape<ScenarioStepOutcome>({
  id: isAnyText,
  state: isOneOf('passed', 'failed'),
  decision: isAnyText,
});

const isOutcome = isShape<ScenarioOutcome>({
  id: isAnyText,
  state: isOneOf('passed', 'failed', 'errored'),
  duration: isNumber,
  failures: isListOf(isFailure, most),
  problem: isOptional(isProblem),
  steps: isListOf(isStepOutcome, most),
});

const isStatement = isShape<CoveredStatement>({
  kind: isOneOf('tool', 'rule', 'limit'),
  name: isAnyText,
  range: isSourceRange,
  executed: isCount,
});

const isBranch = isShape<CoveredBranch>({
  kind: isOneOf('rule', 'condition', 'limit'),
  name: isAnyText,
  range: isSourceRange,
  heldTrue: isCount,
  heldFalse: isCount,
  statement: isCount,
});

const isCoverage = isShape<ScenarioCoverage>({
  policyUri: isAnyText,
  statements: isListOf(isStatement, most),
  branches: isListOf(isBranch, most),
});

export const isRunScenariosResult = isShape<RunScenariosResult>({
  outcomes: isListOf(isOutcome, most),
  problems: isListOf(isProblem, most),
  coverage: isOptional(isCoverage),
});
