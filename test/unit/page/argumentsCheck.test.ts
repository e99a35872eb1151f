import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkArguments } from '../../../client/page/argumentsCheck.ts';
import type { ToolParameter } from '../../../server/protocol/simulation.ts';

const parameters: readonly ToolParameter[] = [
  { name: 'amount', type: 'integer (at least 1)', required: true },
  { name: 'currency', type: '"usd" | "eur"', required: true, options: ['usd', 'eur'] },
  { name: 'note', type: 'string (email) | null', required: false },
  { name: 'tags', type: 'string[]', required: false },
  { name: 'anything', type: 'any', required: false },
  { name: 'odd', type: '(string | number)[]', required: false },
];

suite('Arguments as they are typed', () => {
  const bad: Readonly<Record<string, string>> = {
    '{"amount": 5,}': 'Line 1, column 14: a name in double quotes is expected.',
    '{\n  "amount": 5\n  "currency": "usd"\n}': 'Line 3, column 3: a comma is expected.',
    '{"amount" 5}': 'Line 1, column 11: a colon is expected.',
    '{amount: 5}': 'Line 1, column 2: not a JSON value; text needs double quotes.',
    '{"amount": }': 'Line 1, column 12: a value is expected.',
    '{"amount": 5': 'Line 1, column 13: a closing } is expected.',
    '{"amount": "5}': 'Line 1, column 12: the closing " is missing.',
    '{} {}': 'Line 1, column 4: nothing more is expected here.',
    '{} // why': 'Line 1, column 4: JSON has no comments.',
    '': 'Line 1, column 1: a value is expected.',
    '[1]': 'Arguments must be an object, like {"amount": 5}; this is an array.',
    null: 'Arguments must be an object, like {"amount": 5}; this is null.',
    '"text"': 'Arguments must be an object, like {"amount": 5}; this is a string.',
    '5': 'Arguments must be an object, like {"amount": 5}; this is a number.',
  };
  for (const [text, problem] of Object.entries(bad)) {
    test(`${JSON.stringify(text)}: ${problem}`, () => {
      assert.deepEqual(checkArguments(text, parameters), { state: 'bad', problem });
    });
  }

  const hints: Readonly<Record<string, readonly string[]>> = {
    '{"amount": 5, "currency": "usd"}': [],
    '{"amount": 5, "currency": "usd", "note": null, "tags": [], "anything": {}, "odd": 1}': [],
    '{}': ['“amount” is required.', '“currency” is required.'],
    '{"amount": 5.5, "currency": "usd"}': [
      '“amount” is integer (at least 1) in the tool’s schema, and this is a number.',
    ],
    '{"amount": "5", "currency": "usd"}': [
      '“amount” is integer (at least 1) in the tool’s schema, and this is a string.',
    ],
    '{"amount": 5, "currency": "chf"}': ['“currency” is one of usd, eur.'],
    '{"amount": 5, "currency": "usd", "note": 1}': [
      '“note” is string (email) | null in the tool’s schema, and this is a number.',
    ],
    '{"amount": 5, "currency": "usd", "tags": "x"}': ['“tags” is string[] in the tool’s schema, and this is a string.'],
    '{"amount": 5, "currency": "usd", "__proto__": 1}': ['The tool has no parameter “__proto__”.'],
  };
  for (const [text, expected] of Object.entries(hints)) {
    test(`${text}: ${expected.length === 0 ? 'nothing to say' : expected.join(' ')}`, () => {
      const check = checkArguments(text, parameters);
      assert.deepEqual(check, { state: 'good', args: JSON.parse(text), hints: expected });
    });
  }

  test('nothing is said about parameters that nobody knows', () => {
    assert.deepEqual(checkArguments('{"a": 1}', undefined), { state: 'good', args: { a: 1 }, hints: [] });
  });

  test('arguments nested too deeply to be sent are refused', () => {
    const check = checkArguments(`${'{"a":'.repeat(200)}1${'}'.repeat(200)}`, undefined);
    assert.deepEqual(check, { state: 'bad', problem: 'These arguments are nested too deeply to be sent.' });
  });

  test('text is good exactly when it is a JSON object', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json({ maxDepth: 3 }), fc.string()), (text) => {
        assert.equal(checkArguments(text, undefined).state === 'good', isObjectText(text));
      }),
    );
  });
});

function isObjectText(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
