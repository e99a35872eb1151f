import assert from 'node:assert/strict';
import fastCheck from 'fast-check';
import type { JsonValue } from '../../../server/policy/json.ts';
import { purposeSignature } from '../../../server/tools/drift/toolContent.ts';
import { canonicalText } from '../../../server/tools/schema/keyword.ts';
import { sameJson } from '../../../server/tools/schema/sameJson.ts';

const json = fastCheck.jsonValue({ maxDepth: 4 }) as fastCheck.Arbitrary<JsonValue>;

/** The same value with its keys the other way round, at every depth. */
function turned(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return JSON.parse(
    `{${Object.entries(value)
      .reverse()
      .map(([key, inner]) => `${JSON.stringify(key)}:${JSON.stringify(turned(inner))}`)
      .join()}}`,
  );
}

suite('JSON values that are the same', () => {
  test('are those whose canonical texts are', () => {
    fastCheck.assert(
      fastCheck.property(json, json, (left, right) => {
        assert.equal(sameJson(left, right), canonicalText(left) === canonicalText(right));
        assert.ok(sameJson(left, turned(left)));
      }),
    );
  });

  test('own keys count only: __proto__ is a name like any other', () => {
    const named = JSON.parse('{"__proto__": {"a": 1}}');
    assert.ok(sameJson(named, JSON.parse('{"__proto__": {"a": 1}}')));
    assert.ok(!sameJson(named, JSON.parse('{"__proto__": {"a": 2}}')));
    assert.ok(!sameJson(named, { toString: 1 }));
    assert.ok(!sameJson({ constructor: 1 }, { a: 1 }));
  });

  test('are not known to be when the steps are used up', () => {
    const long = Array.from({ length: 100 }, (_, index) => ({ index }));
    assert.ok(sameJson(long, structuredClone(long), { left: 1_000 }));
    assert.ok(!sameJson(long, structuredClone(long), { left: 50 }));
  });

  test('a signature is the same for tools of one purpose, whatever the order of keys', () => {
    fastCheck.assert(
      fastCheck.property(fastCheck.string(), fastCheck.dictionary(fastCheck.string(), json), (description, schema) => {
        const tool = { name: 'a', description, inputSchema: schema };
        const other = { name: 'b', description, inputSchema: turned(schema) as typeof schema };
        assert.equal(purposeSignature(tool), purposeSignature(other));
      }),
    );
  });
});
