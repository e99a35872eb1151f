import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { FormattingOptions, Range } from 'vscode-languageserver-types';
import { formatDocument, formatRange } from '../../../../server/language/formatting/formatRange.ts';
import { parseTree } from '../../../../server/policy/syntax/syntaxTree.ts';
import { examplePolicies } from '../../../examplePolicies.ts';
import { markedPolicies } from '../../../markedPolicy.ts';
import { documentOf } from '../actions/offered.ts';

const twoSpaces: FormattingOptions = { tabSize: 2, insertSpaces: true };

function formatted(text: string, options: FormattingOptions = twoSpaces): string {
  const document = documentOf(text);
  return TextDocument.applyEdits(document.text, formatDocument(document, options));
}

const cases: readonly { what: string; before: string; after: string; options?: FormattingOptions }[] = [
  {
    what: 'indents lines and leaves them as they are broken',
    before: '{\n"version": "1",\n      "default": "deny",\n\n\n "tools": { "a": {},\n"b": {\n"limits": []\n}\n}\n}\n',
    after:
      '{\n  "version": "1",\n  "default": "deny",\n\n\n  "tools": { "a": {},\n    "b": {\n      "limits": []\n    }\n  }\n}\n',
  },
  {
    what: 'sets one blank behind colons and commas and none before them',
    before: '{"version" :"1" ,"hide":["a"  ,"b"]}',
    after: '{"version": "1", "hide": ["a", "b"]}',
  },
  {
    what: 'leaves the blanks inside of brackets to their author',
    before: '{ "a": [ ], "b": [1], "c": {}, "d": { } }',
    after: '{ "a": [ ], "b": [1], "c": {}, "d": { } }',
  },
  {
    what: 'takes one step for brackets that are opened on one line',
    before: '{\n"a": [{\n"b": 1\n}, {\n"b": 2\n}]\n}',
    after: '{\n  "a": [{\n    "b": 1\n  }, {\n    "b": 2\n  }]\n}',
  },
  { what: 'indents a value on the line below its key', before: '{\n"a":\n1\n}', after: '{\n  "a":\n  1\n}' },
  {
    what: 'removes blanks at the ends of lines',
    before: '{  \n  "a": 1 ,\t\n  \n  "b": 2\n}  ',
    after: '{\n  "a": 1,\n\n  "b": 2\n}',
  },
  {
    what: 'keeps the line ends of Windows',
    before: '{\r\n"a": {\r\n"b": 1\r\n}\r\n}\r\n',
    after: '{\r\n  "a": {\r\n    "b": 1\r\n  }\r\n}\r\n',
  },
  {
    what: 'indents with tabs',
    before: '{\n  "a": {\n    "b": 1\n  }\n}',
    after: '{\n\t"a": {\n\t\t"b": 1\n\t}\n}',
    options: { tabSize: 4, insertSpaces: false },
  },
  {
    what: 'indents comments and leaves what is in them and around them',
    before: '{\n// one\n"a": 1,   // two\n/* three\n four */ "b": 2\n}',
    after: '{\n  // one\n  "a": 1,   // two\n  /* three\n four */ "b": 2\n}',
  },
  { what: 'formats in spite of a comma too many', before: '{\n"a": 1,\n}', after: '{\n  "a": 1,\n}' },
  { what: 'formats nothing while a bracket is missing', before: '{\n"a": [\n"b": 1\n}', after: '{\n"a": [\n"b": 1\n}' },
  { what: 'formats nothing while a quote is missing', before: '{\n"a": "b\n}', after: '{\n"a": "b\n}' },
  { what: 'has nothing to do in an empty text', before: ' \n', after: ' \n' },
  {
    what: 'ends the text as the editor is set',
    before: '{}',
    after: '{}\n',
    options: { ...twoSpaces, insertFinalNewline: true },
  },
  {
    what: 'leaves one line end at the end where the editor wants one',
    before: '{}\n\n\n',
    after: '{}\n',
    options: { ...twoSpaces, trimFinalNewlines: true },
  },
];

/** A policy whose blanks are set at random. */
const unformatted = fc
  .tuple(
    fc.constantFrom(...examplePolicies.map(([, text]) => text), ...markedPolicies().map(({ text }) => text)),
    fc.array(fc.tuple(fc.nat(), fc.constantFrom(' ', '\n', '  \n  ', '\t', '\r\n', ',', '}', '"', '// x\n')), {
      maxLength: 12,
    }),
  )
  .map(([text, inserted]) =>
    inserted.reduce((before, [at, blanks]) => {
      const offset = at % (before.length + 1);
      return before.slice(0, offset) + blanks + before.slice(offset);
    }, text),
  );

const options = fc.record({
  tabSize: fc.nat(8),
  insertSpaces: fc.boolean(),
  insertFinalNewline: fc.boolean(),
  trimFinalNewlines: fc.boolean(),
});

/** Everything of a text but its blanks and where things stand. */
function withoutBlanks(text: string): unknown {
  const { root, errors } = parseTree(text);
  const stripped = JSON.stringify(root, (key, value: unknown) =>
    key === 'offset' || key === 'length' || key === 'colonOffset' ? undefined : value,
  );
  return { stripped, errors: errors.map(({ error }) => error) };
}

suite('Formatting a policy', () => {
  for (const { what, before, after, options: given } of cases) {
    test(what, () => {
      assert.equal(formatted(before, given), after);
      assert.equal(formatted(after, given), after);
    });
  }

  test('the policies of the examples are formatted already', () => {
    for (const [name, text] of examplePolicies) assert.equal(formatted(text), text, name);
  });

  test('keeps the value, and has nothing to do a second time', () => {
    fc.assert(
      fc.property(unformatted, options, (text, given) => {
        const after = formatted(text, given);
        assert.deepEqual(withoutBlanks(after), withoutBlanks(text));
        assert.equal(formatted(after, given), after);
      }),
      { numRuns: 200 },
    );
  });
});

suite('Formatting a range', () => {
  const text = '{\n"a": 1,\n"b": {\n"c": 2\n}\n}';
  const lines = (start: number, end: number): Range => ({
    start: { line: start, character: 0 },
    end: { line: end, character: 1 },
  });

  test('changes its lines alone', () => {
    const document = documentOf(text);
    const edits = formatRange(document, lines(2, 3), twoSpaces);
    assert.equal(TextDocument.applyEdits(document.text, edits), '{\n"a": 1,\n  "b": {\n    "c": 2\n}\n}');
  });

  test('that ends at the start of a line does not touch that line', () => {
    const document = documentOf(text);
    const range = { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } };
    const edits = formatRange(document, range, twoSpaces);
    assert.equal(TextDocument.applyEdits(document.text, edits), '{\n  "a": 1,\n"b": {\n"c": 2\n}\n}');
  });

  test('gives the same lines as formatting the whole text, and no other edit', () => {
    fc.assert(
      fc.property(unformatted, options, fc.nat(), fc.nat(30), (broken, given, from, count) => {
        const document = documentOf(broken);
        const start = from % document.text.lineCount;
        const all = formatDocument(document, { ...given, insertFinalNewline: false, trimFinalNewlines: false });
        const ranged = formatRange(document, lines(start, start + count), given);
        for (const { range } of ranged) assert.ok(range.start.line >= start && range.end.line <= start + count);
        const within = all.filter(({ range }) => range.start.line >= start && range.end.line <= start + count);
        assert.deepEqual(ranged, within);
      }),
    );
  });
});
