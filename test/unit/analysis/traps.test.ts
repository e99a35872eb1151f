import assert from 'node:assert/strict';
import { trapProblems } from '../../../server/analysis/traps/trapProblems.ts';
import { codesExpectedIn, type MarkedPolicy, markedTraps, markersOf, withMarkers } from '../../markedPolicy.ts';
import { documentOfText } from './trapsGenerated.ts';

/** The policy with markers for every trap in it. */
function markedByTraps({ text, knowledge }: MarkedPolicy): string {
  const document = documentOfText(text);
  const found = trapProblems(document, knowledge).sort((a, b) => a.span.offset - b.span.offset);
  return withMarkers(text, markersOf(found, document));
}

suite('Traps: what a policy does that its author hardly means', () => {
  const policies = markedTraps();
  for (const policy of policies) {
    test(policy.name, () => assert.equal(markedByTraps(policy), withMarkers(policy.text, policy.expected)));
  }

  test('every kind of trap is in one of these texts, and nothing else', () => {
    const found = policies.flatMap(({ text, knowledge }) => trapProblems(documentOfText(text), knowledge));
    assert.deepEqual([...codesExpectedIn(policies)].toSorted(), [...new Set(found.map(({ code }) => code))].toSorted());
  });

  test('every beginning of these texts is read, and marked inside of it', () => {
    for (const policy of policies) {
      for (let end = 0; end < policy.text.length; end += 5) {
        for (const { span } of trapProblems(documentOfText(policy.text.slice(0, end)), policy.knowledge)) {
          assert.ok(span.offset >= 0 && span.offset + span.length <= end);
        }
      }
    }
  });
});
