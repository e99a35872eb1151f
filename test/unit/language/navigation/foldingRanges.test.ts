import assert from 'node:assert/strict';
import { foldingRanges } from '../../../../server/language/navigation/foldingRanges.ts';
import { policyOf } from './written.ts';

/** Each range as the line that stays and the last line that folds away. */
function folds(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim());
  return foldingRanges(policyOf(text)).map(({ startLine, endLine }) => `${lines[startLine]} … ${lines[endLine]}`);
}

const cases: { what: string; text: string; folds: string[] }[] = [
  {
    what: 'tools, each tool, its lists and the rules over several lines fold; the closing brackets stay',
    text: `{
      "hide": ["x"],
      "all_tools": {
        "limits": []
      },
      "tools": {
        "a": {},
        "b": {
          "require": [
            {
              "conditions": [{ "path": "args.b" }],
              "on_deny": "b"
            },
            { "conditions": [] }
          ],
          "limits": [{ "counter": "b" }]
        }
      }
    }`,
    folds: [
      '"all_tools": { … "limits": []',
      '"tools": { … }',
      '"b": { … "limits": [{ "counter": "b" }]',
      '"require": [ … { "conditions": [] }',
      '{ … "on_deny": "b"',
    ],
  },
  {
    what: 'a list that opens with its first rule on the same line folds once',
    text: '{\n"deny_if": [{\n"conditions": [\n1\n]\n}]\n}',
    folds: ['"deny_if": [{ … ]', '"conditions": [ … 1'],
  },
  { what: 'nothing folds on one line', text: '{"tools": {"a": {}}}', folds: [] },
  { what: 'nothing folds where only the closing bracket is below', text: '{"tools": {\n}}', folds: [] },
  {
    what: 'what is not closed folds to its last line',
    text: '{\n"tools": {\n"a": {\n"limits": []',
    folds: ['"tools": { … "limits": []', '"a": { … "limits": []'],
  },
  {
    what: 'the bracket of a child does not close its parent',
    text: '{\n"tools": {\n"a": {\n"limits": []\n}',
    folds: ['"tools": { … }', '"a": { … "limits": []'],
  },
  { what: 'an empty file has none', text: '', folds: [] },
];

suite('Folding', () => {
  for (const { what, text, folds: expected } of cases) {
    test(what, () => assert.deepEqual(folds(text), expected));
  }

  test('lines may end in CRLF', () => {
    assert.deepEqual(foldingRanges(policyOf('{\r\n"tools": {\r\n"a": {}\r\n}\r\n}')), [{ startLine: 1, endLine: 2 }]);
  });
});
