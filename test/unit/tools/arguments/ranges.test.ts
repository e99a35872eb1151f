import assert from 'node:assert/strict';
import type { JsonObject, JsonValue } from '../../../../server/policy/json.ts';
import { argumentsBelow } from '../../../../server/tools/arguments/argumentsBelow.ts';
import { lookUpArgument } from '../../../../server/tools/arguments/lookUpArgument.ts';
import { $defs, found, toolOf } from './schemas.ts';

/** What a schema says of the values: types, then what is known besides. */
const ranges: readonly (readonly [schema: JsonValue, types: readonly string[], rest?: object])[] = [
  [{ type: 'string' }, ['string']],
  [{ type: ['string', 'null'] }, ['string', 'null']],
  [{ type: 'string', nullable: true }, ['string', 'null']],
  [{ type: ['integer', 'number'] }, ['number']],
  [{ enum: ['a', 7] }, ['string', 'integer'], { values: ['a', 7] }],
  [{ enum: ['a', 'a'] }, ['string'], { values: ['a'] }],
  [{ type: 'string', enum: ['a', null] }, ['string'], { values: ['a'] }],
  [{ enum: ['a'], nullable: true }, ['null', 'string'], { values: ['a', null] }],
  [{ const: 1.5 }, ['number'], { values: [1.5] }],
  [{ anyOf: [{ const: 'a' }, { enum: ['b', 'c'] }] }, ['string'], { values: ['a', 'b', 'c'] }],
  [{ oneOf: [{ const: 'a' }, { type: 'null' }] }, ['null', 'string'], { values: ['a', null] }],
  [{ oneOf: [{ const: 'a' }, { type: 'boolean' }] }, ['boolean', 'string'], { values: ['a', true, false] }],
  [{ anyOf: [{ const: 'a' }, { type: 'integer' }] }, ['integer', 'string']],
  [{ anyOf: [{ const: 'a' }, {}] }, []],
  [{ type: 'string', anyOf: [{ minLength: 1 }, { type: 'number' }] }, ['string']],
  [{ $ref: '#/$defs/size' }, ['string'], { values: ['S', 'M'] }],
  [{ allOf: [{ $ref: '#/$defs/size' }, { enum: ['M', 'L'] }] }, ['string'], { values: ['M'] }],
  [
    { allOf: [{ anyOf: [{ const: 1 }, { const: 2 }] }, { anyOf: [{ const: 2 }, { const: 3 }] }] },
    ['integer'],
    { values: [2] },
  ],
  [{ type: 'integer', minimum: 1, maximum: 9 }, ['integer'], { minimum: 1, maximum: 9 }],
  [{ type: 'integer', exclusiveMinimum: 0, exclusiveMaximum: 10 }, ['integer'], { minimum: 1, maximum: 9 }],
  [{ type: 'number', exclusiveMinimum: 0 }, ['number'], { minimum: 0, excludesMinimum: true }],
  [{ type: 'number', exclusiveMaximum: 1.5 }, ['number'], { maximum: 1.5, excludesMaximum: true }],
  [{ type: 'number', minimum: 0, exclusiveMinimum: 0 }, ['number'], { minimum: 0, excludesMinimum: true }],
  [{ type: 'number', minimum: 1, exclusiveMinimum: 0 }, ['number'], { minimum: 1 }],
  [
    {
      anyOf: [
        { type: 'number', exclusiveMinimum: 0 },
        { type: 'number', minimum: 0 },
      ],
    },
    ['number'],
    { minimum: 0 },
  ],
  [{ type: 'number', minimum: 0, exclusiveMinimum: true }, ['number'], { minimum: 0 }],
  [
    {
      allOf: [
        { type: 'integer', minimum: 1 },
        { minimum: 3, maximum: 9 },
      ],
    },
    ['integer'],
    { minimum: 3, maximum: 9 },
  ],
  [
    { anyOf: [{ type: 'integer', minimum: 1, maximum: 5 }, { type: 'number', minimum: 3 }, { type: 'string' }] },
    ['number', 'string'],
    { minimum: 1 },
  ],
  [{ anyOf: [{ type: 'integer', maximum: 5 }, { const: 9 }] }, ['integer']],
  [{ type: 'string', minimum: 1 }, ['string']],
  [
    { type: 'array', items: { type: 'integer', minimum: 1 } },
    ['array'],
    { elements: { types: ['integer'], minimum: 1 } },
  ],
  [
    { anyOf: [{ type: 'array', items: { const: 'a' } }, { type: 'null' }] },
    ['array', 'null'],
    { elements: { types: ['string'], values: ['a'] } },
  ],
  [{ anyOf: [{ type: 'array', items: { const: 'a' } }, { type: 'array' }] }, ['array']],
  [{ type: 'array', prefixItems: [{ const: 'a' }], items: { const: 'b' } }, ['array']],
  // A literal with a `then` could be taken for a promise.
  [
    JSON.parse('{"if": {"type": "string"}, "then": {"const": "a"}, "else": {"const": 1}}'),
    ['string', 'integer'],
    { values: ['a', 1] },
  ],
  [{}, []],
  [true, []],
  [false, []],
  [null, []],
  [{ type: 'float' }, []],
  [{ type: ['string', 7, null] }, ['string']],
  [{ enum: [] }, []],
  [{ allOf: [{ type: 'string' }, { type: 'number' }] }, []],
  [{ $ref: '#/$defs/loop' }, []],
  [{ $ref: 'https://example.com/schema.json' }, []],
];

suite('What an argument may be', () => {
  for (const [schema, types, rest = {}] of ranges) {
    test(JSON.stringify(schema), () => {
      const argument = found(lookUpArgument(toolOf(schema), ['x']));
      const { types: possible, values, minimum, maximum, excludesMinimum, excludesMaximum, elements } = argument;
      const known = { values, minimum, maximum, excludesMinimum, excludesMaximum, elements };
      assert.deepEqual(possible, types);
      assert.deepEqual(Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)), rest);
    });
  }

  test('comes with its words, its default and whether there is something below it', () => {
    const schema: JsonObject = {
      type: 'object',
      properties: {
        a: { type: 'string', title: 'T', description: 'The a.', default: 'x' },
        b: { title: 'The b.', $ref: '#/$defs/person' },
        list: { type: 'array', items: { $ref: '#/$defs/person' } },
      },
      required: ['b'],
      $defs,
    };
    assert.deepEqual(argumentsBelow(schema, []), [
      { path: ['b'], types: ['object'], type: 'object', required: true, description: 'The b.', hasParts: true },
      {
        path: ['a'],
        types: ['string'],
        type: 'string',
        required: false,
        description: 'The a.',
        default: 'x',
        hasParts: false,
      },
      {
        path: ['list'],
        types: ['array'],
        type: 'object[]',
        required: false,
        elements: { types: ['object'] },
        hasParts: false,
      },
    ]);
  });

  test('comes with the lengths of its texts and lists, and without those of values that it cannot have', () => {
    const sizes = (x: JsonValue) => {
      const { characters, count } = found(lookUpArgument(toolOf(x), ['x']));
      return [characters, count];
    };
    assert.deepEqual(sizes({ type: 'string', minLength: 2, maxLength: 3, minItems: 1 }), [
      { least: 2, most: 3 },
      undefined,
    ]);
    assert.deepEqual(sizes({ type: ['array', 'string'], maxItems: 9, maxLength: 1 }), [{ most: 1 }, { most: 9 }]);
    assert.deepEqual(sizes({ type: 'string', minLength: 0 }), [undefined, undefined]);
    assert.deepEqual(sizes({ type: 'string', minLength: '2', maxLength: null }), [undefined, undefined]);
  });
});
