import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CodeAction, TextEdit } from 'vscode-languageserver-types';
import { codeActions } from '../../../../server/language/actions/codeActions.ts';
import { fixAll } from '../../../../server/language/actions/fixAll.ts';
import { sortedKeys } from '../../../../server/language/actions/sortKeys.ts';
import { sortedHiddenTools, sortedTools } from '../../../../server/language/actions/sortTools.ts';
import { findings } from '../../../../server/language/findings.ts';
import { fixesOf } from '../../../../server/language/quickFixes.ts';
import { replaced } from '../../../../server/policy/edits/replacement.ts';
import type { PolicyDocument } from '../../../../server/policy/policyDocument.ts';
import type { Problem } from '../../../../server/policy/problems/problem.ts';
import { nothingKnown, type ToolKnowledge } from '../../../../server/tools/knowledge.ts';
import { examplePolicies } from '../../../examplePolicies.ts';
import { markedPolicies } from '../../../markedPolicy.ts';
import { freshTools } from '../../../toolLists.ts';
import { documentOf } from './offered.ts';

const policies = [...examplePolicies.map(([, text]) => text), ...markedPolicies().map(({ text }) => text)];
const knowledge = freshTools('create_charge', 'refund', '__proto__', 'smart_read', 'delete_page', 'pool_block');
const known = fc.constantFrom<ToolKnowledge>(nothingKnown, knowledge);

const fragment = fc.oneof(
  fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '"',
    ',',
    ':',
    '\n',
    '// x\n',
    '/* */',
    "'",
    'true',
    '1',
    'null',
    '""',
    '\\d',
    '\t',
  ),
  fc.constantFrom('"tools": {', '"hide": ["a"],', '"limits": [{}]', '"deny_if": [{}],', '"path": "a",', '"x": "y",'),
  fc.constantFrom(
    '"version": 1,',
    '"op": "==",',
    '"action": "deny",',
    '"window": "hourly",',
    '"max": "5",',
    '"a": {},',
  ),
);

/** A policy as a person in the middle of editing leaves it. */
const edited = fc
  .tuple(fc.constantFrom(...policies), fc.array(fc.tuple(fc.nat(), fc.nat(12), fragment), { maxLength: 5 }))
  .map(([text, edits]) =>
    edits.reduce((before, [at, length, inserted]) => {
      const offset = before.length === 0 ? 0 : at % before.length;
      return before.slice(0, offset) + inserted + before.slice(offset + length);
    }, text),
  );

function editsOf({ edit }: CodeAction, { uri }: PolicyDocument): TextEdit[] {
  return edit?.changes?.[uri] ?? [];
}

function assertApart(edits: readonly TextEdit[], { text }: PolicyDocument, title: string): void {
  const spans = edits
    .map(({ range }) => [text.offsetAt(range.start), text.offsetAt(range.end)] as const)
    .sort(([a, aEnd], [b, bEnd]) => a - b || aEnd - bEnd);
  for (const [index, [start, end]] of spans.entries()) {
    assert.ok(start <= end && end <= text.getText().length, title);
    const next = spans[index + 1];
    if (next !== undefined) assert.ok(end <= next[0] && start < next[0], `${title}: edits touch each other`);
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

suite('Actions on every text', () => {
  test('no action fails, is empty, or has edits that touch each other', () => {
    fc.assert(
      fc.property(edited, known, fc.nat(), fc.nat(40), (text, toolsKnown, at, length) => {
        const document = documentOf(text);
        const problems = findings(document, toolsKnown);
        const start = document.text.positionAt(at % (text.length + 1));
        const end = document.text.positionAt((at % (text.length + 1)) + length);
        for (const only of [undefined, ['']]) {
          for (const action of codeActions(document, toolsKnown, problems, { start, end }, only)) {
            const edits = editsOf(action, document);
            assert.ok(edits.length > 0, action.title);
            assertApart(edits, document, action.title);
            TextDocument.applyEdits(document.text, edits);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  test('what refactors or rearranges a policy that is JSON leaves one that is JSON', () => {
    fc.assert(
      fc.property(edited.filter(isJson), known, fc.nat(), (text, toolsKnown, at) => {
        const document = documentOf(text);
        const position = document.text.positionAt(at % (text.length + 1));
        const range = { start: position, end: position };
        for (const action of codeActions(document, toolsKnown, [], range, ['refactor', 'source'])) {
          const after = TextDocument.applyEdits(document.text, editsOf(action, document));
          assert.ok(isJson(after), `${action.title}:\n${after}`);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('every fix of a problem has edits inside of the text that do not touch each other', () => {
    fc.assert(
      fc.property(edited, known, (text, toolsKnown) => {
        const document = documentOf(text);
        for (const problem of findings(document, toolsKnown)) {
          for (const { title, edits } of fixesOf(problem)) {
            const asText = edits.map(({ span, text: newText }) => ({
              range: {
                start: document.text.positionAt(span.offset),
                end: document.text.positionAt(span.offset + span.length),
              },
              newText,
            }));
            assertApart(asText, document, title);
          }
        }
      }),
      { numRuns: 150, examples: [['{ "default": "allow", "hide": ["create_charge" }', knowledge]] },
    );
  });
});

suite('Fix all', () => {
  const findingsWith =
    (toolsKnown: ToolKnowledge) =>
    (document: PolicyDocument): readonly Problem[] =>
      findings(document, toolsKnown);

  test('lowers the number of problems or changes nothing, and has nothing left to do', () => {
    fc.assert(
      fc.property(edited, known, (text, toolsKnown) => {
        const of = findingsWith(toolsKnown);
        const document = documentOf(text);
        const edits = fixAll(document, of);
        const fixed = documentOf(replaced(text, edits));
        if (edits.length > 0) assert.ok(of(fixed).length < of(document).length);
        assert.deepEqual(fixAll(fixed, of), []);
      }),
      { numRuns: 150 },
    );
  });

  test('changes nothing in a policy that has no problem', () => {
    for (const text of policies) {
      const document = documentOf(text);
      if (findings(document, nothingKnown).length === 0)
        assert.deepEqual(fixAll(document, findingsWith(nothingKnown)), []);
    }
  });

  /** A mistake that has one evident fix, put into a sound policy in the place of what is right. */
  const mistakes: readonly (readonly [right: RegExp, wrong: string])[] = [
    [/"version": "1"/, '"version": 1'],
    [/"version": "1",/, '"version": "1"'],
    [/"version": "1",/, '"version": "1",,'],
    [/"version": "1",/, 'version: "1",'],
    [/"version": "1",/, '"version": "1", // always'],
    [/"default": "deny"/, '"default": "Deny"'],
    [/"window": "minute"/, '"window": "minutes"'],
    [/"scope": "grant"/, '"scope": ""'],
    [/, "scope": "grant"/, ''],
    [/"path": "args\./, '"path": "$.'],
    [/"op": "eq"/, '"op": "equals"'],
    [/"max": (\d+)/, '"max": "$1"'],
    [/"conditions"/, '"condition"'],
  ];
  for (const [right, wrong] of mistakes) {
    test(`${wrong} instead of ${right.source} is put right, and nothing else is touched`, () => {
      for (const [name, text] of examplePolicies) {
        const broken = text.replace(right, wrong);
        if (broken === text) continue;
        const fixed = replaced(broken, fixAll(documentOf(broken), findingsWith(nothingKnown)));
        assert.deepEqual(JSON.parse(fixed), JSON.parse(text), name);
        assert.equal(findings(documentOf(fixed), nothingKnown).length, findings(documentOf(text), nothingKnown).length);
      }
    });
  }

  test('the first evident fix of a problem in a sound policy solves it', () => {
    for (const [name, text] of examplePolicies) {
      for (const [right, wrong] of mistakes) {
        const broken = documentOf(text.replace(right, wrong));
        const before = findings(broken, nothingKnown);
        for (const problem of before) {
          const fix = fixesOf(problem).find(({ isEvident }) => isEvident);
          if (fix === undefined) continue;
          const after = findings(documentOf(replaced(broken.text.getText(), fix.edits)), nothingKnown);
          const still = after.filter(({ code, message }) => code === problem.code && message === problem.message);
          const were = before.filter(({ code, message }) => code === problem.code && message === problem.message);
          assert.ok(still.length < were.length, `${name}: ${problem.message}`);
        }
      }
    }
  });
});

suite('Sorting', () => {
  const sound = edited.filter(isJson);

  test('keeps the value, and has nothing to do a second time', () => {
    fc.assert(
      fc.property(sound, (text) => {
        for (const sort of [sortedTools, sortedKeys]) {
          const after = replaced(text, sort(documentOf(text)));
          assert.deepEqual(JSON.parse(after), JSON.parse(text));
          assert.deepEqual(sort(documentOf(after)), []);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('moves hidden names and changes none', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 12 }), (names) => {
        const text = JSON.stringify({ version: '1', default: 'deny', hide: names });
        const after = replaced(text, sortedHiddenTools(documentOf(text)));
        assert.deepEqual(JSON.parse(after).hide, names.toSorted());
      }),
    );
  });

  test('keeps every line of a policy that is sorted differently', () => {
    for (const [, text] of examplePolicies) {
      const document = documentOf(text);
      const lines = (each: string): string[] =>
        each
          .split('\n')
          .map((line) => line.replace(/,$/, ''))
          .sort();
      assert.deepEqual(lines(replaced(text, sortedTools(document))), lines(text));
      assert.notEqual(replaced(text, sortedTools(document)), text);
    }
  });
});
