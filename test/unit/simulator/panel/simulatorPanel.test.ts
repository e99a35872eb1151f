import assert from 'node:assert/strict';
import { allowed, callOf, decided, denied, start, toolChoice, undecidable } from '../simulated.ts';
import { github, open, openWith, pay, refund, shown, stripe, tellForm, viewOf } from './openedPanel.ts';

suite('The simulator panel, host half', () => {
  test('says that no policy is open', () => {
    const opened = open();
    opened.panel.receive({ type: 'ready' });
    assert.deepEqual(opened.posted, [{ type: 'view', view: { state: 'noPolicy' } }]);
  });

  test('opens at the tab that was left, of which a new page knows nothing', () => {
    const memory = new Map<string, unknown>();
    open(memory).panel.receive({ type: 'tab', tab: 'traffic' });
    const again = open(memory);
    again.panel.receive({ type: 'ready' });
    assert.deepEqual(again.posted[0], { type: 'tab', tab: 'traffic' });
  });

  test('asks nothing as long as nobody looks', () => {
    const { desk, panel } = open();
    panel.showPolicy(stripe);
    panel.policyChanged(stripe.uri);
    assert.equal(desk.choices.length, 0);
    panel.receive({ type: 'ready' });
    assert.equal(desk.choices.length, 1);
  });

  test('first open: the first tool with its sample arguments, at the present second, previewed', async () => {
    const opened = await openWith([pay, refund]);
    const { form, decision, history } = shown(opened);
    assert.equal(form.tool, 'pay');
    assert.deepEqual(form.drafts, [{ tool: 'pay', text: '{\n  "amount": 5\n}' }]);
    assert.equal(form.at, start);
    assert.deepEqual(decision, { call: { ...callOf('pay'), args: { amount: 5 } }, result: allowed });
    assert.deepEqual(history, []);
  });

  test('first open with the cursor in a tool: that tool', async () => {
    const opened = open();
    opened.panel.showPolicy(stripe, (names) => [...names].find((name) => name === 'refund'));
    opened.panel.receive({ type: 'ready' });
    await opened.desk.choices[0]?.answer([pay, refund]);
    assert.equal(shown(opened).form.tool, 'refund');
  });

  test('a call is replayed with all others, and selected', async () => {
    const opened = await openWith([pay]);
    opened.panel.receive({ type: 'call', policy: stripe.uri, call: callOf('pay') });
    opened.panel.receive({ type: 'call', policy: stripe.uri, call: callOf('pay', 1) });
    assert.deepEqual(opened.desk.simulations.at(-1)?.calls, [callOf('pay'), callOf('pay', 1)]);
    await opened.desk.simulations.at(-1)?.answer(decided(allowed, denied));
    const { history, decision } = shown(opened);
    assert.deepEqual(
      history.map(({ tally }) => tally?.outcome),
      ['allowed', 'denied'],
    );
    assert.equal(decision?.result.rule, '(default deny)');
  });

  test('a late answer is dropped, and its question abandoned', async () => {
    const opened = await openWith([pay]);
    opened.panel.receive({ type: 'call', policy: stripe.uri, call: callOf('pay') });
    const late = opened.desk.simulations.at(-1);
    opened.panel.policyChanged(stripe.uri);
    assert.equal(late?.signal.aborted, true);
    await opened.desk.simulations.at(-1)?.answer(decided(denied));
    await late?.answer(decided(allowed));
    assert.equal(shown(opened).decision?.result.outcome, 'denied');
  });

  test('an edit of the policy asks about tools and calls again; one of another policy does not', async () => {
    const opened = await openWith([pay]);
    const { choices, simulations } = opened.desk;
    const asked = [choices.length, simulations.length];
    opened.panel.policyChanged(github.uri);
    assert.deepEqual([choices.length, simulations.length], asked);
    opened.panel.policyChanged(stripe.uri);
    assert.deepEqual(
      [choices.length, simulations.length],
      asked.map((count) => count + 1),
    );
  });

  test('a broken policy keeps the results and says why they are old', async () => {
    const opened = await openWith([pay]);
    opened.panel.policyChanged(stripe.uri);
    await opened.desk.simulations.at(-1)?.answer(undecidable);
    const { age, decision } = shown(opened);
    assert.deepEqual(age, { state: 'old', reason: 'Line 1: A comma is missing' });
    assert.equal(decision?.result.outcome, 'allowed');
  });

  test('a language server that fails is named, and the tools can be asked for again', async () => {
    const opened = open();
    opened.panel.showPolicy(stripe);
    opened.panel.receive({ type: 'ready' });
    await opened.desk.choices[0]?.fail('It is not running.');
    assert.deepEqual(viewOf(opened), { state: 'failed', policy: stripe, reason: 'It is not running.' });
    opened.panel.receive({ type: 'run', action: 'retry' });
    await opened.desk.choices.at(-1)?.answer([pay]);
    assert.equal(shown(opened).form.tool, 'pay');
  });

  test('a failed simulation is said in the place of the decision', async () => {
    const opened = await openWith([pay]);
    opened.panel.policyChanged(stripe.uri);
    await opened.desk.simulations.at(-1)?.fail('It crashed.');
    assert.deepEqual(shown(opened).age, { state: 'old', reason: 'The language server did not answer: It crashed.' });
  });

  test('each policy has a session of its own, there again when one comes back', async () => {
    const opened = await openWith([pay]);
    opened.panel.receive({ type: 'call', policy: stripe.uri, call: callOf('pay') });
    opened.panel.showPolicy(github);
    assert.deepEqual(viewOf(opened), { state: 'loading', policy: github });
    await opened.desk.choices.at(-1)?.answer([toolChoice('merge')]);
    assert.deepEqual(shown(opened).history, []);
    opened.panel.showPolicy(stripe);
    await opened.desk.choices.at(-1)?.answer([pay]);
    assert.deepEqual(
      shown(opened).history.map(({ call }) => call),
      [callOf('pay')],
    );
  });

  test('a message about a policy that is no longer shown changes nothing', async () => {
    const opened = await openWith([pay]);
    opened.panel.showPolicy(github);
    await opened.desk.choices.at(-1)?.answer([toolChoice('merge')]);
    opened.panel.receive({ type: 'call', policy: stripe.uri, call: callOf('pay') });
    assert.deepEqual(shown(opened).history, []);
  });

  test('form and calls outlive the window; results are decided again', async () => {
    const memory = new Map<string, unknown>();
    const before = await openWith([pay, refund], memory);
    before.panel.receive({ type: 'call', policy: stripe.uri, call: callOf('refund') });
    tellForm(before, { ...shown(before).form, grant: 'ops' });
    const opened = open(memory);
    opened.panel.showPolicy(stripe, () => 'refund');
    opened.panel.receive({ type: 'ready' });
    await opened.desk.choices[0]?.answer([pay, refund]);
    const { form, history } = shown(opened);
    assert.deepEqual([form.tool, form.grant], ['pay', 'ops']);
    assert.deepEqual(history, [{ entry: 0, call: callOf('refund') }]);
    const preview = { ...callOf('pay'), args: { amount: 5 }, grant: 'ops' };
    assert.deepEqual(opened.desk.simulations[0]?.calls, [callOf('refund'), preview]);
  });

  test('a page that comes back is told everything again, from a policy asked anew', async () => {
    const opened = await openWith([pay]);
    opened.panel.pageClosed();
    opened.posted.length = 0;
    opened.panel.policyChanged(stripe.uri);
    assert.deepEqual(opened.posted, []);
    opened.panel.receive({ type: 'ready' });
    assert.deepEqual([...new Set(opened.posted.map(({ type }) => type))], ['tools', 'view', 'traffic', 'watches']);
    await opened.desk.simulations.at(-1)?.answer(decided(denied));
    assert.equal(shown(opened).decision?.result.outcome, 'denied');
  });

  test('copies the result that the agent receives, reveals places, runs actions', async () => {
    const opened = await openWith([pay]);
    opened.panel.receive({ type: 'call', policy: stripe.uri, call: callOf('pay') });
    await opened.desk.simulations.at(-1)?.answer(decided(denied));
    const range = { start: { line: 3, character: 2 }, end: { line: 3, character: 9 } };
    opened.panel.receive({ type: 'copy', policy: stripe.uri, entry: 0 });
    opened.panel.receive({ type: 'reveal', policy: stripe.uri, range });
    opened.panel.receive({ type: 'run', action: 'connect' });
    assert.deepEqual(opened.did, [
      [
        'copy',
        '{"content":[{"type":"text","text":"[POLICY DENIED] Tool \\"pay\\" is not permitted by policy"}],"isError":true}',
      ],
      ['reveal', stripe.uri, range],
      ['run', 'connect', stripe.uri],
    ]);
  });

  test('the tools are posted again only when they changed', async () => {
    const opened = await openWith([pay]);
    const count = () => opened.posted.filter(({ type }) => type === 'tools').length;
    const before = count();
    opened.panel.policyChanged(stripe.uri);
    await opened.desk.choices.at(-1)?.answer([pay]);
    assert.equal(count(), before);
    opened.panel.toolsChanged();
    await opened.desk.choices.at(-1)?.answer([{ ...pay, standing: 'hidden' }]);
    assert.equal(count(), before + 1);
  });

  test('a message that no page may send is reported and changes nothing', async () => {
    const opened = await openWith([pay]);
    opened.panel.receive({ type: 'call', policy: stripe.uri, call: { ...callOf('pay'), times: 1e9 } });
    assert.deepEqual(opened.did, [['report', 'The simulator page sent a message that cannot be read.']]);
    assert.deepEqual(shown(opened).history, []);
  });
});
