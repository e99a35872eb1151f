import assert from 'node:assert/strict';
import { replaysOf } from '../../../../client/simulator/session/replays.ts';
import { newSession, update } from '../../../../client/simulator/session/session.ts';
import type { PanelForm } from '../../../../server/protocol/panel.ts';
import { allowed, callOf, decided, denied, formFor, start, undecidable } from '../simulated.ts';
import { answered, empty, typed } from './sessions.ts';

suite('What the decision of a simulation session belongs to', () => {
  const called = answered(update(empty, { type: 'called', call: callOf('pay') }));

  const changes: Readonly<Record<string, Partial<PanelForm>>> = {
    'another tool': formFor('refund'),
    'other arguments': formFor('pay', '{"a": 1}'),
    'another grant': { grant: 'ops' },
    'another session': { session: 'session-2' },
    'another moment': { at: start + 1_000 },
    'another answer of the server': { upstream: 'error' },
  };
  for (const [what, change] of Object.entries(changes)) {
    test(`${what} in the form: no entry, but the form’s call, previewed on top of the history`, () => {
      const session = typed(called, change);
      assert.equal(session.selected, undefined);
      const [replay, ...others] = replaysOf(session);
      assert.deepEqual(replay, [callOf('pay'), session.call]);
      assert.deepEqual(others, []);
      const previewed = answered(session, decided(allowed, denied));
      assert.deepEqual(previewed.preview, { call: session.call, result: denied });
      assert.deepEqual(previewed.history, called.history, 'it is not added');
    });
  }

  test('arguments that are half typed, laid out anew or as before, and how many: still the entry', () => {
    for (const change of [formFor('pay', '{"a'), formFor('pay', '{\n}'), { times: 7 }]) {
      assert.equal(typed(called, change).selected, 0);
    }
  });

  test('a tool whose arguments are half typed: nothing', () => {
    const session = typed(called, formFor('refund', '{'));
    assert.deepEqual(
      [session.selected, session.preview, replaysOf(session)],
      [undefined, undefined, [[callOf('pay')]]],
    );
  });

  test('a preview before other entries on the clock: they are decided without it', () => {
    const later = answered(update(typed(called, { at: start + 2_000 }), { type: 'called', call: callOf('pay', 2) }));
    const session = typed(later, { at: start + 1_000 });
    assert.deepEqual(replaysOf(session), [
      [callOf('pay'), callOf('pay', 2)],
      [callOf('pay'), callOf('pay', 1)],
    ]);
    const { history, preview } = answered(session, decided(allowed, allowed), decided(allowed, denied));
    assert.deepEqual(
      history.map(({ result }) => result),
      [allowed, allowed],
    );
    assert.deepEqual(preview, { call: callOf('pay', 1), result: denied });
  });

  test('an entry that is selected, whatever the form; an answer about the preview is late then', () => {
    const asked = typed(called, { grant: 'ops' });
    const selected = update(asked, { type: 'selected', entry: 0 });
    assert.equal(selected.selected, 0);
    const late = { type: 'answered', revision: asked.revision, answers: [decided(denied, denied)] } as const;
    assert.equal(update(selected, late), selected);
    assert.equal(typed(selected, { times: 3 }).selected, 0);
    assert.equal(typed(selected, { grant: 'eng' }).selected, undefined);
  });

  test('the call that was just made: its entry', () => {
    const form = formFor('refund');
    const session = update(typed(called, form), { type: 'called', call: callOf('refund') });
    assert.deepEqual([session.selected, session.preview], [1, undefined]);
  });

  test('a call that is asked for by name: the form’s, even when it stood there behind another entry', () => {
    const two = update(typed(called, formFor('refund')), { type: 'called', call: callOf('refund') });
    const elsewhere = update(two, { type: 'selected', entry: 0 });
    const asked = update(elsewhere, { type: 'previewed', form: elsewhere.form });
    assert.equal(asked.selected, undefined);
    assert.deepEqual(asked.call, callOf('refund'));
    assert.equal(update(two, { type: 'previewed', form: two.form }).selected, 1, 'its entry is there to be seen');
  });

  test('a history from before: its entry for the form’s call, or none', () => {
    const calls = [callOf('refund'), callOf('pay'), callOf('refund')];
    assert.equal(newSession(formFor('pay'), calls).selected, 1);
    assert.equal(newSession(formFor('merge'), calls).selected, undefined);
  });

  test('another call on a broken policy: not the preview of the one before', () => {
    const broken = answered(answered(empty), undecidable);
    assert.deepEqual(broken.preview?.result, allowed);
    assert.equal(answered(typed(broken, { grant: 'ops' }), undecidable).preview, undefined);
  });
});
