import assert from 'node:assert/strict';
import fc from 'fast-check';
import { replaysOf } from '../../../../client/simulator/session/replays.ts';
import { newSession, type Session, type SessionEvent, update } from '../../../../client/simulator/session/session.ts';
import { maximumHistory } from '../../../../server/protocol/panel.ts';
import { allowed, callOf, decided, denied, formFor, start, undecidable } from '../simulated.ts';
import { after, answered, empty, typed } from './sessions.ts';

const toolsOf = (session: Session) => session.history.map(({ call }) => call.tool);

suite('A simulation session', () => {
  test('previews the call in the form, as long as nothing was called', () => {
    assert.deepEqual(replaysOf(empty), [[callOf('pay')]]);
    const session = answered(empty, decided(denied));
    assert.deepEqual(session.preview, { call: callOf('pay'), result: denied });
    assert.deepEqual(session.age, { state: 'current' });
  });

  test('asks anew when the form stands for another call, and not when only times changes', () => {
    const session = answered(empty);
    assert.equal(typed(session, { grant: 'ops' }).revision, session.revision + 1);
    assert.equal(typed(session, { times: 5 }).revision, session.revision);
  });

  test('asks anew about everything when windows lie otherwise on the clock, and keeps the entry that is looked at', () => {
    const session = answered(after({ type: 'called', call: callOf('pay') }), decided(allowed));
    const sliding = typed(session, { windows: 'sliding' });
    assert.equal(sliding.revision, session.revision + 1);
    assert.deepEqual([sliding.selected, sliding.age], [0, { state: 'pending' }]);
    assert.equal(typed(session, { windows: 'aligned' }).revision, session.revision, 'as they are by themselves');
  });

  test('a late answer is part of the call only where it matters', () => {
    const late = typed(empty, { upstream: 'timeout', answeredAfter: 5_000 });
    assert.deepEqual(late.call, { ...callOf('pay'), upstream: 'timeout', answeredAfter: 5_000 });
    assert.deepEqual(typed(late, { upstream: 'ok' }).call, callOf('pay'));
    assert.equal(typed(late, { answeredAfter: 6_000 }).revision, late.revision + 1);
    const { form } = update(late, { type: 'reset', at: start });
    assert.deepEqual([form.upstream, form.answeredAfter], ['ok', undefined]);
  });

  test('keeps the preview while the arguments are half typed', () => {
    const halfTyped = typed(answered(empty), formFor('pay', '{"a'));
    assert.deepEqual(halfTyped.preview?.call, callOf('pay'));
    assert.deepEqual(replaysOf(halfTyped), [[callOf('pay')]]);
    assert.deepEqual(replaysOf(typed(halfTyped, { at: start + 1_000 })), [[callOf('pay', 1)]], 'with its arguments');
  });

  test('drops the preview of another tool', () => {
    const other = typed(answered(empty), formFor('refund', '[]'));
    assert.equal(other.preview, undefined);
    assert.deepEqual(replaysOf(other), [[]]);
  });

  test('a call is selected and the whole history is asked about', () => {
    const session = after({ type: 'called', call: callOf('a') }, { type: 'called', call: callOf('b', 1) });
    assert.deepEqual(replaysOf(session), [[callOf('a'), callOf('b', 1)]]);
    assert.equal(session.selected, 1);
    assert.equal(session.revision, empty.revision + 2);
  });

  test('a call at an earlier moment takes its place on the clock, behind those of the same moment', () => {
    const session = after(
      { type: 'called', call: callOf('late', 10) },
      { type: 'called', call: callOf('early') },
      { type: 'called', call: callOf('early too') },
    );
    assert.deepEqual(toolsOf(session), ['early', 'early too', 'late']);
    assert.equal(session.selected, 2);
  });

  test('whatever is called and removed, the history is in the order of the clock and no entry is used twice', () => {
    const event = fc.oneof(
      fc.nat(100).map((second): SessionEvent => ({ type: 'called', call: callOf('pay', second) })),
      fc.nat(20).map((entry): SessionEvent => ({ type: 'removed', entry })),
    );
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const { history, nextEntry, selected } = after(...events);
        const moments = history.map(({ call }) => call.at);
        const entries = history.map(({ entry }) => entry);
        assert.deepEqual(
          moments,
          moments.toSorted((left, right) => left - right),
        );
        assert.equal(new Set(entries).size, entries.length);
        assert.ok(entries.every((entry) => entry < nextEntry));
        assert.equal(selected === undefined, entries.length === 0);
        assert.ok(selected === undefined || entries.includes(selected));
      }),
    );
  });

  test('a removed call hands the selection to the one behind it, the last one to the one before', () => {
    const three = after(...['a', 'b', 'c'].map((tool): SessionEvent => ({ type: 'called', call: callOf(tool) })));
    const middle = update(update(three, { type: 'selected', entry: 1 }), { type: 'removed', entry: 1 });
    assert.equal(middle.selected, 2);
    assert.equal(update(middle, { type: 'removed', entry: 2 }).selected, 0);
  });

  test('an answer that is older than the last question changes nothing', () => {
    const session = after({ type: 'called', call: callOf('a') });
    const late = update(session, { type: 'answered', revision: session.revision - 1, answers: [decided(denied)] });
    assert.equal(late, session);
    assert.equal(update(session, { type: 'unanswered', revision: 0, reason: 'gone' }), session);
  });

  test('a broken policy keeps the last good results, marked as old with the reason, until it can be decided on', () => {
    const good = answered(after({ type: 'called', call: callOf('a') }));
    const edited = update(good, { type: 'policyEdited' });
    assert.deepEqual(edited.age, { state: 'pending' });
    const broken = answered(edited, undecidable);
    assert.deepEqual(broken.age, { state: 'old', reason: 'Line 1: A comma is missing' });
    assert.deepEqual(broken.history[0]?.result, allowed);
    const editedAgain = update(broken, { type: 'policyEdited' });
    assert.deepEqual(editedAgain.age, broken.age, 'it does not blink');
    assert.deepEqual(answered(editedAgain, decided(denied)).history[0]?.result, denied);
  });

  test('a call made while the policy is broken is in the history, undecided', () => {
    const broken = answered(empty, undecidable);
    const called = answered(update(broken, { type: 'called', call: callOf('a') }), undecidable);
    assert.deepEqual(toolsOf(called), ['a']);
    assert.equal(called.history[0]?.result, undefined);
  });

  test('an answer about another number of calls is not believed', () => {
    const session = answered(after({ type: 'called', call: callOf('a') }), decided(allowed, allowed));
    assert.deepEqual(session.age, { state: 'old', reason: 'The language server decided 2 of 1 calls.' });
  });

  test('no answer is said as such', () => {
    const session = update(empty, { type: 'unanswered', revision: empty.revision, reason: 'It stopped.' });
    assert.deepEqual(session.age, { state: 'old', reason: 'It stopped.' });
  });

  test('reset empties the history, keeps what was typed and sets the clock', () => {
    const called = answered(after({ type: 'called', call: callOf('a') }));
    const reset = update(called, { type: 'reset', at: start + 5_000 });
    assert.deepEqual(reset.history, []);
    assert.equal(reset.selected, undefined);
    assert.deepEqual(reset.form, { ...called.form, at: start + 5_000 });
    assert.deepEqual(replaysOf(reset), [[callOf('pay', 5)]]);
    assert.equal(reset.formRevision, called.formRevision + 1);
  });

  test('reset lets the server answer well again', () => {
    const reset = update(typed(empty, { upstream: 'error' }), { type: 'reset', at: start });
    assert.equal(reset.form.upstream, 'ok');
    assert.deepEqual(replaysOf(reset), [[callOf('pay')]]);
  });

  test('a form that is typed does not come back to the page; one that is set does', () => {
    const typed = update(empty, { type: 'formTyped', formRevision: 1, form: formFor('refund') });
    assert.equal(typed.formRevision, empty.formRevision);
    assert.equal(update(empty, { type: 'formSet', form: formFor('refund') }).formRevision, empty.formRevision + 1);
  });

  test('a form that was typed into one that has been replaced since changes nothing', () => {
    const set = update(empty, { type: 'previewed', form: formFor('refund') });
    const late = {
      type: 'formTyped',
      formRevision: empty.formRevision,
      form: formFor('pay', '{"amount": 7}'),
    } as const;
    assert.equal(update(set, late), set);
  });

  test('selecting an entry that is not there changes nothing', () => {
    assert.equal(update(empty, { type: 'selected', entry: 7 }), empty);
  });

  test('a full history takes no more', () => {
    const full = newSession(
      formFor('pay'),
      Array.from({ length: maximumHistory }, () => callOf('a')),
    );
    assert.equal(update(full, { type: 'called', call: callOf('b') }), full);
    const heavy = newSession(
      formFor('pay'),
      Array.from({ length: 10 }, () => callOf('a', 0, 10_000)),
    );
    assert.equal(update(heavy, { type: 'called', call: callOf('b') }), heavy);
  });
});
