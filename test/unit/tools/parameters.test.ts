import { strict as assert } from 'node:assert';
import type { JsonObject, JsonValue } from '../../../server/policy/json.ts';
import { parametersOf } from '../../../server/tools/parameters.ts';
import { knownLists } from './lists.ts';

const types: readonly (readonly [schema: JsonValue, type: string])[] = [
  [{ type: 'string' }, 'string'],
  [{ type: 'string', format: 'email' }, 'string (email)'],
  [{ type: ['string', 'null'], format: 'email' }, 'string (email) | null'],
  [{ enum: ['cost', 'quality'] }, '"cost" | "quality"'],
  [{ anyOf: [{ const: 'a' }, { const: 7 }, { type: 'null' }] }, '"a" | 7 | null'],
  [{ type: 'integer', minimum: 1, maximum: 25 }, 'integer (1 to 25)'],
  [{ type: 'number', exclusiveMinimum: 0 }, 'number (more than 0)'],
  [{ type: 'number', minimum: 0, exclusiveMaximum: 1 }, 'number (at least 0, less than 1)'],
  [{ type: 'array', items: { type: 'string' } }, 'string[]'],
  [{ type: 'array', items: { enum: ['x', 'y'] } }, '("x" | "y")[]'],
  [{ type: 'array' }, 'list'],
  [{ type: 'object', properties: { a: {} } }, 'object'],
  [{ properties: { a: {} } }, 'object'],
  [{ $ref: '#/$defs/size' }, '"S" | "M"'],
  [{ allOf: [{ $ref: '#/$defs/size' }, { description: 'x' }] }, '"S" | "M"'],
  [{ $ref: '#/$defs/loop' }, 'never'],
  [{ $ref: 'https://example.com/schema.json' }, 'any'],
  [{ oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] }, 'string | string[]'],
  [
    { enum: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14] },
    '1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 2 more',
  ],
  [{}, 'any'],
  [true, 'any'],
  [null, 'any'],
];

function schemaOf(part: JsonValue): JsonObject {
  const $defs = { size: { enum: ['S', 'M'] }, loop: { $ref: '#/$defs/loop' } };
  return { type: 'object', properties: { a: part }, $defs };
}

suite('Parameters of a tool', () => {
  for (const [schema, type] of types) {
    test(`${JSON.stringify(schema)} reads ${type}`, () => {
      assert.equal(parametersOf(schemaOf(schema))[0]?.type, type);
    });
  }

  test('the required ones come first, each group in the order of the schema', () => {
    const schema: JsonObject = {
      type: 'object',
      properties: { z: {}, b: { description: 'The b.' }, a: { title: 'The a.' } },
      required: ['a', 'b', 'unheard-of'],
    };
    assert.deepEqual(parametersOf(schema), [
      { name: 'b', type: 'any', required: true, description: 'The b.' },
      { name: 'a', type: 'any', required: true, description: 'The a.' },
      { name: 'z', type: 'any', required: false },
    ]);
  });

  test('what alternatives of the whole schema add is offered, too', () => {
    const schema: JsonObject = {
      type: 'object',
      properties: { id: { type: 'string' } },
      anyOf: [{ properties: { byName: { type: 'string' } }, required: ['byName'] }, { $ref: '#/$defs/other' }],
      $defs: { other: { properties: { byKey: { type: 'integer' } } } },
    };
    assert.deepEqual(
      parametersOf(schema).map(({ name, required }) => [name, required]),
      [
        ['id', false],
        ['byName', false],
        ['byKey', false],
      ],
    );
  });

  const choices: readonly (readonly [schema: JsonValue, options: readonly string[] | undefined])[] = [
    [{ enum: ['a', 'b'] }, ['a', 'b']],
    [{ anyOf: [{ const: 'a' }, { const: 'b' }] }, ['a', 'b']],
    [{ enum: ['a', 1] }, undefined],
    [{ anyOf: [{ const: 'a' }, { type: 'string' }] }, undefined],
    [{ type: 'string' }, undefined],
  ];
  for (const [schema, options] of choices) {
    test(`${JSON.stringify(schema)} ${options ? `is chosen from ${options.join(', ')}` : 'is typed'}`, () => {
      assert.deepEqual(parametersOf(schemaOf(schema))[0]?.options, options);
    });
  }

  test('every tool of every known list has a type in words for each of its properties', () => {
    for (const [, list] of knownLists) {
      for (const tool of list.tools) {
        const parameters = parametersOf(tool.inputSchema);
        assert.equal(parameters.length, Object.keys(tool.inputSchema.properties ?? {}).length, tool.name);
        for (const { type } of parameters) assert.ok(type !== '' && type !== 'never', tool.name);
      }
    }
  });
});
