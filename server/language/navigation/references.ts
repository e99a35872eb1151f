import type { Location, Position } from 'vscode-languageserver-types';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import { spanOf } from '../../policy/syntax/syntaxTree.ts';
import { rangeOf } from '../range.ts';
import { nameAt } from './nameAt.ts';
import { occurrencesOf } from './occurrences.ts';
import { type ScenarioText, scenarioReferences, textOfScenario } from './scenarioReferences.ts';

/**
 * Every place of the tool, the counter or the argument path at the position: in the policy, then in the scenarios that
 * test it. What counts as one counter, see {@link nameAt}.
 */
export function references(
  document: PolicyDocument,
  position: Position,
  includeDeclaration: boolean,
  scenarios: readonly ScenarioText[] = [],
): Location[] {
  const name = nameAt(document, document.text.offsetAt(position));
  if (name === undefined) return [];
  const here = occurrencesOf(name, document)
    .filter(({ isDeclaration }) => includeDeclaration || !isDeclaration)
    .map(({ node }) => ({ uri: document.uri, range: rangeOf(spanOf(node), document) }));
  const there = scenarios.flatMap((scenario) => {
    const text = textOfScenario(scenario);
    return scenarioReferences(scenario, name, document).map(({ span }) => ({
      uri: scenario.uri,
      range: rangeOf(span, { text }),
    }));
  });
  return [...here, ...there];
}
