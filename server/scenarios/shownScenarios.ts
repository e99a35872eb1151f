import { rangeOf } from '../language/range.ts';
import { shownLine } from '../policy/shownName.ts';
import { spanOf } from '../policy/syntax/syntaxTree.ts';
import type { ScenarioFileProblem, ScenarioTest, ScenarioTestCase, ScenarioTestStep } from '../protocol/scenarios.ts';
import type { CheckedScenarios } from './problems/fileProblems.ts';
import type { ScenarioCase } from './scenarioCase.ts';
import { caseLabel, scenarioId } from './scenarioCases.ts';
import type { ScenarioDocument } from './scenarioDocument.ts';
import type { ScenarioProblem } from './scenarioProblem.ts';
import { textIn, type WrittenScenario } from './writtenScenarios.ts';

/** A list of tests shows no more of a name. */
const longestName = 200;

/** What there is to run, as a test view shows it. A scenario whose matrix is empty runs nothing and is left out. */
export function shownScenarios({ document, cases }: CheckedScenarios): ScenarioTest[] {
  const byScenario = new Map<WrittenScenario, ScenarioCase[]>();
  for (const each of cases) {
    const others = byScenario.get(each.scenario);
    if (others === undefined) byScenario.set(each.scenario, [each]);
    else others.push(each);
  }
  return [...byScenario].map(([scenario, own]) => shownScenario(scenario, own, document));
}

function shownScenario(
  scenario: WrittenScenario,
  cases: readonly ScenarioCase[],
  document: ScenarioDocument,
): ScenarioTest {
  const [first] = cases;
  const description = textIn(scenario.description);
  const { matrix } = scenario;
  return {
    id: first === undefined ? '' : scenarioId(first),
    name: shownLine(textIn(scenario.name) ?? `Scenario ${scenario.index + 1}`, longestName),
    ...(description !== undefined && { description: shownLine(description, longestName) }),
    range: rangeOf(spanOf(scenario.node), document),
    ...(matrix !== undefined && { cases: cases.map((each) => shownCase(each, document)) }),
    steps: matrix === undefined && first !== undefined ? shownSteps(first, document) : [],
  };
}

function shownCase(each: ScenarioCase, document: ScenarioDocument): ScenarioTestCase {
  return {
    id: each.id,
    name: shownLine(caseLabel(each), longestName),
    range: rangeOf(each.span, document),
    steps: shownSteps(each, document),
  };
}

function shownSteps({ steps }: ScenarioCase, document: ScenarioDocument): ScenarioTestStep[] {
  return steps.map(({ id, name, written }) => ({
    id,
    name: shownLine(name, longestName),
    range: rangeOf(spanOf(written.node), document),
  }));
}

/** The errors, as a test view shows them. */
export function shownProblems(problems: readonly ScenarioProblem[], document: ScenarioDocument): ScenarioFileProblem[] {
  return problems
    .filter(({ severity }) => severity === 'error')
    .map(({ message, span }) => ({ message, range: rangeOf(span, document) }));
}
