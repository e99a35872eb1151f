import assert from 'node:assert/strict';
import { complete } from '../../../../server/language/completion/complete.ts';
import { limitedList, mostItems } from '../../../../server/language/completion/limitedList.ts';
import { atCursor } from '../../../markedCursor.ts';
import { freshTools } from '../../../toolLists.ts';

function listAt(marked: string, tools: number) {
  const { document, position } = atCursor(marked);
  const names = Array.from({ length: tools }, (_, index) => `tool_${index}`);
  return limitedList(complete(document, freshTools(...names), position), document, position);
}

suite('A completion list that nobody could read', () => {
  test('is whole as long as it can be read', () => {
    const { isIncomplete, items } = listAt('{"tools": {"|"}}', 100);
    assert.deepEqual([isIncomplete, items.length], [false, 100]);
  });

  test('is cut, and asked for anew with the next letter', () => {
    const { isIncomplete, items } = listAt('{"tools": {"|"}}', 5000);
    assert.deepEqual([isIncomplete, items.length], [true, mostItems]);
  });

  test('holds what is typed, wherever it stands in the whole list', () => {
    const { isIncomplete, items } = listAt('{"tools": {"tool_4999|"}}', 5000);
    assert.equal(isIncomplete, true);
    assert.deepEqual(
      items.map(({ label }) => label),
      ['tool_4999'],
    );
  });
});
