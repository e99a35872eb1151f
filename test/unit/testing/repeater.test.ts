import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { Repeater } from '../../../client/testing/repeater.ts';

/** Runs that end when a test says so. */
function runs() {
  const started: string[][] = [];
  let end: () => void = () => undefined;
  const repeater = new Repeater<string>((items) => {
    started.push([...items]);
    return new Promise((resolve) => {
      end = resolve;
    });
  });
  return { started, repeater, end: () => end() };
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await wait(5);
}

suite('Runs that follow changes', () => {
  test('what changes together is one run, each file once', async () => {
    const { started, repeater } = runs();
    for (const file of ['a', 'b', 'a']) repeater.add(file);
    assert.deepEqual(started, []);
    await until(() => started.length > 0);
    assert.deepEqual(started, [['a', 'b']]);
  });

  test('what changes during a run has its turn afterwards, not beside it', async () => {
    const { started, repeater, end } = runs();
    repeater.add('a');
    await until(() => started.length === 1);
    repeater.add('b');
    await wait(150);
    assert.deepEqual(started, [['a']]);
    end();
    await until(() => started.length === 2);
    assert.deepEqual(started, [['a'], ['b']]);
  });

  test('nothing runs after the person has had enough', async () => {
    const { started, repeater } = runs();
    repeater.add('a');
    repeater.dispose();
    repeater.add('b');
    await wait(150);
    assert.deepEqual(started, []);
  });
});
