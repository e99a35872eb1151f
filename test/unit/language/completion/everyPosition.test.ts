import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CompletionItem, Range } from 'vscode-languageserver-types';
import { complete } from '../../../../server/language/completion/complete.ts';
import { parsePolicyDocument } from '../../../../server/policy/policyDocument.ts';
import { nothingKnown, type ToolKnowledge } from '../../../../server/tools/knowledge.ts';
import { examplePolicies, exampleTools } from '../../../examplePolicies.ts';
import { accepted } from '../../../markedCursor.ts';
import { freshList } from '../../../toolLists.ts';

/** Real policies with the tools of their servers. */
const policies = examplePolicies.map(([name, text]) => ({ text, knowledge: freshList(exampleTools(name).tools) }));

/** A text with a cursor in it, and what is known of the tools. */
interface Asked {
  readonly text: string;
  readonly offset: number;
  readonly knowledge: ToolKnowledge;
}

const soundText: fc.Arbitrary<Asked> = fc
  .record({
    policy: fc.constantFrom(...policies),
    compact: fc.boolean(),
    isKnown: fc.boolean(),
    at: fc.nat(1_000_000),
  })
  .map(({ policy, compact, isKnown, at }) => {
    const text = compact ? JSON.stringify(JSON.parse(policy.text)) : policy.text;
    return { text, offset: at % (text.length + 1), knowledge: isKnown ? policy.knowledge : nothingKnown };
  });

/** What people type, finished or not. */
const typed = fc.constantFrom(
  ...['', '"', '{', '}', '[', ']', ':', ',', '"args.', '"re', 'word', '{"', '"a": ', '"op": "', '1', '-', '\\', '\n'],
);

const brokenText: fc.Arbitrary<Asked> = fc
  .record({
    asked: soundText,
    removed: fc.nat(60),
    written: fc.array(typed, { maxLength: 3 }),
    isCut: fc.boolean(),
    moved: fc.integer({ min: -5, max: 5 }),
  })
  .map(({ asked, removed, written, isCut, moved }) => {
    const { text, offset, knowledge } = asked;
    const before = text.slice(0, offset) + written.join('');
    const changed = before + (isCut ? '' : text.slice(offset + removed));
    return { text: changed, offset: Math.max(0, Math.min(changed.length, before.length + moved)), knowledge };
  });

suite('Completion at every position', () => {
  test('edits one line at the cursor and keeps every other character, whatever the text', () => {
    fc.assert(
      fc.property(brokenText, (asked) => {
        const { document, items, position } = ask(asked);
        for (const item of items) {
          const range = rangeOf(item);
          assert.equal(range.start.line, position.line);
          assert.equal(range.end.line, position.line);
          assert.ok(range.start.character <= position.character && position.character <= range.end.character);
          const [start, end] = [document.text.offsetAt(range.start), document.text.offsetAt(range.end)];
          const result = accepted(document, item);
          const { text } = asked;
          assert.ok(result.endsWith(text.slice(end)), 'what follows is kept');
          const commas = item.additionalTextEdits ?? [];
          const kept = commas.reduceRight(
            (all, comma) => withComma(all, document.text.offsetAt(comma.range.start)),
            text.slice(0, start),
          );
          assert.ok(result.startsWith(kept), 'what stands before is kept, but for a comma that was missing');
        }
      }),
      { numRuns: 400 },
    );
  });

  test('leaves a sound text sound, unless the cursor ends where a value is to be written', () => {
    fc.assert(
      fc.property(soundText, (asked) => {
        const { document, items } = ask(asked);
        for (const item of items) {
          if (leavesValueOpen(item)) continue;
          const result = accepted(document, item, '');
          assert.doesNotThrow(() => JSON.parse(result), `${item.label} at ${asked.offset} makes ${result}`);
        }
      }),
      { numRuns: 400 },
    );
  });
});

function ask({ text, offset, knowledge }: Asked) {
  const document = parsePolicyDocument(TextDocument.create('file:///policy.json', 'json', 1, text));
  const position = document.text.positionAt(offset);
  return { document, position, items: complete(document, knowledge, position) };
}

function rangeOf({ textEdit }: CompletionItem): Range {
  assert.ok(textEdit !== undefined && 'range' in textEdit);
  return textEdit.range;
}

function withComma(text: string, offset: number): string {
  return `${text.slice(0, offset)},${text.slice(offset)}`;
}

/** `"value": ` and nothing behind it yet. */
function leavesValueOpen({ textEdit }: CompletionItem): boolean {
  return textEdit !== undefined && /": \$0/.test(textEdit.newText);
}
