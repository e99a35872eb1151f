import { shownName } from '../../policy/shownName.ts';
import { spanOf } from '../../policy/syntax/syntaxTree.ts';
import { keysIn } from '../placeholders.ts';
import type { ScenarioCase } from '../scenarioCase.ts';
import type { ScenarioDocument } from '../scenarioDocument.ts';
import type { ScenarioProblem } from '../scenarioProblem.ts';
import { valueReader } from '../valueReader.ts';
import { textIn, writtenCalls } from '../writtenScenarios.ts';

/** Fixtures that no step takes. */
export function fixtureProblems({ written }: ScenarioDocument, cases: readonly ScenarioCase[]): ScenarioProblem[] {
  if (written.fixtures.length === 0) return [];
  const taken = new Set(cases.flatMap(fixturesOf));
  return written.fixtures
    .filter(({ name }) => !taken.has(name))
    .map(({ name, key }) => ({
      code: 'scenario-unused-fixture',
      severity: 'information',
      span: spanOf(key),
      message: `No step takes the fixture ${shownName(name)}`,
    }));
}

function fixturesOf({ steps, scenario, span }: ScenarioCase): string[] {
  const values = scenario.matrix?.find(({ offset }) => offset === span.offset);
  const reader = valueReader(values);
  const calls = steps.flatMap(({ written }) => writtenCalls(written));
  return calls.flatMap(({ fixture }) => {
    const name = textIn(fixture);
    if (name === undefined) return [];
    return keysIn(name).length === 0 ? [name] : [reader.filled(name)];
  });
}
