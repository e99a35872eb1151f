import assert from 'node:assert/strict';
import fastCheck from 'fast-check';
import { Counters } from '../../../../server/decision/counting/counters.ts';
import { reachingIn, slidingReset } from '../../../../server/decision/counting/slidingWindow.ts';
import { namedWindows, windowOfSeconds } from '../../../../server/decision/counting/windows.ts';
import { decide } from '../../../../server/decision/decide.ts';
import { replay } from '../../../../server/decision/replay.ts';
import { call, day, hour, limit, minute, policyOf, policyOfTool, second, tenOClock, times } from '../decided.ts';

const aMinute = windowOfSeconds(60);
const sliding = () => new Counters('sliding');

suite('Windows that slide', () => {
  const reaching: readonly [previous: number, elapsedSeconds: number, reaches: number][] = [
    [30, 0, 30],
    [30, 1, 30],
    [30, 15, 23],
    [30, 30, 15],
    [30, 59.999, 1],
    [1, 59.999, 1],
    [-3, 30, -1],
    [1e308, 30, 5e307],
  ];
  for (const [previous, elapsed, reaches] of reaching) {
    test(`of ${previous} in the minute before ${reaches} reach in after ${elapsed} s`, () => {
      assert.equal(reachingIn(previous, elapsed * second, aMinute), reaches);
    });
  }

  test('the boundary burst does not pass: what was called before the turn still counts', () => {
    const policy = policyOfTool({ limits: [limit(30)] });
    const turn = tenOClock + minute;
    const calls = [
      { ...call({ at: turn - 1 }), times: 30 },
      { ...call({ at: turn }), times: 30 },
      { ...call({ at: turn + 30 * second }), times: 30 },
      { ...call({ at: turn + minute }), times: 30 },
    ];
    const allowed = (windows: 'aligned' | 'sliding') => replay(policy, calls, windows).map((result) => result.allowed);
    assert.deepEqual(allowed('aligned'), [30, 30, 0, 30]);
    assert.deepEqual(allowed('sliding'), [30, 0, 15, 15]);
  });

  test('nothing is left of a window that is not the one just before', () => {
    const policy = policyOfTool({ limits: [limit(1)] });
    const outcomes = [0, 2 * minute, 4 * minute].map(
      (later) => decide(policy, counters, call({ at: tenOClock + later })).outcome,
    );
    assert.deepEqual(outcomes, ['allowed', 'allowed', 'allowed']);
  });
  const counters = sliding();

  test('all or nothing: a limit that slides and has no room leaves the others as they were', () => {
    const policy = policyOfTool({ limits: [limit(9, { counter: 'day', window: 'day' }), limit(1)] });
    const store = sliding();
    const turn = { at: tenOClock + minute };
    decide(policy, store, call());
    const denied = decide(policy, store, call(turn));
    assert.equal(denied.rule, '/tools/charge/limits/charge_rate');
    assert.deepEqual(
      denied.counters.map(({ used, usedBefore }) => [usedBefore, used]),
      [
        [1, 1],
        [1, 1],
      ],
    );
  });

  test("limits over all tools and the catalogue's rate_limit slide, too", () => {
    const policy = policyOf({
      tools: { charge: { rate_limit: { max: 2, window: 45 } } },
      all_tools: { limits: [limit(3, { counter: 'calls' })] },
    });
    const store = sliding();
    for (const given of times(2, { at: tenOClock + 44 * second })) decide(policy, store, call(given));
    const next = decide(policy, store, call({ at: tenOClock + 45 * second }));
    assert.equal(next.rule, '/tools/charge/rate_limit');
    assert.deepEqual(
      next.counters.map(({ used }) => used),
      [2, 2],
    );
  });

  test('an answer that comes late lowers the newest window, and what is left of the one before stays', () => {
    const policy = policyOfTool({ limits: [limit(9)] });
    const store = sliding();
    const used = (seconds: number, given: Parameters<typeof call>[0] = {}) =>
      decide(policy, store, call({ at: tenOClock + seconds * second, ...given })).counters[0]?.used;
    assert.equal(used(0), 1);
    assert.equal(used(50, { upstream: 'error', answeredAfter: 30 * second }), 2);
    assert.equal(used(60), 3);
    // This minute's one call was given back instead; of the two before, one still reaches in.
    assert.equal(used(95, { upstream: 'error' }), 1);
  });

  const sentences: readonly [when: string, max: number, calls: readonly number[], last: string][] = [
    ['the first call', 9, [0], '0 of 9 used in the last minute, and 0 + 1 <= 9.'],
    [
      'a call half a window later',
      9,
      [30, 30, 30, 30, 90],
      '2 of 9 used in the last minute (2 left of 4 in the minute before), and 2 + 1 <= 9.',
    ],
    [
      'no room until a part of the window before is out',
      2,
      [30, 30, 60],
      '2 of 2 used in the last minute (2 left of 2 in the minute before), and 2 + 1 > 2; there is room again at 2026-03-01T10:01:30Z.',
    ],
    [
      'no room until the next window',
      2,
      [30, 30, 30],
      '2 of 2 used in the last minute, and 2 + 1 > 2; there is room again at 2026-03-01T10:01:30Z.',
    ],
    ['no room ever', 0, [0], '0 of 0 used in the last minute, and 0 + 1 > 0; no wait makes room for it.'],
  ];
  for (const [when, max, calls, last] of sentences) {
    test(`${when}: ${last}`, () => {
      const policy = policyOfTool({ limits: [limit(max)] });
      const store = sliding();
      const decided = calls.map((at) => decide(policy, store, call({ at: tenOClock + at * second })));
      assert.equal(decided.at(-1)?.steps.at(-1)?.detail, last);
    });
  }
});

suite('When a limit that slides has room again', () => {
  const counted = fastCheck.integer({ min: 0, max: 60 });

  test('a call that does not fit fits then, and not a millisecond sooner', () => {
    let waited = 0;
    fastCheck.assert(
      fastCheck.property(
        fastCheck.constantFrom(...namedWindows.values(), windowOfSeconds(7)),
        fastCheck.record({
          used: counted,
          previous: counted,
          amount: counted,
          max: fastCheck.integer({ min: 1, max: 90 }),
        }),
        fastCheck.double({ min: 0, max: 0.999, noNaN: true }),
        (window, { used, previous, amount, max }, part) => {
          const start = Math.floor(tenOClock / window.length) * window.length;
          const at = start + Math.floor(part * window.length);
          const fits = (moment: number): boolean => {
            const turns = Math.floor((moment - start) / window.length);
            const [standing = 0, before = 0] =
              [
                [used, previous],
                [0, used],
              ][turns] ?? [];
            const reaching = reachingIn(before, (moment - start) % window.length, window);
            return standing + reaching + amount <= max;
          };
          const reset = slidingReset({ start, used, previous }, at, { max, window }, amount);
          if (fits(at) || amount > max) {
            assert.equal(reset, start + (used === 0 ? 1 : 2) * window.length);
            return;
          }
          waited++;
          assert.ok(reset > at && fits(reset) && !fits(reset - 1));
        },
      ),
      { numRuns: 2000 },
    );
    assert.ok(waited > 0);
  });

  test('a jump there lets the same call pass', () => {
    const policy = policyOf({
      tools: { charge: { limits: [limit(3), limit(5, { counter: 'hourly', window: 'hour' })] } },
    });
    const store = sliding();
    let at = tenOClock + 59 * minute;
    let jumps = 0;
    while (at < tenOClock + 6 * hour) {
      const decision = decide(policy, store, call({ at }));
      const full = decision.counters.find(({ id }) => id === decision.rule);
      if (full === undefined) continue;
      assert.ok(full.resetsAt > at);
      jumps++;
      at = full.resetsAt;
    }
    assert.ok(jumps > 10);
  });

  test('a window of centuries ends with the calendar', () => {
    const policy = policyOfTool({ rate_limit: { max: 1, window: 1e300 } });
    const store = sliding();
    const [first, second] = [call(), call({ at: tenOClock + 9 * day })].map((one) => decide(policy, store, one));
    assert.deepEqual([first?.outcome, second?.outcome], ['allowed', 'denied']);
    assert.equal(second?.counters[0]?.resetsAt, 8.64e15);
  });
});
