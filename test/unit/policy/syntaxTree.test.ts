import assert from 'node:assert/strict';
import fc from 'fast-check';
import { member } from '../../../server/policy/json.ts';
import { jsonValueOf, parseTree, property } from '../../../server/policy/syntax/syntaxTree.ts';

function valueOfText(text: string): unknown {
  const { root } = parseTree(text);
  return root && jsonValueOf(root);
}

suite('The value of a syntax tree', () => {
  test('is what JSON.parse reads, for every JSON text', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        assert.deepEqual(valueOfText(text), JSON.parse(text));
      }),
    );
  });

  test('keeps keys that mean something to JavaScript as plain keys', () => {
    const { root } = parseTree('{"__proto__": {"a": 1}, "constructor": 2}');
    assert.ok(root);
    const value = jsonValueOf(root);
    assert.deepEqual(Object.keys(value ?? {}), ['__proto__', 'constructor']);
    assert.equal(Object.getPrototypeOf(value), Object.prototype);
    assert.equal(member(JSON.parse('{}'), 'constructor'), undefined);
  });

  test('takes the last of two properties with one name', () => {
    assert.equal(property(parseTree('{"a": 1, "a": 2}').root, 'a')?.value?.value, 2);
  });
});
