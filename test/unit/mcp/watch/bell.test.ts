import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { backOff } from '../../../../server/mcp/watch/backOff.ts';
import { Bell } from '../../../../server/mcp/watch/bell.ts';
import type { Clock } from '../../../../server/mcp/watch/clock.ts';

/** A clock that goes on only when somebody waits. */
function leapingClock(): Clock & { time: number } {
  return {
    time: 0,
    now() {
      return this.time;
    },
    async wait(milliseconds, signal) {
      if (!signal.aborted) this.time += milliseconds;
    },
  };
}

suite('When a watch looks again', () => {
  test('the pause before an attempt doubles from a second to a minute, and up to half of it is chance', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, chance) => {
        const whole = Math.min(60_000, 1_000 * 2 ** (attempt - 1));
        const pause = backOff(attempt, () => chance);
        assert.ok(pause >= whole / 2 - 1 && pause <= whole, `${pause} of ${whole}`);
      }),
    );
  });

  test('a burst is one reason to look', async () => {
    const clock = leapingClock();
    const bell = new Bell(clock);
    for (let time = 0; time < 50; time += 1) bell.ring();
    assert.equal(await bell.burst(60_000, new AbortController().signal), 'rung');
    bell.answer();
    bell.looked();
    assert.equal(await bell.burst(60_000, new AbortController().signal), 'quiet');
  });

  test('whoever rings again after each look is looked after more and more seldom, and quickly again after a rest', async () => {
    const clock = leapingClock();
    const bell = new Bell(clock);
    const { signal } = new AbortController();
    const pauses: number[] = [];
    async function look(): Promise<void> {
      bell.ring();
      const before = clock.time;
      await bell.burst(60_000, signal);
      pauses.push(clock.time - before);
      bell.answer();
      bell.looked();
    }
    for (let time = 0; time < 10; time += 1) await look();
    clock.time += 200_000;
    await look();
    assert.deepEqual(pauses, [250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000, 250]);
  });

  test('what rings while somebody looks is a reason of its own', async () => {
    const bell = new Bell(leapingClock());
    const { signal } = new AbortController();
    bell.ring();
    await bell.burst(60_000, signal);
    bell.answer();
    bell.ring();
    bell.looked();
    assert.equal(await bell.burst(60_000, signal), 'rung');
  });

  test('nobody waits any longer once the signal is given', async () => {
    const bell = new Bell(leapingClock());
    assert.equal(await bell.burst(60_000, AbortSignal.abort()), 'quiet');
    bell.ring();
    assert.equal(await bell.burst(60_000, AbortSignal.abort()), 'quiet');
  });
});
