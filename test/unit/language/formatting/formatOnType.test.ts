import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { formatOnType } from '../../../../server/language/formatting/formatOnType.ts';
import type { PolicyDocument } from '../../../../server/policy/policyDocument.ts';
import { parseTree } from '../../../../server/policy/syntax/syntaxTree.ts';
import { examplePolicies } from '../../../examplePolicies.ts';
import { atCursor } from '../../../markedCursor.ts';
import { documentOf } from '../actions/offered.ts';

const twoSpaces = { tabSize: 2, insertSpaces: true };

/** The text after a character was typed before an offset. */
function changed(document: PolicyDocument, offset: number, character: string): string {
  const edits = formatOnType(document, document.text.positionAt(offset), character, twoSpaces);
  return TextDocument.applyEdits(document.text, edits);
}

/** The same for the character before the cursor, `|`. */
function typed(marked: string): string {
  const { document, position } = atCursor(marked);
  const before = marked[marked.indexOf('|') - 1] ?? '';
  return changed(document, document.text.offsetAt(position), before);
}

const cases: readonly { what: string; before: string; after: string }[] = [
  {
    what: 'a brace indents the lines of its object, measured by the line that opened it',
    before: '{\n    "a": {\n"b": 1,\n         "c": [\n1\n]\n}|\n}',
    after: '{\n    "a": {\n      "b": 1,\n      "c": [\n        1\n      ]\n    }\n}',
  },
  {
    what: 'a bracket indents the lines of its list',
    before: '{\n  "hide": [\n"a",\n"b"\n      ]|,\n"c": 1\n}',
    after: '{\n  "hide": [\n    "a",\n    "b"\n  ],\n"c": 1\n}',
  },
  {
    what: 'a bracket on the line of its list changes nothing',
    before: '{\n"hide":["a"  ]|\n}',
    after: '{\n"hide":["a"  ]\n}',
  },
  {
    what: 'a new line is indented by one step more than the line of its object',
    before: '{\n  "a": {\n|"b": 1\n  }\n}',
    after: '{\n  "a": {\n    "b": 1\n  }\n}',
  },
  { what: 'a new line that is still empty is indented', before: '{\n  "a": 1,\n|\n}', after: '{\n  "a": 1,\n  \n}' },
  {
    what: 'a new line before a closing brace is indented as the line that opened it',
    before: '{\n  "a": {\n|}\n}',
    after: '{\n  "a": {\n  }\n}',
  },
  {
    what: 'a comma behind an object indents its lines',
    before: '{\n  "a": {\n"b": 1\n},|\n  "c": 1\n}',
    after: '{\n  "a": {\n    "b": 1\n  },\n  "c": 1\n}',
  },
  {
    what: 'a comma behind anything else indents its own line',
    before: '{\n"a": 1,|\n"b": 2\n}',
    after: '{\n  "a": 1,\n"b": 2\n}',
  },
  { what: 'a brace in a text means nothing', before: '{\n"a": "}|"\n}', after: '{\n"a": "}"\n}' },
  { what: 'a comma in a text means nothing', before: '{\n"a": "b,|"\n}', after: '{\n"a": "b,"\n}' },
  {
    what: 'nothing is changed while a bracket is missing',
    before: '{\n"a": {\n"b": 1\n}|\n',
    after: '{\n"a": {\n"b": 1\n}\n',
  },
  {
    what: 'lines within a policy of tabs keep the tabs of the line that opened them',
    before: '{\n\t"a": {\n"b": 1\n}|\n}',
    after: '{\n\t"a": {\n\t  "b": 1\n\t}\n}',
  },
];

suite('Formatting while typing', () => {
  for (const { what, before, after } of cases) test(what, () => assert.equal(typed(before), after));

  const policy = fc.constantFrom(...examplePolicies.map(([, text]) => text));

  test('never changes more than the blanks that lines start with', () => {
    fc.assert(
      fc.property(policy, fc.nat(), fc.constantFrom('}', ']', ',', '\n', '}\n', '{}', '[],'), (text, at, inserted) => {
        const offset = at % (text.length + 1);
        const document = documentOf(text.slice(0, offset) + inserted + text.slice(offset));
        const after = changed(document, offset + inserted.length, inserted.at(-1) ?? '');
        const lines = (each: string): string[] => each.split('\n').map((line) => line.trimStart());
        assert.deepEqual(lines(after), lines(document.text.getText()));
        assert.equal(parseTree(after).errors.length, document.syntaxErrors.length);
      }),
      { numRuns: 300 },
    );
  });

  test('has nothing to do in a policy that is formatted', () => {
    for (const [name, text] of examplePolicies) {
      const document = documentOf(text);
      for (const { index, 0: character } of text.matchAll(/[}\],]/g))
        assert.equal(changed(document, index + 1, character), text, name);
    }
  });
});
