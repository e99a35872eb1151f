import assert from 'node:assert/strict';
import { newSession } from '../../../../client/simulator/session/session.ts';
import {
  type Memory,
  recall,
  recallTab,
  remember,
  rememberTab,
} from '../../../../client/simulator/session/sessionMemory.ts';
import { callOf, formFor } from '../simulated.ts';

suite('The simulator’s memory', () => {
  function memoryWith(value: unknown): Memory & { value: unknown } {
    return {
      value,
      get() {
        return this.value;
      },
      async update(_key, next) {
        this.value = JSON.parse(JSON.stringify(next));
      },
    };
  }

  test('recalls what was remembered', async () => {
    const memory = memoryWith(undefined);
    await remember(memory, 'file:///a', newSession(formFor('pay'), [callOf('pay')]));
    assert.deepEqual(recall(memory, 'file:///a'), {
      policy: 'file:///a',
      form: formFor('pay'),
      calls: [callOf('pay')],
    });
    assert.equal(recall(memory, 'file:///b'), undefined);
  });

  test('recalls the tab that was shown last, and the first one where nothing sound is remembered', async () => {
    const memory = memoryWith(undefined);
    assert.equal(recallTab(memory), 'call');
    await rememberTab(memory, 'watches');
    assert.equal(recallTab(memory), 'watches');
    assert.equal(recallTab(memoryWith('history')), 'call');
  });

  test('keeps the twenty latest policies', async () => {
    const memory = memoryWith(undefined);
    for (let index = 0; index <= 20; index += 1) await remember(memory, `file:///${index}`, newSession(formFor('pay')));
    assert.equal(recall(memory, 'file:///0'), undefined);
    assert.equal(recall(memory, 'file:///1')?.policy, 'file:///1');
  });

  for (const damaged of [null, 'text', {}, [null, { policy: 'file:///a', form: {}, calls: [] }]]) {
    test(`reads ${JSON.stringify(damaged)} as nothing`, () => {
      assert.equal(recall(memoryWith(damaged), 'file:///a'), undefined);
    });
  }
});
