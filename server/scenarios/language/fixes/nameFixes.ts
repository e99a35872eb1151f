import { withProperty } from '../../../policy/edits/insertion.ts';
import { didYouMean, quoted } from '../../../policy/problems/didYouMean.ts';
import type { ProblemFix } from '../../../policy/problems/problem.ts';
import { shownName } from '../../../policy/shownName.ts';
import { type Node, properties, spanOf, valueAt } from '../../../policy/syntax/syntaxTree.ts';
import { keysIn } from '../../placeholders.ts';
import type { ScenarioDocument } from '../../scenarioDocument.ts';
import { textIn } from '../../writtenScenarios.ts';
import { scenarioKeys } from '../scenarioKeys.ts';

/** The fixture that a step wants, without arguments yet. */
export function addingFixture(node: Node, { root, text }: ScenarioDocument): ProblemFix[] {
  const name = textIn(node);
  if (root === undefined || name === undefined || keysIn(name).length > 0) return [];
  const fixtures = valueAt(root, 'fixtures');
  if (fixtures !== undefined && fixtures.type !== 'object') return [];
  const source = text.getText();
  const edit =
    fixtures === undefined
      ? withProperty(source, root, 'fixtures', `{ ${quoted(name)}: {} }`, [...scenarioKeys('file').keys()])
      : withProperty(source, fixtures, name, '{}', [], [root]);
  return [{ title: `Add the fixture ${shownName(name)}`, edits: [edit], isEvident: false }];
}

/** A name that no other scenario of the file has. */
export function namingAnew(node: Node, { written }: ScenarioDocument): ProblemFix[] {
  const name = textIn(node);
  if (name === undefined) return [];
  const taken = new Set(written.scenarios.map((scenario) => textIn(scenario.name)));
  let number = 2;
  while (taken.has(`${name} (${number})`)) number++;
  const text = quoted(`${name} (${number})`);
  return [{ title: `Change to ${text}`, edits: [{ span: spanOf(node), text }], isEvident: false }];
}

/** The keys of the matrix that may have been meant by those that it does not have. */
export function placeholderFixes(node: Node, matrix: readonly Node[]): ProblemFix[] {
  const text = String(node.value);
  const known = new Set(matrix.flatMap((values) => properties(values).map(({ name }) => name)));
  const [unknown] = keysIn(text).filter((key) => !known.has(key));
  if (unknown === undefined) return [];
  const near = didYouMean(unknown, known);
  return near.map((key) => {
    const meant = quoted(text.replaceAll(`\${${unknown}}`, () => `\${${key}}`));
    const edits = [{ span: spanOf(node), text: meant }];
    return { title: `Change to ${meant}`, edits, isEvident: near.length === 1 };
  });
}

/** The policies that there are, the one of the nearest name first. */
export function policyFixes(node: Node, policies: readonly string[]): ProblemFix[] {
  const near = didYouMean(textIn(node) ?? '', policies);
  const meant = [...new Set([...near, ...policies])].slice(0, 3);
  return meant.map((path) => ({
    title: `Change to ${quoted(path)}`,
    edits: [{ span: spanOf(node), text: quoted(path) }],
    isEvident: near.length === 1 && path === near[0],
  }));
}
