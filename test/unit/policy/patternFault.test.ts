import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { patternProblems } from '../../../server/policy/patterns/patterns.ts';
import { parsePolicyDocument } from '../../../server/policy/policyDocument.ts';

/** Patterns as a policy writes them, escapes and all: what stands before the mark, what is marked, and what follows. */
const cases: readonly (readonly [what: string, before: string, marked: string, after: string])[] = [
  ['a look-ahead', '"^', '(?!', 'main).*$"'],
  ['the first of two look-aheads', '"^', '(?=', '.*a)(?=.*b)"'],
  ['a look-ahead behind the same characters in a class', '"[(?=]+', '(?=', 'a)"'],
  ['a back-reference behind an escape', '"(\\\\w+)', '\\\\1', '"'],
  ['a back-reference behind a Unicode escape', '"(\\u0061)', '\\\\1', '"'],
  ['a range the wrong way round', '"x[', 'z-a', ']"'],
  ['a repeat of a repeat', '"ab', '**', 'c"'],
  ['a bracket too many', '"(a)b', ')', 'c"'],
  ['a list without an end', '"ab', '[c', '"'],
  ['all of a group without an end', '', '"a(b"', ''],
  ['all of a pattern with a backslash at its end', '', '"foo\\\\"', ''],
];

suite('The fault inside a pattern is marked', () => {
  for (const [what, before, marked, after] of cases) {
    test(what, () => {
      const beginning = `{"tools": {"a": {"deny_if": [{"conditions": [{"path": "args.a", "op": "regex", "value": ${before}`;
      const text = `${beginning}${marked}${after}}]}]}}}`;
      const document = parsePolicyDocument(TextDocument.create('file:///policy.json', 'json', 1, text));
      const spans = patternProblems(document.written, text).map(({ span }) => span);
      assert.deepEqual(spans, [{ offset: beginning.length, length: marked.length }]);
    });
  }
});
