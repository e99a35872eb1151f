import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { codeActions } from '../../../server/language/actions/codeActions.ts';
import { codeLenses } from '../../../server/language/codeLenses.ts';
import { findings } from '../../../server/language/findings.ts';
import { formatDocument, formatRange } from '../../../server/language/formatting/formatRange.ts';
import { inlayHints } from '../../../server/language/inlayHints.ts';
import { selectionRanges } from '../../../server/language/navigation/selectionRanges.ts';
import type { PolicyDocument } from '../../../server/policy/policyDocument.ts';
import { nothingKnown } from '../../../server/tools/knowledge.ts';
import { documentOf, textAfter } from './actions/offered.ts';

function many(count: number, entry: (index: number) => string, separator = ','): string {
  return Array.from({ length: count }, (_, index) => entry(index)).join(separator);
}

function policyOf(tools: string, more = ''): PolicyDocument {
  return documentOf(`{"version": "1", "default": "deny", ${more}"tools": {${tools}}}`);
}

const limit = (counter: string): string => `{"counter": "${counter}", "window": "hour", "max": 5, "scope": "grant"}`;
const everything = { start: { line: 0, character: 0 }, end: { line: 10_000_000, character: 0 } };

/** What once took time or memory by the square of a text's length, or an answer of many times its length. */
suite('A policy of a size that nobody writes', () => {
  test('has hints on thousands of tools beside thousands of limits over all of them', () => {
    const shared = `"all_tools": {"limits": [${many(10_000, (index) => limit(`all ${index}`))}]}, `;
    const document = policyOf(
      many(10_000, (index) => `"t${index}": {"limits": [${limit('own')}]}`),
      shared,
    );
    assert.equal(inlayHints(document, everything).length, 20_000);
  });

  for (const [length, selected] of [
    [1000, 'the word'],
    [1001, 'the whole string'],
  ] as const) {
    test(`grows a selection from the end of a word of ${length} characters to ${selected}`, () => {
      const word = 'a'.repeat(length);
      const document = documentOf(`["x ${word}"]`);
      const [first] = selectionRanges(document, [document.text.positionAt(4 + length)]);
      assert.equal(document.text.getText(first?.range), length > 1000 ? `x ${word}` : word);
    });
  }

  test('has lenses above the first ten thousand tools', () => {
    assert.equal(codeLenses(policyOf(many(20_000, (index) => `"t${index}": {}`)), nothingKnown).length, 10_001);
  });

  test('is formatted by one edit where it would take tens of thousands', () => {
    const written = (separator: string): string => `{\n  "hide": [${many(30_000, () => '""', separator)}]\n}`;
    const document = documentOf(written(','));
    const options = { tabSize: 2, insertSpaces: true };
    for (const edits of [formatDocument(document, options), formatRange(document, everything, options)]) {
      assert.equal(edits.length, 1);
      assert.equal(TextDocument.applyEdits(document.text, edits), written(', '));
    }
  });

  test('has its mistakes fixed in part where all of them would take too long, and the rest the next time', () => {
    const message = 'x'.repeat(200);
    const broken = policyOf(
      many(8000, (index) => `"t${index}": {"deny_if": [{"conditions": [], "on_deny": "${message}"}],}`),
    );
    const fixed = (document: PolicyDocument): PolicyDocument => {
      const [fixAll] = codeActions(document, nothingKnown, [], everything, ['source.fixAll']);
      assert.ok(fixAll !== undefined);
      return documentOf(textAfter(document, fixAll));
    };
    const commas = ({ text }: PolicyDocument): number => text.getText().match(/,}/g)?.length ?? 0;
    const once = fixed(broken);
    const twice = fixed(once);
    assert.ok(commas(broken) > commas(once) && commas(once) > commas(twice), `${commas(once)}, ${commas(twice)}`);
  });

  test('has every evident problem fixed at once, however many it has and whatever is left', () => {
    // Of each tool two problems: one to fix, and a limit that can never bind.
    const tool = (index: number, action: string): string =>
      `"t${index}": {${action}"limits": [${limit('a')}, {"counter": "b", "window": "day", "max": 500, "scope": "grant"}]}`;
    const document = policyOf(many(1500, (index) => tool(index, '"action": "allow", ')));
    const problems = findings(document, nothingKnown);
    assert.equal(problems.at(-1)?.code, 'too-many-problems');
    const [fixAll] = codeActions(document, nothingKnown, problems, everything, ['source.fixAll']);
    assert.ok(fixAll !== undefined);
    const fixed = documentOf(textAfter(document, fixAll));
    assert.equal(fixed.text.getText(), policyOf(many(1500, (index) => tool(index, ''))).text.getText());
  });
});
