import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Expected } from '../../../client/page/arguments/argumentProblems.ts';
import { checkArguments } from '../../../client/page/arguments/argumentsCheck.ts';
import type { ToolParameter } from '../../../server/protocol/simulation.ts';

const parameters: readonly ToolParameter[] = [
  { name: 'amount', type: 'integer (at least 1)', types: ['integer'], minimum: 1, required: true },
  { name: 'currency', type: '"usd" | "eur"', types: ['string'], values: ['usd', 'eur'], required: true },
  { name: 'note', type: 'string (email) | null', types: ['string', 'null'], required: false },
  {
    name: 'tags',
    type: 'string[]',
    types: ['array'],
    elements: { types: ['string'] },
    count: { most: 3 },
    required: false,
  },
  { name: 'code', type: 'string', types: ['string'], characters: { least: 2, most: 3 }, required: false },
  { name: 'anything', type: 'any', types: [], required: false },
  { name: 'share', type: 'number', types: ['number'], step: 0.05, maximum: 1, excludesMaximum: true, required: false },
  {
    name: 'customer',
    type: 'object',
    types: ['object'],
    required: false,
    parts: [{ name: 'id', type: 'string', types: ['string'], required: true }],
  },
];
const expected: Expected = { parameters, takesOthers: false };

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
      assert.deepEqual(checkArguments(text, expected), { state: 'bad', problem });
    });
  }

  const hints: Readonly<Record<string, readonly string[]>> = {
    '{"amount": 5, "currency": "usd"}': [],
    '{"amount": 5, "currency": "usd", "note": null, "tags": [], "anything": {}, "share": 0.15}': [],
    '{}': ['“amount” is required.', '“currency” is required.'],
    '{"amount": 5.5, "currency": "usd"}': [
      '“amount” is integer (at least 1) in the tool’s schema, and this is a number.',
    ],
    '{"amount": "5", "currency": "usd"}': [
      '“amount” is integer (at least 1) in the tool’s schema, and this is a string.',
    ],
    '{"amount": 5, "currency": "chf"}': ['“currency” is one of usd, eur.'],
    '{"amount": 5, "currency": "usd", "code": "x"}': ['“code” has at least 2 characters in the tool’s schema.'],
    '{"amount": 5, "currency": "usd", "code": "🦆🦆🦆"}': [],
    '{"amount": 5, "currency": "usd", "code": "wxyz"}': ['“code” has at most 3 characters in the tool’s schema.'],
    '{"amount": 5, "currency": "usd", "tags": ["a", "b", "c", "d"]}': [
      '“tags” has at most 3 elements in the tool’s schema.',
    ],
    '{"amount": 5, "currency": "usd", "note": 1}': [
      '“note” is string (email) | null in the tool’s schema, and this is a number.',
    ],
    '{"amount": 5, "currency": "usd", "tags": "x"}': ['“tags” is string[] in the tool’s schema, and this is a string.'],
    '{"amount": 0, "currency": "usd"}': ['“amount” is at least 1 in the tool’s schema.'],
    '{"amount": 5, "currency": "usd", "share": 1}': ['“share” is less than 1 in the tool’s schema.'],
    '{"amount": 5, "currency": "usd", "share": 0.51}': ['“share” is a multiple of 0.05 in the tool’s schema.'],
    '{"amount": 5, "currency": "usd", "tags": ["a", 2]}': [
      'Element 2 of “tags” is string in the tool’s schema, and this is a number.',
    ],
    '{"amount": 5, "currency": "usd", "customer": {"name": "x"}}': [
      '“customer.id” is required.',
      '“customer” has no part “name”.',
    ],
    '{"amount": 5, "currency": "usd", "__proto__": 1}': ['The tool has no parameter “__proto__”.'],
  };
  for (const [text, sentences] of Object.entries(hints)) {
    test(`${text}: ${sentences.length === 0 ? 'nothing to say' : sentences.join(' ')}`, () => {
      const check = checkArguments(text, expected);
      assert.ok(check.state === 'good');
      assert.deepEqual(check.args, JSON.parse(text));
      assert.deepEqual(
        check.problems.map(({ full }) => full),
        sentences,
      );
    });
  }

  test('each problem names the argument that it is about', () => {
    const check = checkArguments('{"amount": "5", "customer": {"name": "x"}}', expected);
    assert.ok(check.state === 'good');
    assert.deepEqual(
      check.problems.map(({ path, short }) => [path.join('.'), short]),
      [
        ['currency', 'required'],
        ['amount', 'must be integer'],
        ['customer.id', 'required'],
        ['customer.name', 'not in the schema'],
      ],
    );
  });

  test('a name that the schema leaves open is no problem', () => {
    const check = checkArguments('{"amount": 5, "currency": "usd", "more": 1}', { parameters, takesOthers: true });
    assert.deepEqual(check.state === 'good' && check.problems, []);
  });

  test('nothing is said about parameters that nobody knows', () => {
    assert.deepEqual(checkArguments('{"a": 1}', undefined), { state: 'good', args: { a: 1 }, problems: [] });
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
