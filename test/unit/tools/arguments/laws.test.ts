import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../../server/policy/json.ts';
import { argumentsBelow } from '../../../../server/tools/arguments/argumentsBelow.ts';
import { lookUpArgument } from '../../../../server/tools/arguments/lookUpArgument.ts';
import { newReading } from '../../../../server/tools/schema/reading.ts';

/** Anything that a server could put where a schema belongs, with a liking for the keywords that matter here. */
const anySchema = fc.letrec<{ schema: JsonValue }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'schema' },
    fc.constantFrom<JsonValue>(true, false, null, 7, 'x', []),
    fc.dictionary(
      fc.constantFrom('type', 'enum', 'const', '$ref', 'minimum', 'required', 'nullable', 'description', 'default'),
      fc.oneof(
        fc.constantFrom<JsonValue>(
          'string',
          'object',
          'array',
          '#',
          '#/$defs/a',
          '#/$defs/b',
          ['object', 'null'],
          true,
          7,
        ),
        fc.jsonValue({ maxDepth: 1 }) as fc.Arbitrary<JsonValue>,
      ),
      { maxKeys: 3 },
    ),
    fc.dictionary(
      fc.constantFrom('anyOf', 'oneOf', 'allOf', 'enum', 'items', 'type', 'dependencies'),
      fc.array(tie('schema'), { maxLength: 4 }),
      { maxKeys: 2 },
    ),
    fc.dictionary(
      fc.constantFrom('properties', 'patternProperties', 'dependentSchemas', '$defs'),
      fc.dictionary(fc.constantFrom('a', 'b', '__proto__'), tie('schema'), { maxKeys: 3 }),
      { maxKeys: 2 },
    ),
    fc.dictionary(fc.constantFrom('items', 'if', 'then', 'else', 'additionalProperties', 'not'), tie('schema'), {
      maxKeys: 3,
    }),
  ),
})).schema as fc.Arbitrary<JsonValue>;

const anyTool = fc
  .tuple(anySchema, fc.dictionary(fc.constantFrom('a', 'b'), anySchema, { maxKeys: 2 }))
  .map(([x, defs]): JsonObject => ({ type: 'object', properties: { a: x, b: { $ref: '#/$defs/a' } }, $defs: defs }));

suite('Whatever a server sends as a schema', () => {
  const anyPath = fc.array(fc.constantFrom('a', 'b', 'c', '__proto__'), { maxLength: 6 });

  test('nothing throws, and the work is bounded', () => {
    fc.assert(
      fc.property(anyTool, anyPath, (schema, path) => {
        const reading = newReading(schema);
        lookUpArgument(schema, path, reading);
        // The last step may be a large one; none may be without end.
        assert.ok(reading.steps < 1.5 * reading.maximumSteps);
        argumentsBelow(schema, path);
      }),
      { numRuns: 500 },
    );
  });

  test('what is below an argument is what its path leads to', () => {
    fc.assert(
      fc.property(anyTool, anyPath, (schema, path) => {
        for (const part of argumentsBelow(schema, path)) {
          const lookup = lookUpArgument(schema, part.path);
          assert.ok(lookup.kind === 'found' || lookup.kind === 'open');
          if (lookup.kind === 'found') assert.deepEqual(lookup.argument.types, part.types);
        }
      }),
      { numRuns: 500 },
    );
  });
});
