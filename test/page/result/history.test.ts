import assert from 'node:assert/strict';
import {
  button,
  field,
  historyRows,
  isShown,
  open,
  panel,
  panelSuite,
  verdict,
  writeArguments,
} from '../panelSuite.ts';

panelSuite('keeps a history', () => {
  test('newest first; a click opens the chain again, the cross removes', async () => {
    await open();
    await button('Call').click();
    await button('One second later').click();
    await writeArguments('{"amount": 60000, "currency": "usd"}');
    await button('Call').click();
    await isShown(historyRows().nth(1));
    await isShown(verdict().getByText('Denied'));
    assert.deepEqual(await panel.page.locator('.history-time').allInnerTexts(), ['10:31:01', '10:31:00']);
    await panel.page.locator('.history-face').nth(1).click();
    await isShown(verdict().getByText('Allowed'));
    await button('Remove create_charge at 2026-03-02 10:31:00 UTC').click();
    await isShown(verdict().getByText('Denied'));
    assert.equal(await historyRows().count(), 1);
  });

  test('by keyboard: one tab stop, arrows walk, Delete removes and the keyboard stays', async () => {
    await open();
    for (const name of ['Call', 'Call', 'Call']) await button(name).click();
    await isShown(historyRows().nth(2));
    assert.equal(await panel.page.locator('.history-face[tabindex="0"]').count(), 1);
    await panel.page.locator('.history-face[tabindex="0"]').focus();
    await panel.page.keyboard.press('ArrowDown');
    await isShown(historyRows().nth(1).locator('.history-face:focus'));
    assert.equal(await selectedRow(), 1);
    await panel.page.keyboard.press('Delete');
    await historyRows().nth(2).waitFor({ state: 'detached' });
    await isShown(panel.page.locator('.history-row.selected .history-face:focus'));
    assert.equal(await historyRows().count(), 2);
  });

  test('reset empties it and sets the clock to now', async () => {
    await open();
    await button('Call').click();
    await isShown(historyRows());
    await button('One day later').click();
    await button('Reset: empty the history and set the clock to now').click();
    await historyRows().waitFor({ state: 'detached' });
    await isShown(panel.page.getByText('Preview, not called yet:'));
    assert.equal(await field('Time of the next call, in UTC').inputValue(), '2026-03-02 10:31:00');
  });

  test('everything is there again when the page is loaded anew, down to the last keystroke', async () => {
    await open();
    await button('Call').click();
    await isShown(historyRows());
    await writeArguments('{"half typed"');
    await panel.page.reload();
    await isShown(historyRows());
    assert.equal(await field('Arguments').inputValue(), '{"half typed"');
  });
});

async function selectedRow(): Promise<number> {
  const rows = await historyRows().evaluateAll((all) => all.map((row) => row.classList.contains('selected')));
  return rows.indexOf(true);
}
