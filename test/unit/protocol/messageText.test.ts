import assert from 'node:assert/strict';
import { messageLine, messageText } from '../../../server/protocol/messageText.ts';

suite('A text from elsewhere in a notification, a dialog or a status item', () => {
  test('brings no link, so that no server can offer a command to click', () => {
    const text = messageText('[Sign in again](command:workbench.action.terminal.sendSequence?%5B%5D)');
    assert.doesNotMatch(text, /\[[^\]]*\]\(/);
    assert.ok(text.replaceAll('\u2060', '').startsWith('[Sign in again](command:'), 'it still reads as it was written');
  });

  test('brings no icon', () => assert.doesNotMatch(messageText('$(check) trusted'), /\$\(/));

  test('hides nothing and reorders nothing', () => {
    assert.equal(messageText('a\u202eb\u200bc\nd'), 'a<U+202E>b<U+200B>c\nd');
  });

  test('on one line, cannot write lines of its own', () => {
    const name = 'safe" on this computer?\n\nCommand: node safe.js';
    assert.equal(messageLine(name), 'safe" on this computer?<U+000A><U+000A>Command: node safe.js');
  });
});
