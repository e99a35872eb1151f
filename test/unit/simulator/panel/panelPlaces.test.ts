import assert from 'node:assert/strict';
import { github, openWith, pay, refund, shown, stripe, tellForm } from './openedPanel.ts';

const range = { start: { line: 1, character: 2 }, end: { line: 1, character: 5 } };

suite('The simulator panel and the places of its policy', () => {
  test('points where the page says, in the policy that is shown only', async () => {
    const opened = await openWith([pay]);
    opened.panel.receive({ type: 'point', policy: stripe.uri, range });
    opened.panel.receive({ type: 'point', policy: github.uri, range });
    assert.deepEqual(opened.did, [['point', { policy: stripe.uri, range }]]);
  });

  test('points nowhere any more when the page says so, closes, or shows another policy', async () => {
    const opened = await openWith([pay]);
    for (const leave of [
      () => opened.panel.receive({ type: 'point', policy: stripe.uri }),
      () => opened.panel.pageClosed(),
      () => opened.panel.showPolicy(github),
    ]) {
      opened.panel.receive({ type: 'point', policy: stripe.uri, range });
      leave();
      assert.deepEqual(opened.did.at(-1), ['point', undefined]);
    }
  });

  test('the tool that the cursor comes to is previewed with what was typed for it', async () => {
    const opened = await openWith([pay, refund]);
    const { form } = shown(opened);
    const drafts = [{ tool: 'refund', text: '{"charge": "typed"}' }, ...form.drafts];
    tellForm(opened, { ...form, drafts });
    opened.panel.cursorMoved(stripe.uri, (names) => [...names].at(-1));
    const after = shown(opened);
    assert.deepEqual([after.form.tool, after.form.drafts.at(-1)], ['refund', drafts[0]]);
    assert.equal(after.formRevision, 2);
  });

  test('a cursor that stays in its tool, is in none, or in another policy changes nothing', async () => {
    const opened = await openWith([pay, refund]);
    const inRefund = () => 'refund';
    opened.panel.cursorMoved(stripe.uri, inRefund);
    tellForm(opened, { ...shown(opened).form, tool: 'pay' });
    opened.panel.cursorMoved(stripe.uri, inRefund);
    opened.panel.cursorMoved(stripe.uri, () => undefined);
    opened.panel.cursorMoved(github.uri, inRefund);
    assert.equal(shown(opened).form.tool, 'pay');
  });

  test('windows that slide are asked for by name, with every question', async () => {
    const opened = await openWith([pay]);
    tellForm(opened, { ...shown(opened).form, windows: 'sliding' });
    assert.equal(opened.desk.simulations.at(-1)?.windows, 'sliding');
    assert.equal(opened.desk.simulations[0]?.windows, undefined);
  });
});
