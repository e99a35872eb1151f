import { strict as assert } from 'node:assert';
import { Ajv, type Options } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../server/policy/json.ts';
import { sampleArguments } from '../../../server/tools/sampleArguments.ts';
import { accepts } from '../../../server/tools/schema/accepts.ts';
import { newReading } from '../../../server/tools/schema/reading.ts';
import { knownLists } from './lists.ts';

const options: Options = { strict: false, validateFormats: false, logger: false };

/** The independent judge. */
function isValid(schema: JsonObject, value: JsonValue): boolean {
  const isDraft7 = typeof schema.$schema === 'string' && schema.$schema.includes('draft-07');
  return (isDraft7 ? new Ajv(options) : new Ajv2020(options)).validate(schema, value);
}

const object = (properties: JsonObject, ...required: string[]): JsonObject => ({
  type: 'object',
  properties,
  required,
});

const examples: readonly (readonly [what: string, schema: JsonObject, sample: JsonObject])[] = [
  ['nothing is asked for', { type: 'object' }, {}],
  [
    'required first, then what has a default',
    object({ a: { default: 3 }, b: { type: 'string' }, c: { type: 'number' } }, 'c'),
    { c: 1, a: 3 },
  ],
  ['a constant', object({ a: { const: 'fixed' } }, 'a'), { a: 'fixed' }],
  ['a default before an enum', object({ a: { enum: ['x', 'y'], default: 'y' } }, 'a'), { a: 'y' }],
  [
    'a default that the schema itself refuses',
    object({ a: { type: 'integer', minimum: 5, default: 0 } }, 'a'),
    { a: 5 },
  ],
  ['an example', object({ a: { type: 'string', examples: ['eu-west-1'] } }, 'a'), { a: 'eu-west-1' }],
  [
    'formats',
    object({ a: { type: 'string', format: 'email' }, b: { type: 'string', format: 'date' } }, 'a', 'b'),
    { a: 'person@example.com', b: '2026-01-01' },
  ],
  [
    'a name that says its format',
    object({ audio_url: { type: 'string' } }, 'audio_url'),
    { audio_url: 'https://example.com/' },
  ],
  ['a pattern that a common text fits', object({ a: { type: 'string', pattern: '^[A-Z]{3}$' } }, 'a'), { a: 'ABC' }],
  [
    'lengths',
    object({ a: { type: 'string', minLength: 10 }, b: { type: 'string', maxLength: 3 } }, 'a', 'b'),
    { a: 'exampleeee', b: 'exa' },
  ],
  [
    'numbers between bounds',
    object(
      {
        a: { type: 'integer', minimum: 10, multipleOf: 4 },
        b: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
      },
      'a',
      'b',
    ),
    { a: 12, b: 0.5 },
  ],
  ['the first type that is not null', object({ a: { type: ['null', 'boolean'] } }, 'a'), { a: true }],
  [
    'a local reference',
    { ...object({ a: { $ref: '#/$defs/size' } }, 'a'), $defs: { size: { enum: ['S', 'M'] } } },
    { a: 'S' },
  ],
  [
    'anyOf: the first branch that works',
    object({ a: { anyOf: [{ type: 'string', enum: [] }, { type: 'integer' }] } }, 'a'),
    { a: 1 },
  ],
  [
    'oneOf: exactly one branch',
    object(
      { a: { oneOf: [{ type: 'number', maximum: 10 }, { type: 'integer', maximum: 10 }, { type: 'boolean' }] } },
      'a',
    ),
    { a: true },
  ],
  [
    'allOf: all of them',
    object({ a: { allOf: [{ type: 'string', minLength: 9 }, { maxLength: 9 }] } }, 'a'),
    { a: 'exampleee' },
  ],
  ['a list shows one item', object({ a: { type: 'array', items: { enum: ['x', 'y'] } } }, 'a'), { a: ['x'] }],
  [
    'a list of different items',
    object({ a: { type: 'array', items: { type: 'string' }, minItems: 2, uniqueItems: true } }, 'a'),
    { a: ['example', 'example 2'] },
  ],
  [
    'names that are no identifiers',
    object({ 'resource-group': { type: 'string' }, $top: { type: 'integer' } }, 'resource-group', '$top'),
    { 'resource-group': 'example', $top: 1 },
  ],
  [
    'a reference into the network says nothing',
    object({ a: { $ref: 'https://example.com/s.json' } }, 'a'),
    { a: 'example' },
  ],
];

suite('Sample arguments', () => {
  for (const [what, schema, sample] of examples) {
    test(`${what}: ${JSON.stringify(sample)}`, () => {
      assert.deepEqual(sampleArguments(schema), sample);
      assert.deepEqual(Object.keys(sampleArguments(schema)), Object.keys(sample));
    });
  }

  for (const [name, list] of knownLists) {
    test(`are valid for each of the ${list.tools.length} tools of ${name}`, () => {
      const invalid = list.tools.filter(({ inputSchema }) => !isValid(inputSchema, sampleArguments(inputSchema)));
      assert.deepEqual(
        invalid.map((tool) => tool.name),
        [],
      );
    });
  }

  test('are valid for whatever schema a server may send', () => {
    fc.assert(
      fc.property(toolSchema, (schema) => {
        const sample = sampleArguments(schema);
        assert.ok(isValid(schema, sample), `${JSON.stringify(sample)} is no sample of ${JSON.stringify(schema)}`);
      }),
      { numRuns: 200 },
    );
  });

  test('the check behind them agrees with an independent one', () => {
    fc.assert(
      fc.property(toolSchema, argumentsToCheck, (schema, value) => {
        const json: JsonObject = JSON.parse(JSON.stringify(value));
        assert.equal(accepts(schema, json, newReading(schema)), isValid(schema, json));
      }),
      { numRuns: 200 },
    );
  });

  test('a property called __proto__ gets a value of its own', () => {
    const schema: JsonObject = JSON.parse(
      '{"type":"object","properties":{"__proto__":{"type":"integer"}},"required":["__proto__"]}',
    );
    assert.equal(JSON.stringify(sampleArguments(schema)), '{"__proto__":1}');
  });

  const hopeless: readonly (readonly [what: string, schema: JsonObject])[] = [
    ['a schema that contains itself without end', { ...object({ next: { $ref: '#' } }, 'next') }],
    [
      'references in a circle',
      { type: 'object', $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } } },
    ],
    ['branches that double at every level', wide(12)],
    [
      'a pattern that takes a backtracking engine for ever',
      object({ a: { type: 'string', pattern: '^(([a-z0-9-])+.?)+!$' } }, 'a'),
    ],
    ['a requirement that nothing meets', object({ a: { not: {} } }, 'a')],
  ];
  for (const [what, schema] of hopeless) {
    test(`${what}: an object all the same, and an end`, () => {
      assert.equal(typeof sampleArguments(schema), 'object');
    });
  }

  test('a recursive schema gets its smallest value', () => {
    const schema: JsonObject = {
      ...object({ tree: { $ref: '#/$defs/node' } }, 'tree'),
      $defs: {
        node: {
          type: 'object',
          properties: { name: { type: 'string' }, child: { $ref: '#/$defs/node' } },
          required: ['name'],
        },
      },
    };
    assert.deepEqual(sampleArguments(schema), { tree: { name: 'example' } });
  });
});

function wide(levels: number): JsonObject {
  const inner: JsonObject = levels === 0 ? { not: {} } : wide(levels - 1);
  return { type: 'object', properties: { a: { anyOf: [inner, inner] } }, required: ['a'] };
}

/** Schemas of the kinds that were seen in the wild, each with at least one value that satisfies it. */
const { schema: leaf } = fc.letrec((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3 },
    fc.record({ type: fc.constant('string'), minLength: fc.nat(12) }, { requiredKeys: ['type'] }),
    fc.record(
      { type: fc.constant('string'), maxLength: fc.nat(12), format: fc.constantFrom('email', 'uri', 'uuid') },
      { requiredKeys: ['type'] },
    ),
    fc.record(
      {
        type: fc.constantFrom('integer', 'number'),
        minimum: fc.integer({ min: -50, max: 50 }),
        multipleOf: fc.constantFrom(1, 2, 5),
      },
      { requiredKeys: ['type'] },
    ),
    fc.record(
      { type: fc.constantFrom('integer', 'number'), exclusiveMaximum: fc.integer({ min: -50, max: 50 }) },
      { requiredKeys: ['type'] },
    ),
    fc.record({ enum: fc.uniqueArray(fc.constantFrom('x', 'y', 1, null, true), { minLength: 1 }) }),
    fc.record({ const: fc.constantFrom('x', 7, null, false) }),
    fc.record(
      {
        type: fc.uniqueArray(fc.constantFrom('string', 'integer', 'boolean', 'null'), { minLength: 1 }),
        default: fc.constantFrom('x', 1),
      },
      { requiredKeys: ['type'] },
    ),
    fc.record({ type: fc.constant('array'), items: tie('schema'), minItems: fc.nat(3) }, { requiredKeys: ['type'] }),
    fc.record({ anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ $ref: fc.constantFrom('#/$defs/name', '#/$defs/size') }),
    fc.record({ allOf: fc.constant([{ type: 'integer' }, { minimum: 3 }, { maximum: 3 }]) }),
    tie('object'),
    fc.constant({}),
  ),
  object: objectOf(tie('schema')),
}));

function objectOf(part: fc.Arbitrary<unknown>) {
  return fc
    .tuple(fc.dictionary(fc.constantFrom('a', 'b', 'c'), part), fc.subarray(['a', 'b', 'c']), fc.boolean())
    .map(([properties, wanted, isOpen]) => ({
      type: 'object',
      properties,
      required: wanted.filter((name) => Object.hasOwn(properties, name)),
      ...(!isOpen && { additionalProperties: false }),
    }));
}

/** Values of the size that schemas above speak of. */
const { value: anyValue } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('x', 'y', 'S', 'M', '', 'a longer text', null, true, false),
    fc.integer({ min: -60, max: 60 }),
    fc.double({ min: -60, max: 60, noNaN: true }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value')),
  ),
}));

const argumentsToCheck = fc.dictionary(fc.constantFrom('a', 'b', 'c'), anyValue);

const toolSchema: fc.Arbitrary<JsonObject> = objectOf(leaf).map((schema) =>
  JSON.parse(JSON.stringify({ ...schema, $defs: { name: { type: 'string' }, size: { enum: ['S', 'M', 'L'] } } })),
);
