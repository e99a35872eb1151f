import { shownName } from '../../policy/shownName.ts';
import { spanOf } from '../../policy/syntax/syntaxTree.ts';
import type { ScenarioDocument } from '../scenarioDocument.ts';
import type { ScenarioProblem } from '../scenarioProblem.ts';
import { textIn } from '../writtenScenarios.ts';

/** Scenarios of the same name: a list of tests shows them as one another. */
export function nameProblems({ written }: ScenarioDocument): ScenarioProblem[] {
  const names = new Set<string>();
  return written.scenarios.flatMap(({ name }): ScenarioProblem[] => {
    const text = textIn(name);
    if (name === undefined || text === undefined || text === '') return [];
    if (!names.has(text)) {
      names.add(text);
      return [];
    }
    const message = `Another scenario is called ${shownName(text)}, too`;
    return [{ code: 'scenario-same-name', severity: 'warning', span: spanOf(name), message }];
  });
}
