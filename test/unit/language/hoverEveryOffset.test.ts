import assert from 'node:assert/strict';
import fastCheck from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { codeLenses } from '../../../server/language/codeLenses.ts';
import { hover } from '../../../server/language/hover/hover.ts';
import { inlayHints } from '../../../server/language/inlayHints.ts';
import { parsePolicyDocument } from '../../../server/policy/policyDocument.ts';
import { nothingKnown } from '../../../server/tools/knowledge.ts';
import { examplePolicies } from '../../examplePolicies.ts';
import { freshList } from '../../toolLists.ts';

const policies = examplePolicies.map(([, text]) => text);

/** Some tools of the examples' policies, with schemas that go deeper than the paths. */
const names = policies.flatMap((text) => Object.keys(JSON.parse(text).tools));
const inputSchema = { properties: { session_id: { type: 'string' }, budget_usd: { properties: { a: true } } } };
const knowledge = freshList(names.filter((_, index) => index % 2 === 0).map((name) => ({ name, inputSchema })));

const fragment = fastCheck.constantFrom(
  ...[
    '{',
    '}',
    '[',
    ']',
    '"',
    ',',
    ':',
    '\\',
    '-1',
    'null',
    '"*"',
    '"__proto__": {}',
    '\u0000',
    '{"conditions": [{}]}',
  ],
  ...['"rate_limit": {"max": 1e999, "window": 1}', '"op": "in", "value": [1, "a"]', '"path": "args.', '[[[[[[', ''],
);

/** An example with some stretches replaced, as a person in the middle of editing leaves it. */
const edited = fastCheck
  .tuple(
    fastCheck.constantFrom(...policies),
    fastCheck.array(fastCheck.tuple(fastCheck.nat(), fastCheck.nat(30), fragment), { maxLength: 5 }),
  )
  .map(([text, edits]) =>
    edits.reduce((before, [at, length, inserted]) => {
      const offset = at % (before.length + 1);
      return before.slice(0, offset) + inserted + before.slice(offset + length);
    }, text),
  );

/** However much a policy or a server writes, no hover is longer. */
const longestHover = 20_000;

suite('Hover at every offset of edited policies', () => {
  test('answers about text around the cursor, and never fails', () => {
    fastCheck.assert(
      fastCheck.property(edited, fastCheck.boolean(), (text, isKnown) => {
        const document = parsePolicyDocument(TextDocument.create('file:///policy.json', 'json', 1, text));
        for (let offset = 0; offset <= text.length; offset++) {
          const found = hover(document, isKnown ? knowledge : nothingKnown, document.text.positionAt(offset));
          if (found?.range === undefined) continue;
          const [start, end] = [document.text.offsetAt(found.range.start), document.text.offsetAt(found.range.end)];
          assert.ok(start <= offset && offset <= end, `${offset} in ${text}`);
          assert.ok(JSON.stringify(found.contents).length < longestHover);
        }
      }),
      { numRuns: 25 },
    );
  });

  test('so do the lenses and the hints, which stand in their range', () => {
    fastCheck.assert(
      fastCheck.property(edited, fastCheck.nat(), fastCheck.nat(), (text, one, other) => {
        const document = parsePolicyDocument(TextDocument.create('file:///policy.json', 'json', 1, text));
        codeLenses(document, knowledge);
        const [start, end] = [one % (text.length + 1), other % (text.length + 1)].sort((left, right) => left - right);
        const range = { start: document.text.positionAt(start ?? 0), end: document.text.positionAt(end ?? 0) };
        for (const { position } of inlayHints(document, range)) {
          const offset = document.text.offsetAt(position);
          assert.ok(offset >= (start ?? 0) && offset <= (end ?? 0));
          assert.equal(text[offset - 1], '}');
        }
      }),
      { numRuns: 300 },
    );
  });
});
