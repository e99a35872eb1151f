import assert from 'node:assert/strict';
import type { JsonObject, JsonValue } from '../../../../server/policy/json.ts';
import { argumentNames } from '../../../../server/tools/arguments/argumentNames.ts';
import { argumentsBelow } from '../../../../server/tools/arguments/argumentsBelow.ts';
import { lookUpArgument } from '../../../../server/tools/arguments/lookUpArgument.ts';
import { newReading } from '../../../../server/tools/schema/reading.ts';
import { knownLists } from '../lists.ts';
import { toolOf } from './schemas.ts';

suite('Where a path leads', () => {
  const paths: readonly (readonly [schema: JsonValue, path: string, leads: string])[] = [
    [{ $ref: '#/$defs/person' }, 'x.name', 'found'],
    [{ $ref: '#/$defs/person' }, 'y', 'unknown 0 of x'],
    [{ $ref: '#/$defs/person' }, 'x.nme.first', 'unknown 1 of name, age'],
    [{ $ref: '#/$defs/person' }, 'x.name.first', 'scalar 2'],
    [{ type: 'array', items: { $ref: '#/$defs/person' } }, 'x.0.name', 'list 1'],
    [{ type: ['array', 'null'] }, 'x.0', 'list 1'],
    [{ type: ['string', 'null'] }, 'x.0', 'scalar 1'],
    [{ enum: ['a'] }, 'x.0', 'scalar 1'],
    [{ anyOf: [{ type: 'array' }, { $ref: '#/$defs/person' }] }, 'x.name', 'found'],
    [{ anyOf: [{ type: 'array' }, { $ref: '#/$defs/person' }] }, 'x.nme', 'unknown 1 of name, age'],
    [{ $ref: '#/$defs/node' }, 'x.next.next.next.next.value', 'found'],
    [{ $ref: '#/$defs/node' }, 'x.next.next.last', 'unknown 3 of value, next'],
    [{ properties: {}, additionalProperties: false }, 'x.a', 'unknown 1 of '],
    [{ type: 'object', additionalProperties: false }, 'x.a', 'unknown 1 of '],
    [{ properties: { a: {} } }, 'x.b', 'unknown 1 of a'],
    [{ properties: { a: {} } }, 'x.a.b.c', 'open'],
    [{ type: 'object' }, 'x.a', 'open'],
    [{}, 'x.a', 'open'],
    [{ properties: { a: {} }, additionalProperties: true }, 'x.b', 'open'],
    [{ properties: { a: {} }, additionalProperties: {} }, 'x.b', 'open'],
    [{ properties: { a: {} }, unevaluatedProperties: { type: 'string' } }, 'x.b', 'open'],
    [{ properties: { a: {} }, patternProperties: { '^x-': {} } }, 'x.b', 'open'],
    [{ anyOf: [{ properties: { a: {} } }, { type: 'object' }] }, 'x.b', 'open'],
    [{ anyOf: [{ properties: { a: {} } }, { properties: { c: {} }, additionalProperties: true }] }, 'x.b', 'open'],
    [{ anyOf: [{ properties: { a: {} } }, { type: 'string' }] }, 'x.b', 'unknown 1 of a'],
    [{ properties: { a: {} }, anyOf: [{ required: ['a'] }, { required: ['b'] }] }, 'x.b', 'unknown 1 of a'],
    [{ properties: { a: {} }, $ref: 'https://example.com/schema.json' }, 'x.b', 'open'],
    [{ properties: { a: {} }, $ref: '#/$defs/nowhere' }, 'x.b', 'open'],
    [{ properties: { a: {} }, $dynamicRef: '#meta' }, 'x.b', 'open'],
    [{ $ref: '#/$defs/loop' }, 'x.b', 'open'],
  ];
  for (const [schema, path, leads] of paths) {
    test(`${path} in ${JSON.stringify(schema)}: ${leads}`, () => {
      const lookup = lookUpArgument(toolOf(schema), path.split('.'));
      const depth = 'depth' in lookup ? ` ${lookup.depth}` : '';
      assert.equal(`${lookup.kind}${depth}${lookup.kind === 'unknown' ? ` of ${lookup.names.join(', ')}` : ''}`, leads);
    });
  }

  test('no name leads to nothing in particular', () => {
    assert.deepEqual(lookUpArgument(toolOf({}), []), { kind: 'open' });
  });

  for (const [name, { tools }] of knownLists) {
    test(`every argument of ${name} is found, at every depth, in far less steps than there are`, () => {
      for (const { inputSchema } of tools) {
        const open = [...argumentsBelow(inputSchema, [])];
        assert.deepEqual(
          open.map(({ path }) => path.join('.')).sort(),
          Object.keys((inputSchema.properties ?? {}) as JsonObject).sort(),
        );
        for (let argument = open.pop(); argument !== undefined; argument = open.pop()) {
          const reading = newReading(inputSchema);
          assert.deepEqual(lookUpArgument(inputSchema, argument.path, reading), { kind: 'found', argument });
          assert.ok(reading.steps < reading.maximumSteps / 5, `${reading.steps} steps`);
          const below = argument.path.length < 4 ? argumentsBelow(inputSchema, argument.path) : [];
          assert.equal(below.length > 0, argument.hasParts && argument.path.length < 4);
          open.push(...below);
        }
      }
    });
  }
});

suite('Paths as a policy writes them', () => {
  const paths: readonly (readonly [path: string, names: readonly string[] | undefined])[] = [
    ['args.customer.id', ['customer', 'id']],
    ['args.a', ['a']],
    ['args.a.', undefined],
    ['args..a', undefined],
    ['args.', undefined],
    ['args', undefined],
    ['customer.id', undefined],
  ];
  for (const [path, expected] of paths) {
    test(`${path}: ${expected?.join(', ') ?? 'none'}`, () => assert.deepEqual(argumentNames(path), expected));
  }
});
