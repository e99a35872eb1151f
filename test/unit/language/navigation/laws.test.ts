import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { DocumentSymbol, Position, Range, SelectionRange } from 'vscode-languageserver-types';
import { compilePolicy } from '../../../../server/decision/compile/compilePolicy.ts';
import { Counters } from '../../../../server/decision/counting/counters.ts';
import { evaluate } from '../../../../server/decision/evaluate.ts';
import { definition } from '../../../../server/language/navigation/definition.ts';
import { documentHighlights } from '../../../../server/language/navigation/documentHighlights.ts';
import { documentLinks } from '../../../../server/language/navigation/documentLinks.ts';
import { documentSymbols } from '../../../../server/language/navigation/documentSymbols.ts';
import { foldingRanges } from '../../../../server/language/navigation/foldingRanges.ts';
import { references } from '../../../../server/language/navigation/references.ts';
import { prepareRename, rename } from '../../../../server/language/navigation/rename.ts';
import { selectionRanges } from '../../../../server/language/navigation/selectionRanges.ts';
import type { PolicyDocument } from '../../../../server/policy/policyDocument.ts';
import { writtenJson } from '../../../../server/policy/writtenJson.ts';
import { examplePolicies } from '../../../examplePolicies.ts';
import { editedPolicies } from './editedPolicies.ts';
import { edited, policyOf, policyUri, scenarioOf } from './written.ts';

const runs = { numRuns: 300 };

/** Any place of the text: an offset, taken modulo its length. */
const place = fc.nat();

function positionIn(document: PolicyDocument, at: number): Position {
  return document.text.positionAt(at % (document.text.getText().length + 1));
}

function isWithin(inner: Range, outer: Range): boolean {
  return isOrdered(outer.start, inner.start) && isOrdered(inner.end, outer.end);
}

function isOrdered(one: Position, other: Position): boolean {
  return one.line < other.line || (one.line === other.line && one.character <= other.character);
}

function assertNested(symbols: readonly DocumentSymbol[], around: Range): void {
  let before = around.start;
  for (const { name, range, selectionRange, children = [] } of symbols) {
    assert.notEqual(name.trim(), '');
    assert.ok(isWithin(range, around), 'a symbol lies within the one around it');
    assert.ok(isOrdered(before, range.start), 'symbols do not overlap');
    assert.ok(isWithin(selectionRange, range), 'the cursor goes to a place of the symbol');
    assertNested(children, range);
    before = range.end;
  }
}

function wholeOf({ text }: PolicyDocument): Range {
  return { start: text.positionAt(0), end: text.positionAt(text.getText().length) };
}

/** The offsets of every tool and counter of a policy: places from where a rename starts. */
function namesIn({ written }: PolicyDocument): number[] {
  const limits = [...written.tools.flatMap((tool) => tool.limits), ...written.allToolsLimits];
  const names = [...written.tools.map(({ key }) => key), ...written.hide, ...limits.map(({ counter }) => counter)];
  return names.flatMap((node) => (node === undefined ? [] : [node.offset]));
}

/** An example policy with the offset of one of its names. */
const namedPlaces = fc.constantFrom(
  ...examplePolicies.flatMap(([, text]) => namesIn(policyOf(text)).map((offset) => ({ text, offset }))),
);

/** Names that no example has: a letter outside of ASCII leads them. */
const newName = fc.string({ unit: 'binary' }).map((name) => `ø${name}`);

function decisions(text: string, tools: readonly string[]): unknown[] {
  const { root } = policyOf(text);
  assert.ok(root);
  const policy = compilePolicy(root);
  const counters = new Counters();
  const args = { path: '/etc/passwd', amount: 7, budget_usd: 3, session_id: 's', clinic_id: 'clinic-leeds' };
  const calls = tools.flatMap((tool) => Array.from({ length: 40 }, () => tool));
  return calls.map((tool) => {
    const call = { tool, args, at: 0, grant: 'g', session: 's', upstream: 'ok' } as const;
    const { outcome, message } = evaluate(policy, counters, call);
    return { outcome, message };
  });
}

suite('Laws of navigation and renaming', () => {
  test('nothing fails, whatever stands in the file and wherever the cursor is', () => {
    fc.assert(
      fc.property(editedPolicies, place, newName, (text, at, name) => {
        const document = policyOf(text);
        const position = positionIn(document, at);
        const scenario = scenarioOf(text);
        documentLinks(document);
        definition(document, position);
        references(document, position, true, [scenario]);
        prepareRename(document, position);
        rename(document, position, name, [scenario]);
      }),
      runs,
    );
  });

  test('symbols nest, have names, and do not overlap', () => {
    fc.assert(
      fc.property(editedPolicies, (text) => {
        const document = policyOf(text);
        assertNested(documentSymbols(document), wholeOf(document));
      }),
      runs,
    );
  });

  test('folding ranges are in order, within the text, several lines long, and one at most starts on a line', () => {
    fc.assert(
      fc.property(editedPolicies, (text) => {
        const document = policyOf(text);
        let before = -1;
        for (const { startLine, endLine } of foldingRanges(document)) {
          assert.ok(before < startLine && startLine < endLine && endLine < document.text.lineCount);
          before = startLine;
        }
      }),
      runs,
    );
  });

  test('a growing selection holds the cursor, grows with each step and ends with the whole text', () => {
    fc.assert(
      fc.property(editedPolicies, place, (text, at) => {
        const document = policyOf(text);
        const position = positionIn(document, at);
        let selection: SelectionRange | undefined = selectionRanges(document, [position])[0];
        let outermost: Range | undefined;
        for (; selection !== undefined; selection = selection.parent) {
          assert.ok(isWithin({ start: position, end: position }, selection.range));
          if (outermost !== undefined) {
            assert.ok(isWithin(outermost, selection.range));
            assert.notDeepEqual(outermost, selection.range);
          }
          outermost = selection.range;
        }
        assert.deepEqual(outermost, wholeOf(document));
      }),
      runs,
    );
  });

  test('the cursor is on one of the highlights, and each of them gives the same ones', () => {
    fc.assert(
      fc.property(editedPolicies, place, (text, at) => {
        const document = policyOf(text);
        const names = namesIn(document);
        const position = document.text.positionAt(names[at % names.length] ?? 0);
        const found = documentHighlights(document, position);
        if (found.length > 0) {
          assert.ok(found.some(({ range }) => isWithin({ start: position, end: position }, range)));
        }
        for (const { range } of found) {
          // Where two strings touch, their common end belongs to the first one.
          const inside = { line: range.start.line, character: range.start.character + 1 };
          assert.deepEqual(documentHighlights(document, inside), found);
        }
      }),
      runs,
    );
  });

  test('a renamed policy parses, and renaming it back gives the same text', () => {
    fc.assert(
      fc.property(namedPlaces, newName, ({ text, offset }, name) => {
        const before = policyOf(text);
        const prepared = prepareRename(before, before.text.positionAt(offset));
        assert.ok('placeholder' in prepared);
        const there = edited(policyUri, text, rename(before, before.text.positionAt(offset), name, []));
        const after = policyOf(there);
        assert.deepEqual(after.syntaxErrors, []);
        assert.equal(after.written.tools.length, before.written.tools.length);
        const at = there.indexOf(writtenJson(name));
        assert.equal(
          edited(policyUri, there, rename(after, after.text.positionAt(at), prepared.placeholder, [])),
          text,
        );
      }),
      runs,
    );
  });

  test('renaming a tool changes no decision of another one, and takes its own decisions along', () => {
    fc.assert(
      fc.property(namedPlaces, ({ text, offset }) => {
        const before = policyOf(text);
        const position = before.text.positionAt(offset);
        const prepared = prepareRename(before, position);
        assert.ok('placeholder' in prepared);
        const { placeholder } = prepared;
        const tools = before.written.tools.map(({ name }) => name);
        const isTool = tools.includes(placeholder);
        const there = edited(policyUri, text, rename(before, position, 'renamed', []));
        const renamedTools = tools.map((tool) => (isTool && tool === placeholder ? 'renamed' : tool));
        const wording = JSON.stringify(decisions(text, tools)).replaceAll(placeholder, 'renamed');
        assert.equal(JSON.stringify(decisions(there, renamedTools)).replaceAll(placeholder, 'renamed'), wording);
      }),
      { numRuns: 100 },
    );
  });
});
