import assert from 'node:assert/strict';
import fc from 'fast-check';
import { rangeWords, shortCount, stretchWords, tickWords } from '../../../client/page/traffic/timeline/axisWords.ts';
import { boundaries } from '../../../client/page/traffic/timeline/boundaries.ts';
import { condensed } from '../../../client/page/traffic/timeline/condensed.ts';
import { panned, selected, showing, zoomed } from '../../../client/page/traffic/timeline/zoom.ts';
import { start } from '../simulator/simulated.ts';
import { runOf } from '../simulator/traffic/trafficOf.ts';

const sum = (values: readonly number[]) => values.reduce((left, right) => left + right, 0);
const minute = 60_000;

suite('A run in fewer buckets', () => {
  const whole = { min: start, max: start + minute };

  test('is the same where there is room for all', () => {
    const { bucket, denied, used } = condensed(runOf(), whole, 6);
    assert.deepEqual([bucket, denied, used[0]], [10_000, [0, 0, 0, 0, 5, 5], [5, 10, 15, 20, 20, 20]]);
  });

  test('adds up calls, and takes the highest fill, in buckets that a person reckons with', () => {
    const { bucket, times, allowed, denied, used } = condensed(runOf(), whole, 3);
    assert.equal(bucket, 30_000);
    assert.deepEqual(times, [start, start + 30_000]);
    assert.deepEqual(
      [allowed, denied, used[0]],
      [
        [15, 5],
        [0, 10],
        [15, 20],
      ],
    );
  });

  test('loses no call, whatever the buckets', () => {
    const counts = fc.array(fc.nat(1_000), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(
        counts,
        fc.integer({ min: 1, max: 90 }),
        fc.integer({ min: 1, max: 100_000 }),
        (calls, most, bucket) => {
          const first = Math.floor(start / bucket) * bucket;
          const run = runOf({ bucket, firstBucket: first, allowedOverTime: calls, deniedOverTime: calls });
          const made = condensed(run, { min: first, max: first + calls.length * bucket }, most);
          assert.equal(sum(made.allowed), sum(calls));
          assert.equal(made.bucket % bucket, 0);
          assert.ok(made.times.length <= most + 2);
        },
      ),
    );
  });
});

suite('Where windows turn', () => {
  test('within the range, the longest window named where several turn', () => {
    const hour = 60 * minute;
    const noon = Date.UTC(2026, 2, 2, 12);
    const found = boundaries([minute, hour], { min: noon - 2 * minute, max: noon + 2 * minute }, 200);
    assert.deepEqual(
      found.map(({ at, length }) => [(at - noon) / minute, length]),
      [
        [-1, minute],
        [0, hour],
        [1, minute],
      ],
    );
  });

  test('windows too short for the picture are left out', () => {
    assert.deepEqual(boundaries([minute], { min: start, max: start + 3_600_000 }, 200), []);
    assert.deepEqual(boundaries([0, Number.MAX_VALUE], { min: start, max: start + minute }, 200), []);
  });
});

suite('What is seen of a timeline', () => {
  const whole = { min: 0, max: 1_000 };

  test('is nearer by half, around what is in its middle, and never nearer than a few buckets', () => {
    assert.deepEqual(zoomed(whole, 0.5, whole, 40), { min: 250, max: 750 });
    assert.deepEqual(zoomed({ min: 100, max: 140 }, 0.5, whole, 40), { min: 100, max: 140 });
    assert.deepEqual(zoomed({ min: 100, max: 200 }, 0.5, whole, 40, 100), { min: 100, max: 150 });
  });

  test('moves, and stops at the ends', () => {
    assert.deepEqual(panned({ min: 100, max: 300 }, 0.25, whole), { min: 150, max: 350 });
    assert.deepEqual(panned({ min: 100, max: 300 }, -1, whole), { min: 0, max: 200 });
    assert.deepEqual(panned({ min: 900, max: 1_000 }, 1, whole), { min: 900, max: 1_000 });
  });

  test('is what was dragged over, whichever way', () => {
    assert.deepEqual(selected(700, 200, whole, 40), { min: 200, max: 700 });
    assert.deepEqual(selected(500, 510, whole, 40), { min: 485, max: 525 });
  });

  test('moves to what was asked for', () => {
    assert.deepEqual(showing({ min: 0, max: 100 }, 500, whole), { min: 450, max: 550 });
    assert.deepEqual(showing({ min: 0, max: 100 }, 50, whole), { min: 0, max: 100 });
  });

  test('is always a part of the whole', () => {
    const range = fc.tuple(fc.nat(900), fc.integer({ min: 1, max: 100 })).map(([min, by]) => ({ min, max: min + by }));
    fc.assert(
      fc.property(range, fc.double({ min: 0.1, max: 10, noNaN: true }), (from, factor) => {
        for (const { min, max } of [zoomed(from, factor, whole, 5), panned(from, factor, whole)]) {
          assert.ok(min >= 0 && max <= 1_000 && min < max);
        }
      }),
    );
  });
});

suite('The words of a timeline', () => {
  test('a mark of the axis says the day at midnight, else the time', () => {
    const midnight = Date.UTC(2026, 2, 3);
    assert.deepEqual(
      [tickWords(midnight, minute), tickWords(midnight + minute, minute), tickWords(midnight + 1_000, 1_000)],
      ['3 Mar', '00:01', '00:00:01'],
    );
  });

  test('counts are short', () => {
    assert.deepEqual([0, 999, 1_200, 12_345, 3_000_000].map(shortCount), ['0', '999', '1.2k', '12k', '3M']);
  });

  test('a stretch of the clock names the days where it has to', () => {
    assert.equal(stretchWords(start, start + 10_000, start), '10:31:00 to 10:31:10');
    assert.equal(rangeWords(start, start + minute), '2 Mar 10:31 to 10:32');
    const late = Date.UTC(2026, 2, 2, 23, 59, 30);
    assert.equal(rangeWords(late, late + minute), '2 Mar 23:59:30 to 3 Mar 00:00:30');
  });
});
