import assert from 'node:assert/strict';
import fc from 'fast-check';
import { URI } from 'vscode-uri';
import { toolPath } from '../../../client/tools/rows/toolPath.ts';

suite('The address of a tool’s row', () => {
  const addressOf = (name: string) => URI.from({ scheme: 'tool', path: toolPath(name) }).toString();
  const written = (name: string) => JSON.stringify(name);

  for (const name of ['list_orders', '', '/x', '//x', '..', 'a/../b', '%', '%2F', '?a#b', '__proto__', '\uD800']) {
    test(`${written(name)} has one`, () => assert.match(addressOf(name), /^tool:\/\S+$/));
  }

  test('two names never have the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (one, other) => {
        assert.equal(addressOf(one) === addressOf(other), one === other);
      }),
    );
  });
});
