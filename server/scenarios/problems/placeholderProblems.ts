import { didYouMean, didYouMeanSentence } from '../../policy/problems/didYouMean.ts';
import { shownName } from '../../policy/shownName.ts';
import { type Node, properties, spanOf } from '../../policy/syntax/syntaxTree.ts';
import { keysIn } from '../placeholders.ts';
import type { ScenarioDocument } from '../scenarioDocument.ts';
import type { ScenarioProblem } from '../scenarioProblem.ts';
import type { WrittenScenario } from '../writtenScenarios.ts';

/**
 * `${key}` in a scenario with a matrix, when some case has no such key. Without a matrix, or in a fixture, such a text may
 * well be meant as it is.
 */
export function placeholderProblems({ written }: ScenarioDocument): ScenarioProblem[] {
  return written.scenarios.flatMap(problemsOf);
}

function problemsOf({ node, matrix }: WrittenScenario): ScenarioProblem[] {
  if (matrix === undefined || matrix.length === 0) return [];
  const keys = matrix.map((values) => new Set(properties(values).map(({ name }) => name)));
  const every = new Set(keys.flatMap((names) => [...names]));
  const problems: ScenarioProblem[] = [];
  for (const { text, node: place } of textsOf(node)) {
    for (const key of keysIn(text)) {
      const without = keys.findIndex((names) => !names.has(key));
      if (without < 0) continue;
      const near = every.has(key) ? [] : didYouMean(key, every);
      const whose = every.has(key) ? `case ${without + 1} of the matrix` : 'the matrix';
      problems.push({
        code: 'scenario-unknown-placeholder',
        severity: 'warning',
        span: spanOf(place),
        message: `${shownName(`\${${key}}`)} stays as it is, for ${whose} has no ${shownName(key)}${didYouMeanSentence(near)}`,
      });
    }
  }
  return problems;
}

/** Every text of a scenario outside of its matrix, and every name of a member. */
function textsOf(scenario: Node): { text: string; node: Node }[] {
  const found: { text: string; node: Node }[] = [];
  const visit = (node: Node | undefined): void => {
    if (node?.type === 'string') found.push({ text: String(node.value), node });
    for (const { name, key, value } of properties(node)) {
      if (node === scenario && name === 'matrix') continue;
      found.push({ text: name, node: key });
      visit(value);
    }
    if (node?.type === 'array') for (const element of node.children ?? []) visit(element);
  };
  visit(scenario);
  return found.filter(({ text }) => text.includes('${'));
}
