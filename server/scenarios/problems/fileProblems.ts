import type { Span } from '../../policy/syntax/span.ts';
import type { ScenarioCase } from '../scenarioCase.ts';
import { scenarioCases } from '../scenarioCases.ts';
import type { ScenarioDocument } from '../scenarioDocument.ts';
import type { ScenarioProblem } from '../scenarioProblem.ts';
import { fixtureProblems } from './fixtureProblems.ts';
import { impossibleExpectations } from './impossibleExpectations.ts';
import { nameProblems } from './nameProblems.ts';
import { placeholderProblems } from './placeholderProblems.ts';
import { schemaProblems } from './schemaProblems.ts';
import { syntaxProblems } from './syntaxProblems.ts';
import { timeProblems } from './timeProblems.ts';
import { trafficProblems } from './trafficProblems.ts';

/** A scenario file with what there is to run in it, and everything that is wrong with it whatever its policy says. */
export interface CheckedScenarios {
  readonly document: ScenarioDocument;
  readonly cases: readonly ScenarioCase[];
  /** In the order of the text. */
  readonly problems: readonly ScenarioProblem[];
}

const checked = new WeakMap<ScenarioDocument, CheckedScenarios>();

/** Checked once for each version of the text. Never throws. */
export function checkScenarios(document: ScenarioDocument): CheckedScenarios {
  const known = checked.get(document) ?? check(document);
  checked.set(document, known);
  return known;
}

function check(document: ScenarioDocument): CheckedScenarios {
  const cases = scenarioCases(document);
  const first = [...syntaxProblems(document), ...schemaProblems(document)];
  const judged = new Set(first.map(({ span }) => placeOf(span)));
  // What the schema has said of a value needs no second sentence, and what is wrong in each case is wrong once.
  const ofCases = cases.flatMap(({ problems }) => problems).filter(({ span }) => !judged.has(placeOf(span)));
  const problems = [
    ...first,
    ...distinct(ofCases),
    ...nameProblems(document),
    ...fixtureProblems(document, cases),
    ...placeholderProblems(document),
    ...distinct(timeProblems(cases)),
    ...trafficProblems(document),
    ...distinct(impossibleExpectations(cases)),
  ];
  return { document, cases, problems: problems.sort((a, b) => a.span.offset - b.span.offset) };
}

/** Those that say the same of the same place once. */
export function distinct(problems: readonly ScenarioProblem[]): ScenarioProblem[] {
  return [...new Map(problems.map((problem) => [`${placeOf(problem.span)} ${problem.message}`, problem])).values()];
}

function placeOf({ offset, length }: Span): string {
  return `${offset}:${length}`;
}
