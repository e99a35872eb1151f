import { messageLine } from '../../server/protocol/messageText.ts';
import type { RunScenariosResult, ScenarioFailure, ScenarioOutcome } from '../../server/protocol/scenarios.ts';
import type { SourceRange } from '../../server/protocol/simulation.ts';
import type { PlannedUnit, RunPlan } from './runPlan.ts';
import type { TestNode } from './testTree.ts';

/** A part of what a run prints. Lines end with CR LF, as the terminal wants them. */
export interface PrintedPart {
  readonly text: string;
  /** The entry that it is about, so that it is shown with that one, too; absent for the whole file. */
  readonly test?: string;
  /** In the scenario file. */
  readonly range?: SourceRange;
}

/** What a run prints: each scenario with its steps and, under a step that failed, the chain that led there. */
export function printedRun(file: string, plan: RunPlan, result: RunScenariosResult): readonly PrintedPart[] {
  const outcomes = new Map(result.outcomes.map((outcome) => [outcome.id, outcome]));
  const problems = result.problems.map(({ message, range }) => ({ text: lines(red(`✗ ${shown(message)}`)), range }));
  const units = plan.units.flatMap((planned) => {
    const outcome = outcomes.get(planned.unit.id);
    return outcome === undefined ? [] : printedUnit(planned, outcome);
  });
  return [{ text: lines(bold(shown(file))) }, ...problems, ...units, { text: lines('') }];
}

/** A sentence instead of a result. */
export function printedProblem(file: string, problem: string): PrintedPart {
  return { text: lines(bold(shown(file)), red(`✗ ${shown(problem)}`), '') };
}

function printedUnit({ unit, steps }: PlannedUnit, outcome: ScenarioOutcome): PrintedPart[] {
  const { state, duration, problem } = outcome;
  const chosen = new Set(steps.map(({ id }) => id));
  const title = `${mark(state === 'passed')} ${unit.label} ${faint(`(${duration.toFixed(1)} ms)`)}`;
  const why = problem === undefined ? [] : [`  ${red(shown(problem.message))}`];
  const named = new Map(unit.children.map((step) => [step.id, step]));
  return [
    { text: lines(title, ...why) },
    ...outcome.steps.map(({ id, state, decision }) => {
      const step = named.get(id);
      const failures = outcome.failures.filter((failure) => failure.step === id);
      const head = `  ${mark(state === 'passed')} ${step?.label ?? shown(id)} ${faint(`— ${shown(decision)}`)}`;
      const text = lines(head, ...failures.flatMap(printedFailure));
      const range = failures[0]?.range ?? (step === undefined ? unit.range : placeOf(unit, step));
      return { text, ...(chosen.has(id) ? { test: id } : {}), range };
    }),
  ];
}

/** The cases of a matrix share the lines of their steps, so each is told beside its own values. */
function placeOf(unit: TestNode, step: TestNode): SourceRange {
  const isInside = step.range.start.line >= unit.range.start.line && step.range.end.line <= unit.range.end.line;
  return isInside ? step.range : unit.range;
}

function printedFailure(
  { message, actual }: ScenarioFailure,
  place: number,
  all: readonly ScenarioFailure[],
): string[] {
  const said = `      ${red(shown(message))}`;
  // Several expectations of one step fail on the same chain, which is printed once.
  const isLast = all[place + 1]?.actual !== actual;
  return isLast
    ? [
        said,
        ...actual
          .trimEnd()
          .split(/\r\n|\r|\n/u)
          .map((line) => `      ${shown(line)}`),
      ]
    : [said];
}

/** Names and texts come from files and servers: what drives a terminal is written out instead. */
function shown(text: string): string {
  return messageLine(text);
}

function lines(...all: readonly string[]): string {
  return all.map((line) => `${line}\r\n`).join('');
}

function mark(isGood: boolean): string {
  return isGood ? '\u001b[32m✓\u001b[39m' : red('✗');
}

function red(text: string): string {
  return `\u001b[31m${text}\u001b[39m`;
}

function bold(text: string): string {
  return `\u001b[1m${text}\u001b[22m`;
}

function faint(text: string): string {
  return `\u001b[2m${text}\u001b[22m`;
}
