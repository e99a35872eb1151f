import { strict as assert } from 'node:assert';
import { followServer, type ServerState } from '../../../client/serverLife.ts';

suite('The life of the language server, as its client tells it', () => {
  const rows: readonly (readonly [name: string, states: readonly ServerState[], heard: readonly string[]])[] = [
    ['it crashes and is started anew', ['stopped', 'starting', 'running'], ['again']],
    ['it crashes twice', ['stopped', 'starting', 'running', 'stopped', 'starting', 'running'], ['again', 'again']],
    ['it crashes too often and is given up', ['stopped'], ['over']],
    ['it crashes and cannot be started', ['stopped', 'starting', 'stopped'], ['over']],
  ];
  for (const [name, states, heard] of rows) {
    test(name, async () => {
      let state: ServerState = 'running';
      const told: string[] = [];
      const follow = followServer(() => state, { again: () => told.push('again'), over: () => told.push('over') });
      for (const next of states) {
        state = next;
        follow(next);
        // A client that starts anew says so in the same breath.
        if (next !== 'stopped') await Promise.resolve();
      }
      await Promise.resolve();
      assert.deepEqual(told, heard);
    });
  }
});
