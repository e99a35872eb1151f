import assert from 'node:assert/strict';
import fastCheck from 'fast-check';
import type { JsonValue } from '../../../server/policy/json.ts';
import { writtenJson } from '../../../server/policy/writtenJson.ts';

const rows: readonly (readonly [what: string, text: string, written: string])[] = [
  ['an override', 'a\u202Eb', '"a\\u202Eb"'],
  ['a zero-width space', 'a\u200Bb', '"a\\u200Bb"'],
  ['a control character that JSON lets stand', 'a\u0085b\u007F', '"a\\u0085b\\u007F"'],
  ['tag characters, in two units each', 'a\u{E0041}', '"a\\uDB40\\uDC41"'],
  ['a filler', 'a\u3164', '"a\\u3164"'],
  ['a joiner between Latin letters', 'delete\u200Cuser', '"delete\\u200Cuser"'],
  ['a selector behind a digit, which is no emoji', 'page_1\uFE0F', '"page_1\\uFE0F"'],
  ['a joiner between digits', '1\u200D2', '"1\\u200D2"'],
  ['what JSON itself escapes', 'a\n"\\', '"a\\n\\"\\\\"'],
  ['other scripts as they are', 'Größe 価格 цена', '"Größe 価格 цена"'],
  ['emoji as they are', '⚠️ 👩‍🔧 1️⃣ 🏴󠁧󠁢󠁳󠁣󠁴󠁿', '"⚠️ 👩‍🔧 1️⃣ 🏴󠁧󠁢󠁳󠁣󠁴󠁿"'],
  ['what Persian needs as it is', 'می\u200Cخواهم', '"می\u200Cخواهم"'],
];

suite('JSON as it is written into files', () => {
  for (const [what, text, written] of rows) {
    test(what, () => assert.equal(writtenJson(text), written));
  }

  test('what one text needs is no reason for its neighbour', () => {
    assert.equal(writtenJson(['\u05D0\u200F!', 'pay\u200F']), '["\u05D0\u200F!","pay\\u200F"]');
  });

  test('keys are written like values, and lines stay lines', () => {
    assert.equal(writtenJson({ 'a\u202E': ['\u200B'] }, 2), '{\n  "a\\u202E": [\n    "\\u200B"\n  ]\n}');
  });

  test('it means the same as before', () => {
    fastCheck.assert(
      fastCheck.property(fastCheck.jsonValue({ stringUnit: 'binary' }), (value) => {
        assert.deepEqual(JSON.parse(writtenJson(value as JsonValue)), JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
