import assert from 'node:assert/strict';
import type { SelectionRange } from 'vscode-languageserver-types';
import { selectionRanges } from '../../../../server/language/navigation/selectionRanges.ts';
import type { PolicyDocument } from '../../../../server/policy/policyDocument.ts';
import { atCursor } from '../../../markedCursor.ts';

/** The texts that a growing selection takes in, one after the other. */
function selected(document: PolicyDocument, selection: SelectionRange | undefined): string[] {
  const texts: string[] = [];
  for (let at = selection; at !== undefined; at = at.parent) texts.push(document.text.getText(at.range));
  return texts;
}

const condition = '{"path": "args.amount", "op": "gt"}';
const rule = `{"conditions": [${condition}], "on_deny": "Too much."}`;
const policy = `{"tools": {"pay": {"deny_if": [${rule}]}}} `;

const cases: { what: string; text: string; grows: string[] }[] = [
  {
    what: 'from a name in an argument path to the whole text',
    text: policy.replace('amount', 'am|ount'),
    grows: [
      'amount',
      'args.amount',
      '"args.amount"',
      '"path": "args.amount"',
      condition,
      `[${condition}]`,
      `"conditions": [${condition}]`,
      rule,
      `[${rule}]`,
      `"deny_if": [${rule}]`,
      `{"deny_if": [${rule}]}`,
      `"pay": {"deny_if": [${rule}]}`,
      `{"pay": {"deny_if": [${rule}]}}`,
      `"tools": {"pay": {"deny_if": [${rule}]}}`,
      policy.trim(),
      policy,
    ],
  },
  {
    what: 'from a word of a message',
    text: '{"on_deny": "Too mu|ch."}',
    grows: ['much', 'Too much.', '"Too much."', '"on_deny": "Too much."', '{"on_deny": "Too much."}'],
  },
  {
    what: "from a tool's name, which is one word",
    text: '{"create_|charge": {}}',
    grows: ['create_charge', '"create_charge"', '"create_charge": {}', '{"create_charge": {}}'],
  },
  { what: 'from before a quote', text: '{|"a b": 1}', grows: ['"a b"', '"a b": 1', '{"a b": 1}'] },
  { what: 'from a number', text: '[1, 2|3]', grows: ['23', '[1, 23]'] },
  { what: 'from a blank in a list', text: '{"a": [1,| 2]}', grows: ['[1, 2]', '"a": [1, 2]', '{"a": [1, 2]}'] },
  { what: 'from behind the policy', text: '{}\n|', grows: ['{}\n'] },
  { what: 'from an empty text', text: '|', grows: [''] },
  { what: 'in a string without its end', text: '{"a": "b c|', grows: ['c', 'b c', '"b c', '"a": "b c', '{"a": "b c'] },
];

suite('Selection ranges', () => {
  for (const { what, text, grows } of cases) {
    test(`grow ${what}`, () => {
      const { document, position } = atCursor(text);
      assert.deepEqual(selected(document, selectionRanges(document, [position])[0]), grows);
    });
  }

  test('answer for each cursor in its turn', () => {
    const { document } = atCursor('["a", "b"]|');
    const positions = [7, 2].map((character) => ({ line: 0, character }));
    assert.deepEqual(
      selectionRanges(document, positions).map((selection) => selected(document, selection)[0]),
      ['b', 'a'],
    );
  });
});
