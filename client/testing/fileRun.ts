import type { ScenarioCoverage, ScenariosParams, ScenariosResult } from '../../server/protocol/scenarios.ts';
import { type Cancellation, whileWanted } from './cancellation.ts';
import { cancelledRun, failedRun, type Report, reportsOf } from './reports.ts';
import { type PrintedPart, printedProblem, printedRun } from './runOutput.ts';
import { planRun, type Selection } from './runPlan.ts';
import type { ScenarioServer } from './scenarioServer.ts';
import { testTree } from './testTree.ts';

/** A scenario file to run, and what of it. */
export interface FileRun {
  readonly parameters: ScenariosParams;
  /** As people know the file. */
  readonly name: string;
  readonly selection: Selection;
}

/** Whoever shows a run. Called in the order of the text. */
export interface RunListener {
  /** The tests of the file as they are now, before anything is reported of them. */
  resolved(result: ScenariosResult): void;
  started(test: string): void;
  reported(report: Report): void;
  printed(part: PrintedPart): void;
}

/**
 * Runs one file and tells the listener. Whatever goes wrong is told, too, so it never fails. Every chosen step gets
 * exactly one report, also when the person cancels: then the run ends at once, and nothing is told of it afterwards.
 *
 * @returns what of the policy was exercised, if anything could be decided
 */
export async function runFile<Token extends Cancellation>(
  server: ScenarioServer<Token>,
  { parameters, name, selection }: FileRun,
  listener: RunListener,
  cancellation: Token,
): Promise<ScenarioCoverage | undefined> {
  let plan = planRun([], selection);
  const tell = (reports: readonly Report[]) => {
    for (const report of reports) listener.reported(report);
  };
  try {
    const result = await whileWanted(server.scenarios(parameters, cancellation), cancellation);
    listener.resolved(result);
    plan = planRun(testTree(result), selection);
    if (plan.units.length === 0 && plan.ids !== undefined) return undefined;
    for (const { unit, steps } of plan.units) {
      for (const { id } of steps.length > 0 ? steps : [unit]) listener.started(id);
    }
    const wanted = { ...parameters, ...(plan.ids === undefined ? {} : { ids: plan.ids }) };
    const ran = await whileWanted(server.run(wanted, cancellation), cancellation);
    for (const part of printedRun(name, plan, ran)) listener.printed(part);
    tell(reportsOf(plan, ran));
    return ran.coverage;
  } catch (error) {
    if (cancellation.isCancellationRequested) {
      tell(cancelledRun(plan));
      return undefined;
    }
    const problem = error instanceof Error ? error.message : String(error);
    listener.printed(printedProblem(name, problem));
    tell(failedRun(plan, problem));
    return undefined;
  }
}
