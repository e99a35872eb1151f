import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hasRepeatedName, withArgument } from '../../../client/page/arguments/argumentText.ts';
import { canShow, fieldKindOf, fieldText, readField } from '../../../client/page/arguments/fieldKind.ts';
import type { JsonValue } from '../../../server/protocol/panel.ts';
import type { ToolParameter } from '../../../server/protocol/simulation.ts';

function parameter(range: Omit<ToolParameter, 'name' | 'type' | 'required'>): ToolParameter {
  return { name: 'a', type: '', required: false, ...range };
}

suite('The fields of arguments', () => {
  const part = parameter({ types: ['string'] });
  const kinds: readonly (readonly [string, ToolParameter, string])[] = [
    ['a text', parameter({ types: ['string'] }), 'text'],
    ['a text or null', parameter({ types: ['string', 'null'] }), 'text'],
    ['a number', parameter({ types: ['number'] }), 'number'],
    ['a whole number', parameter({ types: ['integer'] }), 'number'],
    ['true or false', parameter({ types: ['boolean'] }), 'choice'],
    ['an enum', parameter({ types: ['string', 'integer'], values: ['a', 5] }), 'choice'],
    ['a list of texts', parameter({ types: ['array'], elements: { types: ['string'] } }), 'lines'],
    ['a list of anything', parameter({ types: ['array'], elements: { types: [] } }), 'json'],
    ['a list of numbers', parameter({ types: ['array'], elements: { types: ['number'] } }), 'json'],
    ['an object with parts', parameter({ types: ['object'], parts: [part] }), 'group'],
    ['an object of which nothing is known', parameter({ types: ['object'] }), 'json'],
    ['a text or a number', parameter({ types: ['string', 'number'] }), 'json'],
    ['anything', parameter({ types: [] }), 'json'],
    ['only null', parameter({ types: ['null'] }), 'json'],
  ];
  for (const [words, described, kind] of kinds) {
    test(`${words}: ${kind}`, () => assert.equal(fieldKindOf(described), kind));
  }

  const numbers: readonly (readonly [string, JsonValue | undefined])[] = [
    ['5', 5],
    ['-0.5', -0.5],
    ['1.', 1],
    ['1e3', 1000],
    ['', undefined],
    ['"5"', '5'],
    ['-', '-'],
    ['five', 'five'],
    ['1e999', '1e999'],
    ['0x10', '0x10'],
  ];
  for (const [text, value] of numbers) {
    test(`a number field with ${text === '' ? 'nothing' : text} sends ${JSON.stringify(value) ?? 'nothing'}`, () => {
      assert.deepEqual(readField('number', text), { value });
    });
  }

  test('whatever a field can show, it reads as the same value again', () => {
    const value = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<JsonValue>;
    const kind = fc.constantFrom('text', 'number', 'lines', 'json' as const);
    fc.assert(
      fc.property(fc.oneof(value, fc.string(), fc.array(fc.string()), fc.double().map(Number)), kind, (any, field) => {
        const json: JsonValue = JSON.parse(JSON.stringify(any));
        if (!canShow(field, json)) return;
        assert.deepEqual(readField(field, fieldText(field, json)), { value: json });
      }),
    );
  });

  test('an edit leaves the rest as it is written, numbers that no computer holds included', () => {
    const text = '{\n  "big": 12345678901234567890,\n  "list": [1,   2],\n  "a": 1\n}';
    assert.equal(withArgument(text, ['a'], 2), text.replace('"a": 1', '"a": 2'));
    assert.equal(withArgument(text, ['a'], undefined), text.replace(',\n  "a": 1', ''));
  });

  test('objects on the way to an argument are made, and a name is never a prototype', () => {
    assert.deepEqual(JSON.parse(withArgument('{}', ['customer', 'address', 'city'], 'Oslo')), {
      customer: { address: { city: 'Oslo' } },
    });
    const odd = withArgument('{"a": 1}', ['__proto__', 'x'], 1);
    assert.deepEqual(Object.keys(JSON.parse(odd)), ['a', '__proto__']);
    assert.equal(withArgument('{"a": 1}', ['a'], undefined), '{}');
  });

  test('a name that stands twice is seen at any depth', () => {
    assert.equal(hasRepeatedName('{"a": [{"b": 1, "b": 2}]}'), true);
    assert.equal(hasRepeatedName('{"a": {"b": 1}, "b": 2}'), false);
  });
});
