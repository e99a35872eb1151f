import assert from 'node:assert/strict';
import { type MarkedPolicy, markersOf, withMarkers } from '../../markedPolicy.ts';
import { markedScenarios, scenariosOf, testedPolicyText } from '../../markedScenarios.ts';

/** The scenarios with markers for everything that was found in them. */
function markedByProblems({ text, knowledge }: MarkedPolicy): string {
  const file = scenariosOf(text, testedPolicyText, knowledge);
  return withMarkers(text, markersOf(file.problems, file.document));
}

suite('Scenario files: every mistake once, where it is, in words', () => {
  for (const scenarios of markedScenarios()) {
    test(scenarios.name, () => {
      assert.equal(markedByProblems(scenarios), withMarkers(scenarios.text, scenarios.expected));
    });
  }
});
