import assert from 'node:assert/strict';
import type { JsonValue } from '../../../../server/policy/json.ts';
import { argumentsBelow } from '../../../../server/tools/arguments/argumentsBelow.ts';
import { lookUpArgument } from '../../../../server/tools/arguments/lookUpArgument.ts';
import { found, toolOf } from './schemas.ts';

const names = (x: JsonValue, path: readonly string[] = ['x']) =>
  argumentsBelow(toolOf(x), path).map((part) => `${part.path.at(-1)}${part.required ? '!' : ''}: ${part.type}`);

suite('What is below an argument', () => {
  const below: readonly (readonly [what: string, schema: JsonValue, parts: readonly string[]])[] = [
    ['required ones first', { $ref: '#/$defs/person' }, ['name!: string', 'age: integer']],
    [
      'the parts of every alternative',
      { anyOf: [{ $ref: '#/$defs/person' }, { $ref: '#/$defs/node' }, { type: 'null' }] },
      ['name: string', 'age: integer', 'value: string', 'next: object'],
    ],
    [
      'the types of every alternative',
      { oneOf: [{ properties: { a: { type: 'string' } } }, { properties: { a: { type: 'integer' } } }] },
      ['a: string | integer'],
    ],
    [
      'required only where every alternative says so',
      {
        oneOf: [
          { properties: { a: {}, b: {} }, required: ['a', 'b'] },
          { properties: { a: {} }, required: ['a'] },
        ],
      },
      ['a!: any', 'b: any'],
    ],
    [
      'what stands around the alternatives holds in each',
      { properties: { a: { type: 'string' } }, anyOf: [{ required: ['a'] }, { properties: { a: { const: 'x' } } }] },
      ['a: string'],
    ],
    [
      'anything, where one alternative leaves the name open',
      { anyOf: [{ properties: { a: { type: 'string' } } }, { type: 'object' }] },
      ['a: any'],
    ],
    [
      'the parts of every condition',
      {
        allOf: [
          { anyOf: [{ properties: { a: {} } }, { properties: { b: {} } }] },
          { anyOf: [{ properties: { c: {} } }, { properties: { d: {} } }] },
        ],
      },
      ['a: any', 'b: any', 'c: any', 'd: any'],
    ],
    [
      'what a dependency adds',
      { properties: { a: {} }, dependentSchemas: { a: { properties: { b: {} } } } },
      ['a: any', 'b: any'],
    ],
    ['nothing of a list', { type: 'array', items: { $ref: '#/$defs/person' } }, []],
    ['nothing of a list that claims properties', { type: 'array', properties: { a: {} } }, []],
    ['nothing of a text', { type: 'string' }, []],
    ['nothing of a reference in a circle', { $ref: '#/$defs/loop' }, []],
  ];
  for (const [what, schema, parts] of below) {
    test(what, () => assert.deepEqual(names(schema), parts));
  }

  test('a schema that contains itself goes on as deep as one asks', () => {
    assert.deepEqual(names({ $ref: '#/$defs/node' }, ['x', 'next', 'next', 'next']), ['value: string', 'next: object']);
  });

  test('names that would trouble an object are names like any other', () => {
    const schema = JSON.parse('{"properties": {"__proto__": {"properties": {"constructor": {"type": "string"}}}}}');
    assert.equal(found(lookUpArgument(schema, ['__proto__', 'constructor'])).type, 'string');
    assert.equal(lookUpArgument(schema, ['toString']).kind, 'unknown');
  });
});
