import { rangeOf } from '../../language/range.ts';
import type { ScenarioFileProblem, ScenarioOutcome } from '../../protocol/scenarios.ts';
import { coverageFigures, percentOf, unexercised } from '../../scenarios/coverageFigures.ts';
import { erroredOutcome, shownOutcome } from '../../scenarios/shownOutcome.ts';
import { shownProblems } from '../../scenarios/shownScenarios.ts';
import { type CoveredPolicy, caseName, type TestedCase, type TestedFile, type TestReport } from './report.ts';

/** One file of `test --format json`. Ranges are zero-based and count UTF-16 code units, as in LSP. */
interface JsonFile {
  readonly file: string;
  /** The snapshot of the server's tools that the file was checked against, when there is one. */
  readonly tools?: string;
  /** As the editor's test view gets them, with a name. */
  readonly scenarios: readonly ({ readonly name: string } & ScenarioOutcome)[];
  readonly problems: readonly ScenarioFileProblem[];
}

/** For machines. */
export function asJson({ files, coverage }: TestReport): string {
  return `${JSON.stringify({ files: files.map(ofFile), coverage: coverage.map(ofPolicy) }, null, 2)}\n`;
}

function ofFile(tested: TestedFile): JsonFile {
  const { path, file, cases, snapshot } = tested;
  return {
    file: path,
    ...(snapshot !== undefined && { tools: snapshot }),
    scenarios: cases.map((each) => ({ name: caseName(each.case), ...outcomeOf(each, tested) })),
    problems: shownProblems(file.problems, file.document),
  };
}

function outcomeOf(each: TestedCase, { file: { document, tested } }: TestedFile): ScenarioOutcome {
  if (each.state !== 'errored' && tested?.state === 'ready')
    return shownOutcome(each.case, each.steps, each.duration, document, tested.document);
  const problem = each.state === 'errored' ? each.problem : { message: '', span: each.case.span };
  return erroredOutcome(each.case, { message: problem.message, range: rangeOf(problem.span, document) });
}

function ofPolicy({ path, document, coverage }: CoveredPolicy): object {
  const figures = coverageFigures(coverage);
  return {
    policy: path,
    percent: percentOf(figures),
    ...figures,
    unexercised: unexercised(coverage).map(({ place, what }) => ({
      kind: place.kind,
      name: place.name,
      what,
      range: rangeOf(place.span, document),
    })),
  };
}
