import assert from 'node:assert/strict';
import { becomes, settled } from './parts/settled.ts';
import { shownTexts } from './parts/shownText.ts';
import { simulatorView } from './parts/simulatorView.ts';
import { openWorkbench, type Workbench } from './workbench.ts';
import { workspaceCopy } from './workspaceCopy.ts';

/*
 * One call at a time in a real workbench: who calls, when, and what the server answers. The tests are steps of one way and
 * follow each other.
 */
suite('A person tries out calls', () => {
  let workbench: Workbench;
  let simulator: ReturnType<typeof simulatorView>;

  suiteSetup(async () => {
    workbench = await openWorkbench({
      workspace: workspaceCopy('test/vscode/workspace/traffic', 'person-calls'),
      viewport: { width: 1400, height: 1300 },
    });
    simulator = simulatorView(workbench.webview);
    await workbench.openFile('policy.json');
    await workbench.clickCodeLens('Connect to MCP Server');
    await workbench.answerDialog('Start Server');
    await workbench.page.locator('.codelens-decoration', { hasText: '3 tools' }).waitFor();
    await workbench.clickCodeLens('30/min per grant');
    await simulator.verdict('Allowed').waitFor();
    await simulator.setClock('2026-03-02 10:31:15');
  });
  teardown(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('simulator-calls-failed');
  });
  suiteTeardown(() => workbench.close());

  /** Waits until the counters of the decision read so. */
  const countersRead = (...expected: string[]) => becomes(simulator.counters, expected);

  test('reads in the list of tools what the policy says to each, and how much each can do', async () => {
    const { webview } = workbench;
    await webview.getByRole('combobox', { name: 'Tool', exact: true }).click();
    const tools = webview.getByRole('listbox', { name: 'Tools' }).getByRole('option');
    await becomes(
      () => shownTexts(tools),
      ['create_charge limited financial', 'refund_charge approval financial', 'list_charges limited read'],
    );
    await workbench.press('Escape');
  });

  test('is told at the field what the tool’s schema would not take, and can call all the same', async () => {
    const { webview } = workbench;
    const amount = webview.getByRole('spinbutton', { name: /^amount/ });
    await amount.fill('0');
    await webview.getByText('at least 1', { exact: true }).waitFor();
    await amount.fill('lots');
    await webview.getByText('must be integer', { exact: true }).waitFor();
    await becomes(() => amount.getAttribute('aria-invalid'), 'true');
    assert.equal(await simulator.button('Call').getAttribute('aria-disabled'), 'false');
    await amount.fill('100');
    await becomes(() => amount.getAttribute('aria-invalid'), 'false');
  });

  test('lets the server answer with a tool error: what the call used up stays used', async () => {
    await simulator.choose('Server answers', 'tool error');
    await simulator.call();
    await countersRead('charges 1 / 30', 'charges_daily 1 / 500');
    await simulator.decision.getByText('The server’s own answer.').waitFor();
  });

  test('lets it answer with a JSON-RPC error: the counters get the call back', async () => {
    await simulator.choose('Server answers', 'error');
    await simulator.call();
    await countersRead('charges 1 / 30', 'charges_daily 1 / 500');
    await simulator.decision
      .getByText('The server answers with an error: the call is given back to its counters.')
      .waitFor();
    await simulator.history.getByTitle(/^The server answered with an error/).waitFor();
  });

  test('lets it not answer at all: the call is counted until the proxy gives up', async () => {
    await simulator.choose('Server answers', 'timeout');
    await simulator.call();
    await countersRead('charges 2 / 30', 'charges_daily 2 / 500');
    await simulator.decision.getByText('The proxy gives up after 30 s, then the counters get the call back.').waitFor();
    await simulator.decision.getByRole('img', { name: /^Assumed: A call that the server never answers/ }).waitFor();
    // What the next call would find, on top of the one that waits: itself, and it.
    await simulator.choose('Server answers', 'ok');
    await simulator.button('One second later').click();
    await countersRead('charges 3 / 30', 'charges_daily 3 / 500');
    await simulator.setClock('10:31:45');
    await countersRead('charges 2 / 30', 'charges_daily 2 / 500');
    await workbench.screenshot('simulator-upstream');
  });

  test('steps by a second, a minute, an hour and a day, and jumps to the next reset', async () => {
    const steps = [
      ['One second later', '2026-03-02 10:31:46', 'charges 2 / 30'],
      ['One minute later', '2026-03-02 10:32:46', 'charges 1 / 30'],
      ['One hour later', '2026-03-02 11:32:46', 'charges 1 / 30'],
      ['One day later', '2026-03-03 11:32:46', 'charges 1 / 30'],
      ['To the next reset of a counter', '2026-03-03 11:33:00', 'charges 1 / 30'],
    ] as const;
    for (const [name, moment, counter] of steps) {
      await simulator.button(name).click();
      await becomes(simulator.clock, moment);
      await becomes(async () => (await simulator.counters())[0], counter);
    }
    // The day's counter began anew, too.
    await countersRead('charges 1 / 30', 'charges_daily 1 / 500');
  });

  test('fills the counter of one grant: another grant has its own', async () => {
    await simulator.button('Call 30 times').click();
    await simulator.tallyOfCall('30 of 30 allowed').waitFor();
    await countersRead('charges 30 / 30', 'charges_daily 30 / 500');
    await simulator.call();
    await simulator.verdict('Denied').waitFor();
    await simulator.field('Grant').fill('night-shift');
    await simulator.verdict('Allowed').waitFor();
    await countersRead('charges 1 / 30', 'charges_daily 1 / 500');
    await workbench.webview.locator('.counter-identity', { hasText: 'grant night-shift' }).first().waitFor();
  });

  test('copies what the agent is told, and pastes the JSON of the result exactly', async () => {
    await simulator.history.first().getByRole('button').first().click();
    await simulator.verdict('Denied').waitFor();
    await simulator.button('Copy the result that the agent receives, as JSON').click();
    await workbench.press('Control+N');
    await workbench.page.locator('.editor-group-container.active .tab.active', { hasText: 'Untitled' }).waitFor();
    await workbench.page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
    await workbench.press('Control+V');
    const pasted = await settled(workbench.visibleLines, (lines) => lines.length > 0);
    const text = '[POLICY DENIED] Rate limit of 30 per minute reached. Try again later.';
    assert.deepEqual(JSON.parse(pasted.join('\n')), { content: [{ type: 'text', text }], isError: true });
    await workbench.page.locator('.tab', { hasText: 'policy.json' }).click();
  });

  test('fills the counter of one session: another session has its own', async () => {
    await simulator.chooseTool('list_charges');
    await simulator.field('Times').fill('6');
    await simulator.button('Call 6 times').click();
    await simulator.tallyOfCall('5 of 6 allowed').waitFor();
    await simulator.field('Session').fill('session-2');
    await simulator.verdict('Allowed').waitFor();
    await workbench.webview.locator('.counter-identity', { hasText: 'session session-2' }).waitFor();
  });

  test('calls what a human has to approve: neither allowed nor denied, and the reason is shown', async () => {
    await simulator.chooseTool('refund');
    await simulator.call();
    await simulator.verdict('Approval required').waitFor();
    await simulator.decision.getByText('[POLICY DENIED] A person decides about refunds.').waitFor();
    await simulator.decision.getByRole('button', { name: '/tools/refund_charge/action line 12' }).click();
    await workbench.page.locator('.statusbar', { hasText: 'Ln 12,' }).waitFor();
  });

  test('keeps the last decision while the policy is broken, marked as old, and sees the new one after', async () => {
    await workbench.putCursor('selected', '"require_approval"');
    await workbench.type('"den');
    await simulator.decision.getByText('Out of date').waitFor();
    await simulator.verdict('Approval required').waitFor();
    await simulator.decision.getByRole('button', { name: 'Show Problems' }).waitFor();
    await workbench.screenshot('simulator-broken');
    await workbench.type('y');
    await simulator.decision.getByText('Out of date').waitFor({ state: 'detached' });
    await simulator.verdict('Denied').waitFor();
  });

  test('lets windows slide, and reads what is assumed then: a full minute reaches into the next', async () => {
    const { webview } = workbench;
    await simulator.chooseTool('create_charge');
    await simulator.field('Grant').fill('default');
    await simulator.setClock('11:34:15');
    await simulator.verdict('Allowed').waitFor();
    await countersRead('charges 1 / 30', 'charges_daily 31 / 500');
    await webview.getByRole('combobox', { name: 'Windows' }).selectOption('sliding windows');
    await webview.getByText('Assumed: Windows slide: besides its own calls').waitFor();
    // Three quarters of the minute before still reach in: 22.5 of its 30 calls, which count as 23, and this one.
    await becomes(async () => (await simulator.counters())[0], 'charges 24 / 30');
    await workbench.screenshot('simulator-sliding');
  });
});
