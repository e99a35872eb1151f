import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dateAndTime, localMoment, readMoment, shortMoment } from '../../../client/page/call/moments.ts';
import { latestMoment } from '../../../server/protocol/simulationShape.ts';

const reference = Date.UTC(2026, 2, 2, 10, 31, 0);

suite('The virtual clock', () => {
  const read: Readonly<Record<string, number>> = {
    '2026-03-02 10:31:00': reference,
    '2026-03-02T10:31:00Z': reference,
    ' 2026-03-02  10:31 UTC ': reference,
    '2026-03-02 10:31:00.250': reference + 250,
    '2026-03-02 10:31:00.5': reference + 500,
    '2026-03-02': Date.UTC(2026, 2, 2),
    '10:32': reference + 60_000,
    '9:05:07': Date.UTC(2026, 2, 2, 9, 5, 7),
    '23:59:59z': Date.UTC(2026, 2, 2, 23, 59, 59),
    '2028-02-29 00:00': Date.UTC(2028, 1, 29),
  };
  for (const [text, moment] of Object.entries(read)) {
    test(`reads “${text}”`, () => assert.equal(readMoment(text, reference), moment));
  }

  for (const text of [
    '',
    'now',
    '10',
    '24:00',
    '10:61',
    '2026-02-30',
    '2026-13-01',
    '1969-12-31',
    '2026-03-02 10:31 CET',
  ]) {
    test(`does not read “${text}”`, () => assert.equal(readMoment(text, reference), undefined));
  }

  test('reads what it shows', () => {
    const moments = fc.integer({ min: 0, max: Date.UTC(9999, 11, 31, 23, 59, 59, 999) });
    fc.assert(fc.property(moments, (moment) => assert.equal(readMoment(dateAndTime(moment), reference), moment)));
  });

  test('shows every moment that a call can have', () => {
    for (const moment of [0, reference, latestMoment])
      assert.doesNotThrow(() => [dateAndTime(moment), localMoment(moment)]);
  });

  test('leaves out the day that everyone knows', () => {
    assert.equal(shortMoment(reference, reference + 1_000), '10:31:00');
    assert.equal(shortMoment(reference, reference + 86_400_000), '2026-03-02 10:31:00');
  });
});
