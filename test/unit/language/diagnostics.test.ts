import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { findings } from '../../../server/language/findings.ts';
import { parsePolicyDocument } from '../../../server/policy/policyDocument.ts';
import { type MarkedPolicy, markedPolicies, markersOf, withMarkers } from '../../markedPolicy.ts';

/** The policy with markers for everything that was found in it. */
function markedByFindings({ text, knowledge }: MarkedPolicy): string {
  const document = parsePolicyDocument(TextDocument.create('file:///policy.json', 'json', 1, text));
  return withMarkers(text, markersOf(findings(document, knowledge), document));
}

suite('Diagnostics: every mistake once, where it is, in words', () => {
  for (const policy of markedPolicies()) {
    test(policy.name, () => {
      assert.equal(markedByFindings(policy), withMarkers(policy.text, policy.expected));
    });
  }
});
