import assert from 'node:assert/strict';
import { rangeOf } from '../../../server/language/range.ts';
import { type MarkedPolicy, withMarkers } from '../../markedPolicy.ts';
import { markedScenarios, scenariosOf, testedPolicyText } from '../../markedScenarios.ts';

/** The scenarios with markers for everything that was found in them. */
function markedByProblems({ text, knowledge }: MarkedPolicy): string {
  const file = scenariosOf(text, testedPolicyText, knowledge);
  const found = file.problems.map(({ span, severity, code, message }) => {
    const range = rangeOf(span, file.document);
    assert.equal(range.start.line, range.end.line, 'a problem is marked within one line');
    return {
      line: range.start.line,
      start: range.start.character,
      end: range.end.character,
      words: `${severity} ${code}: ${message}`,
    };
  });
  return withMarkers(text, found);
}

suite('Scenario files: every mistake once, where it is, in words', () => {
  for (const scenarios of markedScenarios()) {
    test(scenarios.name, () => {
      assert.equal(markedByProblems(scenarios), withMarkers(scenarios.text, scenarios.expected));
    });
  }
});
