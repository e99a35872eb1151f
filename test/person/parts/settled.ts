import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';

/** Milliseconds between two looks, and how long to go on looking. */
const pause = 150;
const patience = 15_000;

/** Milliseconds after which a person who sees nothing happen does it again. */
export const glance = 3_000;
/** How long they go on trying. */
const endurance = 45_000;

/** For {@link settled}: something is there. */
export function isThere(values: readonly unknown[]): boolean {
  return values.length > 0;
}

/**
 * Reads until two looks in a row see the same. VS Code draws lenses and squiggles anew after a change, and in between there
 * are none: a person does not take that moment for the answer.
 */
export async function settled<T>(read: () => Promise<T>, isAnswer: (value: T) => boolean = () => true): Promise<T> {
  const end = Date.now() + patience;
  let before = await read();
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    const now = await read();
    const isSettled = JSON.stringify(now) === JSON.stringify(before) && isAnswer(now);
    if (isSettled || Date.now() > end) return now;
    before = now;
  }
}

/** Asks until it is so; what never comes to be so ends by the test's own time limit. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 50));
}

/**
 * Does something again until it succeeds: a window that is busy loses keys, and draws anew what is about to be clicked. What
 * is done must do no harm where it was done already. Rejects with the last failure.
 */
export async function insist<T>(attempt: () => Promise<T>): Promise<T> {
  const end = Date.now() + endurance;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

/** Waits until that is what is read. */
export async function becomes<T>(read: () => Promise<T>, expected: T): Promise<void> {
  const end = Date.now() + patience;
  let now = await read();
  while (!isDeepStrictEqual(now, expected) && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    now = await read();
  }
  assert.deepEqual(now, expected);
}
