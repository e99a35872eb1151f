import assert from 'node:assert/strict';
import {
  changedWatches,
  keptWatches,
  newWatches,
  type Watches,
  type WatchesEvent,
  watchesToAsk,
  watchRows,
} from '../../../../client/simulator/watches/watches.ts';
import {
  type CallActual,
  maximumWatches,
  type WatchSubject,
  watchState,
} from '../../../../server/protocol/watchesPanel.ts';
import { callOf, start } from '../simulated.ts';

const once: WatchSubject = { kind: 'call', call: callOf('pay'), windows: 'aligned' };
const often: WatchSubject = { kind: 'call', call: callOf('pay', 0, 31), windows: 'aligned' };
const traffic: WatchSubject = {
  kind: 'traffic',
  plan: { start, duration: 60_000, windows: 'aligned', streams: [] },
};

const isAllowed: CallActual = { kind: 'call', outcome: 'allowed', allowed: 1 };
const isDenied: CallActual = { kind: 'call', outcome: 'denied', allowed: 0, rule: '(default deny)' };

function after(watches: Watches, ...events: readonly WatchesEvent[]): Watches {
  return events.reduce(changedWatches, watches);
}

function answered(watches: Watches, actual: CallActual): Watches {
  return after(watches, { type: 'answered', revision: watches.revision, answers: [{ watch: 0, actual }] });
}

const pinned = after(newWatches(), { type: 'pinned', name: 'pay', subject: once });

function stateOf(watches: Watches) {
  const [row] = watchRows(watches);
  assert.ok(row);
  return watchState(row);
}

suite('A watch', () => {
  test('expects what the policy says first', () => {
    assert.equal(stateOf(pinned), 'waiting');
    const first = answered(pinned, isDenied);
    assert.equal(stateOf(first), 'passes');
    assert.deepEqual(first.watches[0]?.expected, { kind: 'call', outcome: 'denied', rule: '(default deny)' });
  });

  test('of several equal calls expects how many are allowed, too', () => {
    const actual: CallActual = { kind: 'call', outcome: 'denied', allowed: 30, rule: '/tools/pay/limits/rate' };
    const first = answered(after(newWatches(), { type: 'pinned', name: 'pay ×31', subject: often }), actual);
    assert.deepEqual(first.watches[0]?.expected, {
      kind: 'call',
      outcome: 'denied',
      allowed: 30,
      rule: '/tools/pay/limits/rate',
    });
    assert.equal(stateOf(answered(after(first, { type: 'policyEdited' }), { ...actual, allowed: 29 })), 'fails');
  });

  test('of traffic expects how many calls are allowed, however many a loop then makes', () => {
    const actual = { kind: 'traffic', allowed: 300, calls: 330 } as const;
    const watched = after(newWatches(), { type: 'pinned', name: 'traffic', subject: traffic, actual });
    assert.equal(stateOf(watched), 'passes');
    const revision = watched.revision;
    const more = { watch: 0, actual: { ...actual, calls: 400 } };
    assert.equal(stateOf(after(watched, { type: 'answered', revision, answers: [more] })), 'passes');
    const fewer = { watch: 0, actual: { ...actual, allowed: 299 } };
    assert.equal(stateOf(after(watched, { type: 'answered', revision, answers: [fewer] })), 'fails');
  });

  test('fails when an edit changes the outcome, and passes again when that is accepted', () => {
    const failing = answered(after(answered(pinned, isAllowed), { type: 'policyEdited' }), isDenied);
    assert.equal(stateOf(failing), 'fails');
    const accepted = after(failing, { type: 'accepted', watch: 0 });
    assert.equal(stateOf(accepted), 'passes');
    assert.deepEqual(accepted.watches[0]?.expected, { kind: 'call', outcome: 'denied', rule: '(default deny)' });
  });

  test('fails when another rule decides, unless any rule will do', () => {
    const other: CallActual = { ...isDenied, rule: '/tools/pay/deny_if/args.amount-gt' };
    const failing = answered(answered(pinned, isDenied), other);
    assert.equal(stateOf(failing), 'fails');
    const expected = { kind: 'call', outcome: 'denied' } as const;
    assert.equal(stateOf(after(failing, { type: 'expected', watch: 0, expected })), 'passes');
  });

  test('keeps what it said last while the policy cannot be decided on, and says why', () => {
    const broken = after(answered(pinned, isAllowed), { type: 'policyEdited' });
    const answers = [{ watch: 0, reason: 'Line 1: A comma is missing' }];
    const old = after(broken, { type: 'answered', revision: broken.revision, answers });
    assert.equal(stateOf(old), 'passes');
    assert.deepEqual([old.watches[0]?.old, old.watches[0]?.actual], ['Line 1: A comma is missing', isAllowed]);
    const mended = answered(after(old, { type: 'policyEdited' }), isAllowed);
    assert.equal(mended.watches[0]?.old, undefined);
  });

  test('that was pinned on a broken policy expects what the mended one says', () => {
    const answers = [{ watch: 0, reason: 'broken' }];
    const open = after(pinned, { type: 'answered', revision: pinned.revision, answers });
    assert.equal(stateOf(open), 'undecidable');
    assert.equal(stateOf(answered(after(open, { type: 'policyEdited' }), isDenied)), 'passes');
  });

  test('is not told by an answer to an older text', () => {
    const edited = after(pinned, { type: 'policyEdited' });
    const late: WatchesEvent = {
      type: 'answered',
      revision: pinned.revision,
      answers: [{ watch: 0, actual: isDenied }],
    };
    assert.equal(after(edited, late), edited);
  });

  test('is asked about once for each text', () => {
    assert.equal(watchesToAsk(pinned).length, 1);
    const first = answered(pinned, isAllowed);
    assert.equal(watchesToAsk(first).length, 0);
    assert.equal(watchesToAsk(after(first, { type: 'policyEdited' })).length, 1);
  });

  test('cannot expect of a call what only traffic has', () => {
    const first = answered(pinned, isAllowed);
    assert.equal(after(first, { type: 'expected', watch: 0, expected: { kind: 'traffic', allowed: 1 } }), first);
  });

  test('is renamed, kept and removed; what the policy said is not kept', () => {
    const named = after(answered(pinned, isAllowed), { type: 'renamed', watch: 0, name: ' A small payment ' });
    const kept = keptWatches(named);
    assert.deepEqual(kept, [
      { id: 0, name: 'A small payment', subject: once, expected: { kind: 'call', outcome: 'allowed' } },
    ]);
    assert.equal(stateOf(newWatches(kept)), 'waiting');
    assert.deepEqual(after(named, { type: 'removed', watch: 0 }).watches, []);
    assert.equal(after(named, { type: 'removed', watch: 7 }), named);
  });

  test('has an id that no watch had before, after a restart too', () => {
    const kept = keptWatches(after(pinned, { type: 'pinned', name: 'other', subject: often }));
    const next = after(newWatches(kept), { type: 'pinned', name: 'third', subject: once });
    assert.deepEqual(
      next.watches.map(({ id }) => id),
      [0, 1, 2],
    );
  });

  test('is not made when there are as many as are decided on every edit', () => {
    let full = newWatches();
    for (let made = 0; made < maximumWatches; made++)
      full = after(full, { type: 'pinned', name: 'pay', subject: once });
    assert.equal(after(full, { type: 'pinned', name: 'pay', subject: once }), full);
  });
});
