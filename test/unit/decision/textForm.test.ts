import assert from 'node:assert/strict';
import fastCheck from 'fast-check';
import { numberText, textForm } from '../../../server/decision/textForm.ts';
import type { JsonValue } from '../../../server/policy/json.ts';

suite('Text forms are those of Go', () => {
  const cases: readonly [JsonValue, string][] = [
    [0, '0'],
    [-0, '-0'],
    [5, '5'],
    [100.5, '100.5'],
    [100000, '100000'],
    [999999.5, '999999.5'],
    [1000000, '1e+06'],
    [1234567.5, '1.2345675e+06'],
    [-2500000, '-2.5e+06'],
    [1e21, '1e+21'],
    [1e100, '1e+100'],
    [0.0001, '0.0001'],
    [0.00001, '1e-05'],
    [0.000123, '0.000123'],
    [1.5e-10, '1.5e-10'],
    [5e-324, '5e-324'],
    ['', ''],
    ['text', 'text'],
    [true, 'true'],
    [false, 'false'],
    [null, '<nil>'],
    [[], '[]'],
    [[1, 'a', null, [true]], '[1 a <nil> [true]]'],
    [{}, 'map[]'],
    [{ b: 1, a: { c: null } }, 'map[a:map[c:<nil>] b:1]'],
  ];
  for (const [value, text] of cases) {
    test(`${Object.is(value, -0) ? '-0' : JSON.stringify(value)} is ${text}`, () =>
      assert.equal(textForm(value), text));
  }

  test('keys are in the order of their code points, not of their UTF-16 units', () => {
    assert.equal(textForm({ '\u{1f600}': 1, '\ufb01': 2 }), 'map[\ufb01:2 \u{1f600}:1]');
  });

  test('a text form names its number exactly', () => {
    fastCheck.assert(
      fastCheck.property(fastCheck.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        assert.ok(Object.is(Number(numberText(value)), value));
      }),
    );
  });

  test('what no parser lets through has a text form too', () => {
    let deep: JsonValue = [];
    for (let depth = 0; depth < 100_000; depth++) deep = [deep];
    assert.equal(typeof textForm(deep), 'string');
    assert.equal(textForm(Number.POSITIVE_INFINITY), '+Inf');
    assert.equal(textForm(Number.NEGATIVE_INFINITY), '-Inf');
  });
});
