import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { findings } from '../../../server/language/findings.ts';
import { rangeOf } from '../../../server/language/range.ts';
import { parsePolicyDocument } from '../../../server/policy/policyDocument.ts';
import { type MarkedPolicy, markedPolicies, withMarkers } from '../../markedPolicy.ts';

/** The policy with markers for everything that was found in it. */
function markedByFindings({ text, knowledge }: MarkedPolicy): string {
  const document = parsePolicyDocument(TextDocument.create('file:///policy.json', 'json', 1, text));
  const found = findings(document, knowledge).map(({ span, severity, code, message }) => {
    const range = rangeOf(span, document);
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

suite('Diagnostics: every mistake once, where it is, in words', () => {
  for (const policy of markedPolicies()) {
    test(policy.name, () => {
      assert.equal(markedByFindings(policy), withMarkers(policy.text, policy.expected));
    });
  }
});
