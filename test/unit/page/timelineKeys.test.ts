import assert from 'node:assert/strict';
import { timelineCommand } from '../../../client/page/traffic/timeline/timelineKeys.ts';

const none = { shiftKey: false, altKey: false, ctrlKey: false, metaKey: false };

suite('Keys of the timeline', () => {
  test('plus zooms in, with Shift as many keyboards type it, and without', () => {
    for (const [key, shiftKey] of [
      ['+', true],
      ['+', false],
      ['=', false],
    ] as const) {
      assert.deepEqual(timelineCommand({ ...none, key, shiftKey }), { do: 'zoom', factor: 0.5 });
    }
  });

  test('arrows move, and with Shift read bar by bar', () => {
    assert.deepEqual(timelineCommand({ ...none, key: 'ArrowLeft' }), { do: 'pan', by: -0.25 });
    assert.deepEqual(timelineCommand({ ...none, key: 'ArrowLeft', shiftKey: true }), { do: 'read', by: -1 });
    assert.equal(timelineCommand({ ...none, key: 'ArrowUp', shiftKey: true }), undefined);
  });

  test('what VS Code or the page may want is left to them', () => {
    for (const modifier of ['altKey', 'ctrlKey', 'metaKey']) {
      assert.equal(timelineCommand({ ...none, key: '0', [modifier]: true }), undefined);
    }
    for (const key of ['Tab', 'a', '__proto__', 'constructor']) {
      assert.equal(timelineCommand({ ...none, key }), undefined);
    }
  });
});
