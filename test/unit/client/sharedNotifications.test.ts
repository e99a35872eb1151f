import assert from 'node:assert/strict';
import { sharedNotifications } from '../../../client/sharedNotifications.ts';

suite('Notifications of the language server', () => {
  test('reach everyone who listens, until that one listens no more', () => {
    const handlers = new Map<string, (parameters: unknown) => void>();
    const shared = sharedNotifications({
      onNotification(method, handler) {
        // As a language client: the last one is kept.
        handlers.set(method, handler);
        return { dispose: () => void handlers.delete(method) };
      },
    });
    const heard: string[] = [];
    const first = shared.onNotification('changed', (parameters) => heard.push(`first ${parameters}`));
    shared.onNotification('changed', (parameters) => heard.push(`second ${parameters}`));
    shared.onNotification('other', () => heard.push('other'));
    handlers.get('changed')?.(1);
    first.dispose();
    handlers.get('changed')?.(2);
    assert.deepEqual(heard, ['first 1', 'second 1', 'second 2']);
  });
});
