import assert from 'node:assert/strict';
import { allowed, callOf, decided, denied, toolChoice } from '../simulated.ts';
import { github, open, openWith, pay, refund, shown, stripe, tellForm } from './openedPanel.ts';

suite('The simulator panel’s form, set by the host', () => {
  test('Simulate Call on another tool after a call: its preview, and the history as it was', async () => {
    const opened = await openWith([pay, refund]);
    const call = { ...callOf('pay'), args: { amount: 5 } };
    opened.panel.receive({ type: 'call', policy: stripe.uri, call });
    await opened.desk.simulations.at(-1)?.answer(decided(allowed));
    opened.panel.simulateCall(stripe, 'refund');
    const preview = { ...callOf('refund'), args: { charge: 'x' } };
    assert.deepEqual(opened.desk.simulations.at(-1)?.calls, [call, preview]);
    await opened.desk.simulations.at(-1)?.answer(decided(allowed, denied));
    const { selected, decision, history } = shown(opened);
    assert.deepEqual([selected, decision, history.length], [undefined, { call: preview, result: denied }, 1]);
  });

  test('a preview before another call on the clock is asked about apart; both answers are awaited', async () => {
    const opened = await openWith([pay]);
    opened.panel.receive({ type: 'call', policy: stripe.uri, call: callOf('pay', 9) });
    const { form } = shown(opened);
    tellForm(opened, { ...form, grant: 'ops' });
    const preview = { ...callOf('pay'), args: { amount: 5 }, grant: 'ops' };
    const [past, previewed] = opened.desk.simulations.slice(-2);
    assert.deepEqual([past?.calls, previewed?.calls], [[callOf('pay', 9)], [preview]]);
    await previewed?.answer(decided(denied));
    assert.equal(shown(opened).decision, undefined);
    await past?.answer(decided(allowed));
    assert.equal(shown(opened).decision?.result.outcome, 'denied');
  });

  test('tools that change fill in their samples where nobody typed', async () => {
    const opened = await openWith([toolChoice('pay'), refund, toolChoice('merge')]);
    const { form } = shown(opened);
    const drafts = [{ tool: 'refund', text: '{"charge": "typed"}' }, { tool: 'merge', text: '{ }' }, ...form.drafts];
    tellForm(opened, { ...form, drafts });
    opened.panel.toolsChanged();
    await opened.desk.choices.at(-1)?.answer([pay, toolChoice('refund', { charge: 'new' }), toolChoice('merge')]);
    const after = shown(opened);
    assert.deepEqual(after.form.drafts, [...drafts.slice(0, 2), { tool: 'pay', text: '{\n  "amount": 5\n}' }]);
    assert.equal(after.formRevision, 2);
    assert.deepEqual(opened.desk.simulations.at(-1)?.calls, [{ ...callOf('pay'), args: { amount: 5 } }]);
    opened.panel.toolsChanged();
    await opened.desk.choices.at(-1)?.answer([toolChoice('pay', { amount: 6 })]);
    assert.equal(shown(opened).form.drafts.at(-1)?.text, '{\n  "amount": 6\n}');
  });

  test('what is typed while the host sets another form is late, for the page and for the host', async () => {
    const opened = await openWith([pay, refund]);
    const { form, formRevision } = shown(opened);
    opened.panel.cursorMoved(stripe.uri, () => 'refund');
    const set = shown(opened);
    const late = { ...form, grant: 'ops' };
    opened.panel.receive({ type: 'form', policy: stripe.uri, formRevision, form: late });
    assert.deepEqual(shown(opened), set);
    opened.panel.receive({ type: 'form', policy: stripe.uri, formRevision: set.formRevision, form: late });
    assert.deepEqual(shown(opened).form, late);
  });

  test('an empty object that was typed stays when the policy is edited', async () => {
    const opened = await openWith([pay]);
    const form = { ...shown(opened).form, drafts: [{ tool: 'pay', text: '{}' }] };
    tellForm(opened, form);
    opened.panel.policyChanged(stripe.uri);
    await opened.desk.choices.at(-1)?.answer([pay]);
    opened.panel.showPolicy(github);
    await opened.desk.choices.at(-1)?.answer([]);
    opened.panel.showPolicy(stripe);
    await opened.desk.choices.at(-1)?.answer([pay]);
    assert.deepEqual(shown(opened).form.drafts, form.drafts);
  });

  test('an empty object from another window is filled in as soon as there is a sample', async () => {
    const memory = new Map<string, unknown>();
    const before = await openWith([toolChoice('pay')], memory);
    before.panel.receive({ type: 'call', policy: stripe.uri, call: callOf('pay', 5) });
    const opened = await openWith([pay], memory);
    assert.equal(shown(opened).form.drafts[0]?.text, '{\n  "amount": 5\n}');
  });

  test('Simulate Call on another policy shows it with that tool and moves the keyboard, once the page is there', async () => {
    const opened = open();
    opened.panel.showPolicy(stripe);
    opened.panel.simulateCall(github, 'merge');
    opened.panel.receive({ type: 'ready' });
    await opened.desk.choices.at(-1)?.answer([pay, toolChoice('merge', { number: 1 })]);
    const { policy, form } = shown(opened);
    assert.deepEqual([policy, form.tool], [github, 'merge']);
    assert.equal(opened.posted.filter(({ type }) => type === 'focus').length, 1);
  });

  test('Simulate Call on the policy shown keeps what was typed for the tool before', async () => {
    const opened = await openWith([pay, refund]);
    const { form } = shown(opened);
    const typed = { ...form, drafts: [{ tool: 'refund', text: '{"charge":"y"}' }, ...form.drafts] };
    tellForm(opened, typed);
    opened.panel.simulateCall(stripe, 'refund');
    const after = shown(opened).form;
    assert.equal(after.tool, 'refund');
    assert.deepEqual(after.drafts.at(-1), { tool: 'refund', text: '{"charge":"y"}' });
  });
});
