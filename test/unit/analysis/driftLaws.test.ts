import assert from 'node:assert/strict';
import fc from 'fast-check';
import { policyDrift } from '../../../server/analysis/drift/driftProblems.ts';
import { toolSchemaProblems } from '../../../server/analysis/toolSchemaProblems.ts';
import { compiledPolicyOf } from '../../../server/decision/compile/compilePolicy.ts';
import { replay } from '../../../server/decision/replay.ts';
import { isJsonObject, type JsonObject, type JsonValue, member } from '../../../server/policy/json.ts';
import type { PolicyDocument } from '../../../server/policy/policyDocument.ts';
import type { Span } from '../../../server/policy/syntax/span.ts';
import type { Node } from '../../../server/policy/syntax/syntaxTree.ts';
import type { ToolList } from '../../../server/tools/tool.ts';
import { parsed, policyOf } from './checkedPolicies.ts';

const schemas: readonly JsonObject[] = [
  { type: 'string' },
  { type: 'integer', minimum: 1, maximum: 9 },
  { enum: ['x', 'y'] },
  { enum: ['y', 3] },
  { type: 'array', items: { enum: ['x'] } },
  { type: 'boolean' },
  {},
];

const argument = fc.constantFrom(...schemas);
const inputSchema = fc
  .dictionary(fc.constantFrom('a', 'b', 'a_cents'), argument, { maxKeys: 3 })
  .map((properties): JsonObject => ({ type: 'object', properties }));

const value = fc.constantFrom<JsonValue>('x', 'y', 'z', 3, 20, true);

/** Values of the types that the operators take: what never makes sense is no drift. */
const valueFor: Readonly<Record<string, fc.Arbitrary<JsonValue>>> = {
  eq: value,
  neq: value,
  contains: value,
  lt: fc.constantFrom(0, 3, 20),
  gte: fc.constantFrom(0, 3, 20),
  regex: fc.constantFrom('x', '^z'),
  in: fc.array(value, { minLength: 1, maxLength: 3 }),
  not_in: fc.array(value, { minLength: 1, maxLength: 3 }),
  exists: fc.boolean(),
};

const condition = fc
  .tuple(fc.constantFrom('args.a', 'args.b', 'args.a_cents'), fc.constantFrom(...Object.keys(valueFor)))
  .chain(([path, op]) => (valueFor[op] ?? value).map((expected): JsonObject => ({ path, op, value: expected })));

const rule = fc.array(condition, { minLength: 1, maxLength: 2 }).map((conditions): JsonObject => ({ conditions }));
const policy = fc
  .record({ require: fc.array(rule, { maxLength: 2 }), deny_if: fc.array(rule, { maxLength: 3 }) })
  .map((tool) => policyOf(tool));

function listOf(schema: JsonObject): ToolList {
  return { server: 'S', skipped: [], tools: [{ name: 't', description: 'Does it.', inputSchema: schema }] };
}

/** The conditions of a policy by their offsets. */
function conditionsIn({ written }: PolicyDocument): Node[] {
  return written.tools.flatMap(({ rules }) =>
    rules.flatMap(({ conditions = [] }) => conditions.map(({ node }) => node)),
  );
}

function holdsOne(spans: readonly Span[]): (node: Node) => boolean {
  return ({ offset, length }) => spans.some((span) => span.offset >= offset && span.offset < offset + length);
}

suite('Laws of what a new schema breaks', () => {
  test('it is what is wrong by the new list, and all of that was right by the snapshot', () => {
    fc.assert(
      fc.property(policy, inputSchema, inputSchema, (text, before, after) => {
        const document = parsed(text);
        const [baseline, list] = [listOf(before), listOf(after)];
        const wrongBy = (tools: ToolList): ((node: Node) => boolean) =>
          holdsOne(toolSchemaProblems(document, { state: 'fresh', list: tools }).map(({ span }) => span));
        const [wrongThen, wrongNow] = [wrongBy(baseline), wrongBy(list)];
        const isBroken = holdsOne(
          policyDrift(document, { state: 'fresh', list }, baseline).broken.map(({ span }) => span),
        );
        for (const node of conditionsIn(document)) {
          const words = text.slice(node.offset, node.offset + node.length);
          if (isBroken(node)) assert.ok(wrongNow(node), `not wrong: ${words}`);
          if (wrongNow(node) && !wrongThen(node)) assert.ok(isBroken(node), `not told: ${words}`);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('"every call is denied" is true of every call that keeps to the new schema', () => {
    const call = fc.dictionary(fc.constantFrom('a', 'b', 'a_cents'), value, { maxKeys: 3 });
    let told = 0;
    fc.assert(
      fc.property(policy, inputSchema, inputSchema, call, (text, before, after, args) => {
        const document = parsed(text);
        const { problems } = policyDrift(document, { state: 'fresh', list: listOf(after) }, listOf(before));
        if (!problems.some(({ message }) => message.includes('every call of it is denied'))) return;
        const isListed = Object.keys(args).every((name) => keepsTo(after, name, args[name]));
        if (!isListed || document.root === undefined) return;
        told += 1;
        const one = { tool: 't', args, at: 0, grant: 'g', session: 's', upstream: 'ok', times: 1 } as const;
        const [result] = replay(compiledPolicyOf(document.root), [one]);
        assert.equal(result?.decision.outcome, 'denied', `${text} ${JSON.stringify(args)}`);
      }),
      { numRuns: 1000 },
    );
    assert.ok(told > 10, String(told));
  });
});

/** For the schemas above. */
function keepsTo({ properties }: JsonObject, name: string, given: JsonValue | undefined): boolean {
  const part = isJsonObject(properties) ? member(properties, name) : undefined;
  if (!isJsonObject(part)) return false;
  const [values, type] = [member(part, 'enum'), member(part, 'type')];
  if (Array.isArray(values)) return values.includes(given);
  if (type === 'integer') return typeof given === 'number' && given <= 9;
  return type === undefined || type === typeof given;
}
