import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compilePolicy } from '../../../server/decision/compile/compilePolicy.ts';
import { amountOf } from '../../../server/decision/counting/charge.ts';
import type { JsonObject, JsonValue } from '../../../server/policy/json.ts';
import { accepts } from '../../../server/tools/schema/accepts.ts';
import { newReading } from '../../../server/tools/schema/reading.ts';
import { knowing, parsed, policyOf, problemsOf, requiring } from './checkedPolicies.ts';

const scalar = fc.oneof(
  fc.constantFrom<JsonValue>('a', 'b', 'ab', '', '5', '5.0', 'true', 'True', '<nil>', '[a]', 'map[a:b]', '1e+06'),
  fc.constantFrom<JsonValue>(0, 1, 5, -1, 2.5, 1_000_000, true, false),
);
const argumentValue = fc.oneof(
  scalar,
  fc.constant(null),
  fc.array(scalar, { maxLength: 2 }),
  fc.dictionary(fc.constant('a'), scalar),
) as fc.Arbitrary<JsonValue>;

/** Schemas that say much of little, so that what is generated besides often fits. */
const simpleSchema = fc.oneof(
  fc.record(
    {
      type: fc.constantFrom<JsonValue>('string', 'integer', 'number', 'boolean', 'array', 'object', ['string', 'null']),
      minimum: fc.constantFrom(-1, 0, 2),
      exclusiveMinimum: fc.constantFrom(-1, 0, 1),
      exclusiveMaximum: fc.constantFrom(3, 5, 6),
      items: fc.constantFrom<JsonValue>({ type: 'integer' }, { enum: ['a', 5] }),
      properties: fc.constantFrom<JsonValue>({ a: { type: 'string' } }, { a: { type: 'integer' } }),
    },
    { requiredKeys: ['type'] },
  ),
  fc.record({ enum: fc.array(argumentValue, { minLength: 1, maxLength: 3 }) }),
  fc.record({ const: argumentValue }),
) as fc.Arbitrary<JsonValue>;
const argumentSchema = fc.oneof(
  simpleSchema,
  fc
    .tuple(fc.constantFrom('anyOf', 'oneOf', 'allOf'), fc.array(simpleSchema, { minLength: 1, maxLength: 2 }))
    .map(([keyword, parts]): JsonValue => ({ [keyword]: parts })),
);
const operator = fc.constantFrom('eq', 'neq', 'lt', 'lte', 'gt', 'gte', 'in', 'not_in', 'exists', 'regex', 'contains');
const path = fc.constantFrom('args.x', 'args.x.a', 'args.x.b', 'args.y');

/** The calls among some that the schema takes. */
function validCalls(properties: JsonObject, values: readonly JsonValue[]): JsonObject[] {
  const schema: JsonObject = { type: 'object', properties };
  return [{}, ...values.map((x) => ({ x }))].filter((args) => accepts(schema, args, newReading(schema)));
}

suite('What is said never to come true does not, whatever call keeps to the schema', () => {
  test('of a condition', () => {
    let judged = 0;
    const written = fc.tuple(path, operator, fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })));
    fc.assert(
      fc.property(argumentSchema, written, fc.array(argumentValue), (x, [at, op, value], values) => {
        const text = requiring(at, op, value);
        const problems = problemsOf(text, knowing({ x }));
        const { root } = parsed(text);
        assert.ok(root);
        const condition = compilePolicy(root).tools.get('t')?.rules[0]?.conditions[0];
        assert.ok(condition);
        for (const { message, span } of problems) {
          for (const args of validCalls({ x }, values)) {
            judged += 1;
            if (message.includes('never holds')) assert.equal(condition.holds(args), false, message);
            else if (message.includes('always holds')) assert.equal(condition.holds(args), true, message);
            else if (message.includes('holds whenever')) {
              assert.equal(condition.holds(args), condition.find(args) !== undefined, message);
            } else {
              assert.match(message, /this element has no effect/);
              const element = JSON.parse(text.slice(span.offset, span.offset + span.length));
              const alone = compilePolicy(parsed(requiring(at, 'eq', element)).root ?? root).tools.get('t');
              assert.equal(alone?.rules[0]?.conditions[0]?.holds(args), false, message);
            }
          }
        }
      }),
      { numRuns: 3_000 },
    );
    assert.ok(judged > 100, `${judged} judged`);
  });

  test('of a weight', () => {
    let judged = 0;
    fc.assert(
      fc.property(argumentSchema, path, fc.array(argumentValue), (x, at, values) => {
        const limit = { counter: 'c', window: 'day', max: 5, scope: 'grant', increment_from: at };
        const text = policyOf({ limits: [limit] });
        const { root } = parsed(text);
        assert.ok(root);
        const [compiled] = compilePolicy(root).tools.get('t')?.limits ?? [];
        assert.ok(compiled);
        if (problemsOf(text, knowing({ x })).length === 0) return;
        for (const args of validCalls({ x }, values)) {
          judged += 1;
          assert.equal(amountOf(compiled, args), undefined);
        }
      }),
      { numRuns: 1_000 },
    );
    assert.ok(judged > 100, `${judged} judged`);
  });
});
