import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { until } from './parts/settled.ts';
import { openWorkbench, type Workbench } from './workbench.ts';
import { workspaceCopy } from './workspaceCopy.ts';

/*
 * The simulator in a real workbench, in a high-contrast theme: what a person sees of calls, traffic and watches. The tests
 * are steps of one way and follow each other.
 */
suite('A person sees what a policy does over time', () => {
  let workbench: Workbench;

  suiteSetup(async () => {
    workbench = await openWorkbench({
      workspace: workspaceCopy('test/vscode/workspace/two', 'person-simulator'),
      theme: 'Default High Contrast',
      viewport: { width: 1400, height: 1200 },
      settings: { 'mcpPolicy.simulator.counterHints': true },
    });
    await workbench.openFile('payments.policy.json');
    await workbench.clickCodeLens('Connect to MCP Server');
    await workbench.pick('payments');
    await workbench.answerDialog('Start Server');
    await workbench.page.locator('.codelens-decoration', { hasText: '2 tools' }).waitFor();
    await workbench.clickCodeLens('30/min per grant');
    await verdict('Allowed').waitFor();
  });
  teardown(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('simulator-failed');
  });
  suiteTeardown(() => workbench.close());

  const verdict = (word: string) => workbench.webview.locator('.verdict-word', { hasText: word });
  const tab = (name: string) => workbench.webview.getByRole('tab', { name });

  test('writes the arguments by fields of the schema; the decision follows', async () => {
    const { webview } = workbench;
    await webview.getByRole('spinbutton', { name: /^amount/ }).fill('9000');
    await verdict('Denied').waitFor();
    await webview.getByText('/tools/create_charge/deny_if/args.amount-gt').first().waitFor();
    await webview.getByRole('spinbutton', { name: /^amount/ }).fill('100');
    await verdict('Allowed').waitFor();
  });

  test('writes them as JSON just as well, and loses nothing either way', async () => {
    const { webview } = workbench;
    await webview.getByRole('button', { name: 'Arguments as JSON' }).click();
    const json = webview.getByRole('textbox', { name: 'Arguments' });
    assert.deepEqual(JSON.parse(await json.inputValue()).amount, 100);
    await json.fill('{ "amount": 9000, "unknown": true }');
    await verdict('Denied').waitFor();
    await webview.getByRole('button', { name: 'Arguments as JSON' }).click();
    await webview.getByRole('spinbutton', { name: /^amount/ }).fill('100');
    await verdict('Allowed').waitFor();
    await webview.getByText('unknown').first().waitFor();
  });

  test('sees behind the limit how full its counter is, as the settings ask for', async () => {
    const hints = () =>
      workbench.page.evaluate(
        `[...document.querySelectorAll('.view-line span')].map((span) => getComputedStyle(span, '::after').content).join()`,
      );
    await until(async () => /1\/30/.test(String(await hints())));
  });

  test('follows a step to its line', async () => {
    await workbench.webview
      .getByRole('button', { name: /line 16/ })
      .first()
      .click();
    await workbench.page.locator('.statusbar', { hasText: 'Ln 16,' }).waitFor();
  });

  test('points at a step: its rule is marked in the editor', async () => {
    await workbench.webview.locator('[data-place]').first().hover();
    await workbench.page
      .locator('.monaco-editor .view-overlays [class*="ced-"]')
      .first()
      .waitFor({ state: 'attached' });
    await workbench.screenshot('simulator-call');
  });

  test('sends a day’s traffic across midnight: allowed, denied, and the counter over time', async () => {
    const { webview } = workbench;
    await tab('Traffic').click();
    await webview.getByRole('combobox', { name: 'Preset' }).click();
    await webview.getByRole('option', { name: /midnight/i }).click();
    await webview.locator('.plot-calls canvas').waitFor();
    await webview
      .getByText(/\d+ calls/)
      .first()
      .waitFor();
    await webview.locator('.plot-fill canvas').first().waitFor();
    await workbench.screenshot('simulator-midnight');
  });

  test('bursts at a boundary of two windows: twice the limit passes within a moment', async () => {
    const { webview } = workbench;
    await webview.getByRole('combobox', { name: 'Preset' }).click();
    await webview.getByRole('option', { name: /boundary/i }).click();
    await webview.locator('.run-tally', { hasText: '60 allowed' }).waitFor();
    await workbench.screenshot('simulator-boundary');
  });

  test('follows a rule of the totals to its line, and zooms by button', async () => {
    const { webview } = workbench;
    await workbench.press('Control+Home');
    await webview.getByRole('combobox', { name: 'Preset' }).click();
    await webview.getByRole('option', { name: /ramp/i }).click();
    await webview.locator('.totals').getByRole('button', { name: 'line 16' }).click();
    await workbench.page.locator('.statusbar', { hasText: 'Ln 16,' }).waitFor();
    const readout = webview.locator('.timeline-readout');
    const before = await readout.innerText();
    await webview.getByRole('button', { name: 'Zoom in (+)' }).click();
    await webview.getByRole('button', { name: 'Show everything (0)', disabled: false }).waitFor();
    await until(async () => (await readout.innerText()) !== before);
  });

  test('chooses the tool that the cursor is moved to', async () => {
    await tab('Call').click();
    const tool = workbench.webview.locator('.tool-field input');
    await workbench.putCursor('before', 'list_charges');
    await workbench.press('ArrowRight');
    await until(async () => (await tool.inputValue()) === 'list_charges');
    await workbench.putCursor('before', '"create_charge"');
    await workbench.press('ArrowRight', 'ArrowRight');
    await until(async () => (await tool.inputValue()) === 'create_charge');
  });

  test('pins a call as a watch: it turns red when the policy is edited, and green again', async () => {
    const { webview } = workbench;
    await tab('Call').click();
    await webview
      .getByRole('button', { name: /^Watch/ })
      .first()
      .click();
    await tab('Watches').click();
    await webview.getByText('passes').first().waitFor();
    await workbench.putCursor('selected', '5000');
    await workbench.type('50');
    await webview.getByText('fails').first().waitFor();
    await workbench.screenshot('simulator-watch');
    await workbench.press('Control+z', 'Control+z');
    await webview.getByText('passes').first().waitFor();
  });

  test('saves it as a scenario, in the file beside the policy', async () => {
    await workbench.webview.getByRole('button', { name: 'Save 1 watch as scenarios' }).first().click();
    await workbench.page.locator('.tab.active', { hasText: 'payments.policytest.json' }).waitFor();
    await workbench.page.locator('.view-line', { hasText: 'create_charge, amount 100' }).first().waitFor();
    await workbench.page.locator('.tab.active.dirty', { hasText: 'payments.policytest.json' }).waitFor();
  });

  test('finds everything as it was after the panel was hidden', async () => {
    await tab('Call').click();
    await workbench.webview.getByRole('spinbutton', { name: /^amount/ }).fill('123');
    await workbench.webview.getByRole('button', { name: 'Call', exact: true }).click();
    await workbench.webview.locator('.history-row').first().waitFor();
    await workbench.page.locator('.tab', { hasText: 'payments.policy.json' }).click();
    await workbench.press('Control+b');
    await workbench.page.locator('iframe.webview.ready').first().waitFor({ state: 'hidden' });
    await workbench.press('Control+b');
    await workbench.webview.locator('.history-row').first().waitFor();
    assert.equal(await workbench.webview.getByRole('spinbutton', { name: /^amount/ }).inputValue(), '123');
  });

  test('finds everything as it was after the window was loaded anew', async () => {
    await workbench.page.locator('.tab', { hasText: 'payments.policy.json' }).click();
    // Not before VS Code has written down which of the two editors was in front, too.
    await workbench.untilKept('"amount":123', '"mru":[0,1]');
    await workbench.page.reload();
    await workbench.page.locator('.monaco-workbench .part.statusbar').waitFor();
    await tab('Watches').waitFor();
    await tab('Watches').click();
    await workbench.webview.getByText('create_charge').first().waitFor();
    await tab('Call').click();
    await workbench.webview.locator('.history-row').first().waitFor();
    // No server is connected in the new window: where its tools are not remembered, there are no fields.
    const amount = workbench.webview.getByRole('spinbutton', { name: /^amount/ });
    const json = workbench.webview.getByRole('textbox', { name: 'Arguments', exact: true });
    assert.match(await amount.or(json).first().inputValue(), /^123$|"amount": 123/);
  });

  test('walks the panel by keyboard alone', async () => {
    const { webview, page } = workbench;
    const isFocused = async (what: Locator) => (await what.and(webview.locator(':focus')).count()) > 0;
    await tab('Call').focus();
    await page.keyboard.press('End');
    await until(() => isFocused(tab('Watches')));
    await page.keyboard.press('ArrowLeft');
    await until(() => isFocused(tab('Traffic')));
    await page.keyboard.press('Home');
    await until(() => isFocused(tab('Call')));
    const call = webview.getByRole('button', { name: 'Call', exact: true });
    const before = await webview.locator('.history-row').count();
    while (!(await isFocused(call))) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await until(async () => (await webview.locator('.history-row').count()) > before);
  });

  test('axe finds nothing that keeps anyone out', async () => {
    const body = workbench.webview.locator('body');
    await body.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
    for (const name of ['Call', 'Traffic', 'Watches']) {
      await tab(name).click();
      // Contrast is looked at in `test/page`: here the page is transparent, and axe takes what is behind it for white.
      const { violations }: { violations: readonly Violation[] } = await body.evaluate(
        `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa'], rules: { 'color-contrast': { enabled: false } }, resultTypes: ['violations'] })`,
      );
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
      assert.deepEqual(found, [], name);
    }
  });
});

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}
