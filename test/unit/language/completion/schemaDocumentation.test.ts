import assert from 'node:assert/strict';
import { documentedKeys, keyDocumentation } from '../../../../server/language/schemaDocumentation.ts';
import { policyKeys, toolKeys } from '../../../../server/policy/edits/keyOrder.ts';

const places = ['policy', 'tool', 'rule', 'condition', 'limit', 'allTools', 'rateLimit'] as const;

suite("What the policy's schema says of its keys", () => {
  for (const place of places) {
    test(`has a title and a description for every key of ${place}`, () => {
      assert.ok(documentedKeys(place).length > 0);
      for (const { key } of documentedKeys(place)) {
        assert.ok(keyDocumentation(place, key)?.title, key);
        assert.ok(keyDocumentation(place, key)?.description, key);
      }
    });
  }

  test('has the keys in the order in which edits write them', () => {
    assert.deepEqual(
      documentedKeys('policy').map(({ key }) => key),
      policyKeys,
    );
    assert.deepEqual(
      documentedKeys('tool').map(({ key }) => key),
      toolKeys,
    );
  });

  test('follows references within the schema', () => {
    assert.equal(keyDocumentation('condition', 'path')?.title, 'Argument path');
  });

  test('says which keys are required', () => {
    const required = documentedKeys('limit').filter((each) => each.required);
    assert.deepEqual(
      required.map(({ key }) => key),
      ['counter', 'window', 'max', 'scope'],
    );
  });

  test("knows the keys of Intercept's dialect, and proposes none of them", () => {
    assert.match(keyDocumentation('tool', 'rules')?.title ?? '', /Intercept/);
    assert.ok(!documentedKeys('tool').some(({ key }) => key === 'rules'));
  });

  test('says nothing of other keys, not even of those that every object inherits', () => {
    for (const key of ['nonsense', '__proto__', 'constructor']) assert.equal(keyDocumentation('tool', key), undefined);
  });
});
