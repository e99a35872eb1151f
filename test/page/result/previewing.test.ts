import assert from 'node:assert/strict';
import { policy } from '../browser/openPanel.ts';
import {
  button,
  callTimes,
  field,
  historyRows,
  isShown,
  open,
  panel,
  panelSuite,
  verdict,
  writeArguments,
} from '../panelSuite.ts';

const previewed = () => panel.page.locator('.subject').getByText('Preview, not called yet:');
const selectedRows = () => panel.page.locator('.history-row.selected');

panelSuite('shows the decision of the call in the form', () => {
  test('another tool after a call: its preview, and no row is selected', async () => {
    await open();
    await callTimes(31);
    panel.host.simulateCall(policy, 'list_customers');
    await isShown(previewed());
    assert.match(await panel.page.locator('.subject').innerText(), /list_customers at 10:31:00/);
    assert.equal(await verdict().innerText(), 'Allowed');
    assert.equal(await selectedRows().count(), 0);
    assert.equal(await historyRows().count(), 1);
  });

  test('the clock moves on after the limit is used up: what one more call would get', async () => {
    await open();
    await callTimes(31);
    await button('One second later').click();
    await isShown(previewed());
    assert.equal(await verdict().innerText(), 'Denied');
    await button('One minute later').click();
    await isShown(verdict().getByText('Allowed'));
    assert.equal(await panel.page.locator('.counter-amount').first().innerText(), '1 / 30');
    assert.match(await historyRows().innerText(), /30 of 31/);
  });

  test('a row is opened by a click, and left by the next change of the form', async () => {
    await open();
    await callTimes(31);
    await writeArguments('{"amount": 60000, "currency": "usd"}');
    await isShown(panel.page.locator('.rule').getByText('deny_if'));
    await panel.page.locator('.history-face').click();
    await isShown(verdict().getByText('30 of 31 allowed'));
    await field('Grant').fill('ops');
    await isShown(previewed());
    assert.match(await panel.page.locator('.subject').innerText(), /grant ops/);
  });

  test('with no row selected the history is still one tab stop, and arrows walk it', async () => {
    await open();
    await button('Call').click();
    await isShown(historyRows());
    await button('One second later').click();
    await isShown(previewed());
    await panel.page.locator('.history-face[tabindex="0"]').focus();
    await panel.page.keyboard.press('ArrowDown');
    await isShown(selectedRows().locator('.history-face:focus'));
  });

  test('half-typed arguments change nothing', async () => {
    await open();
    await button('Call').click();
    await isShown(historyRows());
    await previewed().waitFor({ state: 'detached' });
    const before = await panel.page.locator('.answer').innerText();
    await writeArguments('{"amount": 60000');
    await panel.page.waitForTimeout(400);
    assert.equal(await panel.page.locator('.answer').innerText(), before);
  });
});
