import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../server/policy/json.ts';
import type { Argument, ArgumentLookup } from '../../../server/tools/arguments/argument.ts';
import { argumentNames } from '../../../server/tools/arguments/argumentNames.ts';
import { argumentsBelow } from '../../../server/tools/arguments/argumentsBelow.ts';
import { listedArguments } from '../../../server/tools/arguments/listedArguments.ts';
import { lookUpArgument } from '../../../server/tools/arguments/lookUpArgument.ts';
import { newReading } from '../../../server/tools/schema/reading.ts';
import { knownLists } from './lists.ts';

const $defs: JsonObject = {
  size: { enum: ['S', 'M'] },
  loop: { $ref: '#/$defs/loop' },
  node: { type: 'object', properties: { value: { type: 'string' }, next: { $ref: '#/$defs/node' } } },
  person: { type: 'object', properties: { name: { type: 'string' }, age: { type: 'integer' } }, required: ['name'] },
};

function toolOf(x: JsonValue): JsonObject {
  return { type: 'object', properties: { x }, $defs };
}

function found(lookup: ArgumentLookup): Argument {
  assert.ok(lookup.kind === 'found', lookup.kind);
  return lookup.argument;
}

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
  [{ type: 'number', exclusiveMinimum: 0 }, ['number'], { minimum: 0 }],
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
      const { types: possible, values, minimum, maximum, elements } = found(lookUpArgument(toolOf(schema), ['x']));
      const known = { values, minimum, maximum, elements };
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
});

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

suite('Arguments of a list', () => {
  const list = {
    server: 'S',
    tools: [
      { name: 'a', inputSchema: toolOf({ type: 'string' }) },
      { name: 'a', inputSchema: toolOf({ type: 'integer' }) },
      { name: '__proto__', inputSchema: toolOf({ type: 'boolean' }) },
    ],
    skipped: [],
  };

  test('are those of the first tool of the name', () => {
    const lookUp = listedArguments(list);
    assert.deepEqual(found(lookUp('a', 'args.x') ?? { kind: 'open' }).types, ['string']);
    assert.deepEqual(found(lookUp('__proto__', 'args.x') ?? { kind: 'open' }).types, ['boolean']);
  });

  test('are nothing for another tool and for what is no path', () => {
    assert.equal(listedArguments(list)('constructor', 'args.x'), undefined);
    assert.equal(listedArguments(list)('a', 'args.'), undefined);
  });

  test('are looked up once', () => {
    assert.equal(listedArguments(list)('a', 'args.x'), listedArguments(list)('a', 'args.x'));
  });

  test('are open when the steps are used up, whether they were looked up before or not', () => {
    assert.equal(listedArguments(list)('a', 'args.x')?.kind, 'found');
    const lookUp = listedArguments(list, 3);
    assert.deepEqual(
      ['args.x', 'args.x', 'args.y'].map((path) => lookUp('a', path)?.kind),
      ['found', 'open', 'open'],
    );
  });

  test('are open for a path that no person writes', () => {
    const path = `args.${'x.next.'.repeat(1_000)}value`;
    assert.equal(listedArguments(list)('a', path)?.kind, 'open');
  });
});

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
