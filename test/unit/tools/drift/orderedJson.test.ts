import assert from 'node:assert/strict';
import fastCheck from 'fast-check';
import type { JsonValue } from '../../../../server/policy/json.ts';
import { orderedJson } from '../../../../server/tools/drift/orderedJson.ts';

const json = fastCheck.jsonValue({ maxDepth: 4 }) as fastCheck.Arbitrary<JsonValue>;
const whole = Number.POSITIVE_INFINITY;

suite('JSON with its keys in order', () => {
  test('means the same as the value', () => {
    fastCheck.assert(
      fastCheck.property(json, (value) => {
        assert.deepEqual(JSON.parse(orderedJson(value, whole)), JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('is laid out as usual, whatever the order of keys', () => {
    const written = '{\n  "a": [],\n  "b": [\n    1,\n    {\n      "c": {}\n    }\n  ]\n}';
    assert.equal(orderedJson({ b: [1, { c: {} }], a: [] }, whole), written);
  });

  test('of more than is wanted no more is written', () => {
    const huge = Array.from({ length: 1_000_000 }, () => ({ text: 'x'.repeat(100) }));
    const text = orderedJson(huge, 1_000);
    assert.ok(text.length < 1_300 && JSON.stringify(huge[0]).length < text.length, text);
  });
});
