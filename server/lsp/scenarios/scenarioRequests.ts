import {
  type CancellationToken,
  type Connection,
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver';
import { rangeOf } from '../../language/range.ts';
import { requests } from '../../protocol/requests.ts';
import type { RunScenariosResult, ScenarioOutcome, ScenariosResult } from '../../protocol/scenarios.ts';
import { isRunScenariosParams, isScenariosParams } from '../../protocol/scenariosShape.ts';
import { fileCoverage, type ScenarioFile, type ScenarioRun, scenarioRuns } from '../../scenarios/scenarioFile.ts';
import { erroredOutcome, shownCoverage, shownOutcome } from '../../scenarios/shownOutcome.ts';
import { shownProblems, shownScenarios } from '../../scenarios/shownScenarios.ts';
import type { StepResult } from '../../scenarios/stepResult.ts';
import { checked, namingDocument } from '../requestParams.ts';
import type { LoadedScenarios, ScenarioDocuments } from './scenarioDocuments.ts';

/** Answers a test view: what there is to run, and what became of it. Saved or not, the open text is run. */
export function answerScenarioRequests(connection: Connection, scenarios: ScenarioDocuments): void {
  connection.onRequest(requests.scenarios, async (params: unknown): Promise<ScenariosResult> => {
    const { uri, text } = checked(requests.scenarios, namingDocument(isScenariosParams), params);
    const { file, policyUri } = await demand(uri, text);
    return {
      ...(policyUri !== undefined && { policyUri }),
      tests: shownScenarios(file),
      problems: shownProblems(file.problems, file.document),
    };
  });

  connection.onRequest(
    requests.runScenarios,
    async (params: unknown, token: CancellationToken): Promise<RunScenariosResult> => {
      const { uri, text, ids } = checked(requests.runScenarios, namingDocument(isRunScenariosParams), params);
      const { file } = await demand(uri, text);
      return run(file, ids && new Set(ids), token);
    },
  );

  async function demand(uri: string, text: string | undefined): Promise<LoadedScenarios> {
    const loaded = await scenarios.load(uri, text);
    if (loaded !== undefined) return loaded;
    throw new ResponseError(ErrorCodes.InvalidParams, `${uri} is not open and cannot be read.`);
  }
}

async function run(
  file: ScenarioFile,
  ids: ReadonlySet<string> | undefined,
  token: CancellationToken,
): Promise<RunScenariosResult> {
  const coverage = fileCoverage(file);
  const outcomes: ScenarioOutcome[] = [];
  const pause = pausing(token);
  for (const each of scenarioRuns(file, coverage, ids)) outcomes.push(await outcomeOf(each, file, pause));
  return {
    outcomes,
    problems: shownProblems(file.problems, file.document),
    ...(coverage !== undefined &&
      file.tested?.state === 'ready' && { coverage: shownCoverage(coverage.coverage, file.tested.document) }),
  };
}

async function outcomeOf(each: ScenarioRun, file: ScenarioFile, pause: () => Promise<void>): Promise<ScenarioOutcome> {
  const { document, tested } = file;
  if (each.blocked !== undefined || tested?.state !== 'ready') {
    const message = each.blocked?.message ?? '';
    const span = each.blocked?.span ?? each.case.span;
    return erroredOutcome(each.case, { message, range: rangeOf(span, document) });
  }
  const started = performance.now();
  const steps: StepResult[] = [];
  for (const step of each.steps()) {
    if (step !== undefined) steps.push(step);
    await pause();
  }
  return shownOutcome(each.case, steps, performance.now() - started, document, tested.document);
}

/** In milliseconds: how long others wait while scenarios run. */
const longestTurn = 20;

/** Lets others take their turn now and then, the one who cancels among them. */
function pausing(token: CancellationToken): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < longestTurn) return;
    await new Promise<void>((resolve) => setImmediate(resolve));
    since = performance.now();
    if (token.isCancellationRequested)
      throw new ResponseError(LSPErrorCodes.RequestCancelled, 'The run was cancelled.');
  };
}
