import type { WindowMode } from '../decision/counting/windows.ts';
import { shownValue } from '../decision/explanation/shownValue.ts';
import { jsonValueOf, type Node, properties, spanOf } from '../policy/syntax/syntaxTree.ts';
import { readStep } from './readStep.ts';
import { lastMoment, type ScenarioCase, type ScenarioStep } from './scenarioCase.ts';
import type { ScenarioDocument } from './scenarioDocument.ts';
import { valueReader } from './valueReader.ts';
import { textIn, type WrittenScenario, type WrittenScenarios } from './writtenScenarios.ts';

/** When a scenario begins that says nothing of it: noon, in the middle of nothing. */
const usualStart = Date.UTC(2026, 0, 1, 12);

export const windowModes = ['aligned', 'sliding'] as const satisfies WindowMode[];

/** Everything in the file that can be run, in the order of the text: one case for a scenario without a matrix. */
export function scenarioCases({ written }: Pick<ScenarioDocument, 'written'>): ScenarioCase[] {
  const taken = new Map<string, number>();
  return written.scenarios.flatMap((scenario) => {
    const id = uniqueId(textIn(scenario.name) ?? `scenario ${scenario.index + 1}`, taken);
    if (scenario.matrix === undefined) return [readCase(written, scenario, undefined, id)];
    return scenario.matrix.map((values, index) => readCase(written, scenario, values, `${id}/${index + 1}`));
  });
}

/** The id of the scenario that a case belongs to. */
export function scenarioId({ id, scenario }: ScenarioCase): string {
  return scenario.matrix === undefined ? id : id.slice(0, id.lastIndexOf('/'));
}

/** Which case of its scenario it is: its name where that says so, else its values. */
export function caseLabel(each: ScenarioCase): string {
  return each.name === textIn(each.scenario.name) ? valuesInShort(each) : each.name;
}

/** The values of a case, e.g. `amount: 5000, currency: "usd"`; empty without a matrix. */
export function valuesInShort({ scenario, span }: ScenarioCase): string {
  const values = scenario.matrix?.find(({ offset }) => offset === span.offset);
  return properties(values)
    .flatMap(({ name, value }) => (value === undefined ? [] : `${name}: ${shownValue(jsonValueOf(value))}`))
    .join(', ');
}

/** Two scenarios of one name keep ids of their own. The marks of cases and steps are written otherwise in a name. */
function uniqueId(name: string, taken: Map<string, number>): string {
  const plain = name.replaceAll('%', '%25').replaceAll('/', '%2F').replaceAll('#', '%23');
  const times = (taken.get(plain) ?? 0) + 1;
  taken.set(plain, times);
  // No name holds the mark of a step with a word behind it.
  return times === 1 ? plain : `${plain}#same-name-${times}`;
}

function readCase(
  written: WrittenScenarios,
  scenario: WrittenScenario,
  values: Node | undefined,
  id: string,
): ScenarioCase {
  const reader = valueReader(values);
  const fixtures = new Map(written.fixtures.map(({ name, value }) => [name, value]));
  const ofFile = reader.moment(written.now, 'now');
  const windows = reader.oneOf(scenario.windows, 'windows', windowModes) ?? windowsOf(written);
  let at = reader.moment(scenario.now, 'now') ?? ofFile ?? usualStart;
  const steps = scenario.steps.map((each, index): ScenarioStep => {
    const step = readStep(each, `${id}#${index + 1}`, at, { windows, fixtures, reader });
    at = lastMoment(step);
    return step;
  });
  const name = reader.filled(textIn(scenario.name) ?? `Scenario ${scenario.index + 1}`);
  return { id, name, scenario, span: spanOf(values ?? scenario.node), windows, steps, problems: reader.problems };
}

/** How windows lie on the clock for scenarios that do not say it themselves. */
function windowsOf({ windows }: WrittenScenarios): WindowMode {
  return windowModes.find((mode) => mode === textIn(windows)) ?? 'aligned';
}
