import { strict as assert } from 'node:assert';
import type { JsonObject, JsonValue } from '../../../server/policy/json.ts';
import { argumentsBelow } from '../../../server/tools/arguments/argumentsBelow.ts';
import { lookUpArgument } from '../../../server/tools/arguments/lookUpArgument.ts';
import { parametersOf } from '../../../server/tools/parameters.ts';
import { sampleArguments } from '../../../server/tools/sampleArguments.ts';
import { accepts } from '../../../server/tools/schema/accepts.ts';
import { matches, statesOf } from '../../../server/tools/schema/pattern.ts';
import { newReading, type SchemaReading } from '../../../server/tools/schema/reading.ts';
import { typeInWords } from '../../../server/tools/schema/typeInWords.ts';
import { writtenOut } from '../../../server/tools/schema/writtenOut.ts';
import { knownLists } from './lists.ts';

/** Definitions that each refer to the next one as `width` parts of `keyword`; the last one is a text. */
function tower(keyword: string, width: number, levels: number): JsonObject {
  const level = (index: number): JsonObject =>
    index === levels
      ? { type: 'string' }
      : { [keyword]: Array.from({ length: width }, () => ({ $ref: `#/$defs/a${index + 1}` })) };
  return Object.fromEntries(Array.from({ length: levels + 1 }, (_, index) => [`a${index}`, level(index)]));
}

function tool($defs: JsonObject, x: JsonValue): JsonObject {
  return { type: 'object', properties: { x }, required: ['x'], $defs };
}

const names = (count: number) => Array.from({ length: count }, (_, index) => `n${index}`);
const manyProperties = Object.fromEntries(names(300).map((name) => [name, { $ref: '#/$defs/a0' }]));

/** A few kilobytes each; written out they would be larger than any memory. */
const hostile: readonly (readonly [what: string, schema: JsonObject])[] = [
  ['allOf of eight references over fourteen levels', tool(tower('allOf', 8, 14), { $ref: '#/$defs/a0' })],
  ['anyOf that doubles over forty levels', tool(tower('anyOf', 2, 40), { $ref: '#/$defs/a0' })],
  ['oneOf that doubles over forty levels', tool(tower('oneOf', 2, 40), { $ref: '#/$defs/a0' })],
  ['the opposite of it', tool(tower('anyOf', 2, 40), { not: { $ref: '#/$defs/a0' } })],
  ['items of it', tool(tower('anyOf', 50, 10), { type: 'array', items: { $ref: '#/$defs/a0' } })],
  [
    'hundreds of properties of it',
    { type: 'object', properties: manyProperties, required: names(300), $defs: tower('allOf', 8, 14) },
  ],
  [
    'alternatives of the whole schema',
    { type: 'object', anyOf: [{ $ref: '#/$defs/a0' }], $defs: tower('anyOf', 60, 10) },
  ],
  [
    'hundreds of references to one long enum',
    {
      type: 'object',
      properties: Object.fromEntries(names(300).map((name) => [name, { not: {}, $ref: '#/$defs/long' }])),
      required: names(300),
      $defs: { long: { enum: names(3_000) } },
    },
  ],
];

function stepsOf(schema: JsonObject, look: (reading: SchemaReading) => unknown): number {
  const reading = newReading(schema);
  look(reading);
  return reading.steps / reading.maximumSteps;
}

suite('Schemas that stand for more than any computer can write out', () => {
  for (const [what, schema] of hostile) {
    test(`${what}: the arguments keep their names, in a bounded number of steps`, () => {
      const wanted = Object.keys((schema.properties ?? {}) as JsonObject);
      assert.deepEqual(
        parametersOf(schema)
          .map(({ name }) => name)
          .slice(0, wanted.length),
        wanted,
      );
      assert.ok(parametersOf(schema).every(({ type }) => type.length <= 500));
      assert.ok(JSON.stringify(sampleArguments(schema)).length < 100_000);
      // The last step may be a large one; none may be without end.
      assert.ok(stepsOf(schema, (reading) => writtenOut(schema, reading)) < 1.5);
      assert.ok(stepsOf(schema, (reading) => typeInWords(schema, reading)) < 1.5);
      assert.ok(stepsOf(schema, (reading) => accepts(schema, { x: 'x', n1: 'n1' }, reading)) < 1.5);
      assert.ok(stepsOf(schema, (reading) => lookUpArgument(schema, [wanted[0] ?? 'x', 'y'], reading)) < 1.5);
    });
  }

  test('an argument that could not be read to its end can be anything, and its parts are open', () => {
    const schema = tool(tower('anyOf', 2, 40), { $ref: '#/$defs/a0' });
    assert.deepEqual(
      argumentsBelow(schema, []).map(({ path, types }) => [path, types]),
      [[['x'], []]],
    );
    assert.deepEqual(lookUpArgument(schema, ['x']), { kind: 'open' });
    assert.deepEqual(lookUpArgument(schema, ['x', 'y']), { kind: 'open' });
  });

  test('what could not be followed to its end is never said to fit', () => {
    const schema = tool(tower('anyOf', 2, 40), { not: { $ref: '#/$defs/a0' } });
    assert.equal(accepts(schema, { x: 7 }, newReading(schema, 100)), false);
  });

  test('what is not written out in time is any', () => {
    assert.equal(typeInWords({ $ref: '#/$defs/a0' }, newReading(tool(tower('allOf', 8, 14), {}), 0)), 'any');
  });

  for (const [name, { tools }] of knownLists) {
    test(`no real tool of ${name} comes near the end of its steps`, () => {
      for (const { inputSchema } of tools) {
        const sample = sampleArguments(inputSchema);
        const share = stepsOf(inputSchema, (reading) => {
          accepts(inputSchema, sample, reading);
          for (const part of Object.values((inputSchema.properties ?? {}) as JsonObject)) typeInWords(part, reading);
        });
        assert.ok(share < 0.2, `${share}`);
      }
    });
  }
});

suite('Patterns of a server', () => {
  const patterns: readonly (readonly [pattern: string, states: number])[] = [
    ['^abc$', 5],
    ['x{1000}', 1_000],
    ['(ab{2}){3,5}', 25],
    ['((x{10}){10}){10}', 1_220],
    ['[]{5}]{2}\\{3', 4],
    ['\\p{Lu}{3}', 3],
    ['a{2,}', 2],
    [')(', 1],
  ];
  for (const [pattern, states] of patterns) {
    test(`${pattern} has about ${states} states`, () => assert.equal(statesOf(pattern), states));
  }

  test('are compiled once for each schema', () => {
    const reading = newReading({});
    matches('^a+$', 'a', reading);
    const compiled = reading.patterns.get('^a+$');
    assert.equal(matches('^a+$', 'b', reading), false);
    assert.ok(compiled);
    assert.equal(reading.patterns.get('^a+$'), compiled);
  });

  for (const [what, pattern] of [
    ['too long', 'x'.repeat(501)],
    ['repeated too often', 'x{1000}'.repeat(3)],
    ['repeated within a repetition', '((x{20}){20}){20}'],
  ] as const) {
    test(`${what}: nothing is compiled, and every text counts as fitting`, () => {
      const reading = newReading({});
      assert.equal(matches(pattern, 'y', reading), true);
      assert.deepEqual([...reading.patterns.values()], [undefined]);
      assert.ok(reading.steps < 10);
    });
  }

  test('that RE2 does not know fit nothing', () => {
    assert.equal(matches('(?=a)a', 'a', newReading({})), false);
  });

  test('of a thousand repetitions of a thousand leave the sample as it would be without', () => {
    const schema = tool({}, { type: 'string', pattern: 'x{1000}'.repeat(1_000) });
    assert.deepEqual(sampleArguments(schema), { x: 'example' });
  });
});
