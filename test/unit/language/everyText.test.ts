import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { codeLenses } from '../../../server/language/codeLenses.ts';
import { complete } from '../../../server/language/completion/complete.ts';
import { findings } from '../../../server/language/findings.ts';
import { hover } from '../../../server/language/hover/hover.ts';
import { quickFixes } from '../../../server/language/quickFixes.ts';
import { parsePolicyDocument } from '../../../server/policy/policyDocument.ts';
import { simulateCalls } from '../../../server/simulation/simulation.ts';
import { toolChoices } from '../../../server/simulation/toolChoices.ts';
import { markedPolicies } from '../../markedPolicy.ts';
import { freshTools } from '../../toolLists.ts';

const texts = markedPolicies().map(({ text }) => text);
const knowledge = freshTools('create_charge', '__proto__', 'refund');
const fragment = fc.oneof(
  fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '"',
    ',',
    ':',
    '"tools": {',
    '"hide": [',
    '"limits": [{}]',
    '*',
    '\\',
    '//',
    '\u0000',
  ),
  fc.json(),
);

/** A policy with some stretches of it replaced by something else, as a person in the middle of editing leaves it. */
const edited = fc
  .tuple(fc.constantFrom(...texts), fc.array(fc.tuple(fc.nat(), fc.nat(20), fragment), { maxLength: 6 }))
  .map(([text, edits]) =>
    edits.reduce((before, [at, length, inserted]) => {
      const offset = before.length === 0 ? 0 : at % before.length;
      return before.slice(0, offset) + inserted + before.slice(offset + length);
    }, text),
  );

suite('Every feature on every text', () => {
  test('answers without failing, whatever stands in the file', () => {
    fc.assert(
      fc.property(edited, fc.nat(), (text, at) => {
        const document = parsePolicyDocument(TextDocument.create('file:///policy.json', 'json', 1, text));
        const position = document.text.positionAt(at % (text.length + 1));
        const problems = findings(document, knowledge);
        for (const { span, message } of problems) {
          assert.ok(span.offset >= 0 && span.offset + span.length <= text.length + 1, message);
        }
        hover(document, knowledge, position);
        codeLenses(document, knowledge);
        quickFixes(document, problems, { start: position, end: position });
        const call = { tool: 'refund', args: {}, at: 0, grant: 'a', session: 'b', upstream: 'ok', times: 2 } as const;
        simulateCalls(document, problems, [call]);
        toolChoices(document, knowledge);
      }),
      { numRuns: 400 },
    );
  });

  test('a completion replaces text on its own line, around the cursor, and nothing else', () => {
    fc.assert(
      fc.property(edited, fc.nat(), (text, at) => {
        const document = parsePolicyDocument(TextDocument.create('file:///policy.json', 'json', 1, text));
        const position = document.text.positionAt(at % (text.length + 1));
        for (const { textEdit } of complete(document, knowledge, position)) {
          assert.ok(textEdit !== undefined && 'range' in textEdit);
          const { start, end } = textEdit.range;
          assert.equal(start.line, position.line);
          assert.equal(end.line, position.line);
          assert.ok(start.character <= position.character && position.character <= end.character);
        }
      }),
      { numRuns: 400 },
    );
  });
});
