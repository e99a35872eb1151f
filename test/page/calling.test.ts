import assert from 'node:assert/strict';
import { button, callTimes, field, historyRows, isShown, open, panel, panelSuite, verdict } from './panelSuite.ts';

panelSuite('calls', () => {
  test('once, by Enter in a one-line field', async () => {
    await open();
    await field('Grant').fill('ops');
    await field('Grant').press('Enter');
    await isShown(historyRows());
    assert.match(await panel.page.locator('.subject').innerText(), /create_charge at 10:31:00 UTC, grant ops/);
  });

  test('once, by Ctrl+Enter in the arguments, where Enter is a new line', async () => {
    await open();
    await field('Arguments').press('Enter');
    assert.equal(await historyRows().count(), 0);
    await field('Arguments').press('Control+Enter');
    await isShown(historyRows());
  });

  test('thirty-one times in a minute, of which thirty pass; the first of the next minute passes', async () => {
    await open();
    await callTimes(31);
    await isShown(verdict().getByText('30 of 31 allowed'));
    assert.match(await verdict().innerText(), /Denied/);
    await isShown(
      panel.page.getByText('[POLICY DENIED] Rate limit of 30 per minute reached. Try again later.', { exact: true }),
    );
    await button('To the next reset of a counter').click();
    assert.equal(await field('Time of the next call, in UTC').inputValue(), '2026-03-02 10:32:00');
    await button('Call').click();
    await isShown(historyRows().nth(1));
    await isShown(verdict().getByText('Allowed'));
    assert.equal(await panel.page.locator('.counter-amount').first().innerText(), '1 / 30');
  });

  test('not with arguments that are not JSON: the place is named at the field', async () => {
    await open();
    await field('Arguments').fill('{\n  "amount": 5000,\n  currency: "usd"\n}');
    await isShown(panel.page.getByText('Line 3, column 3: not a JSON value; text needs double quotes.'));
    assert.equal(await field('Arguments').getAttribute('aria-invalid'), 'true');
    assert.equal(await button('Call').getAttribute('aria-disabled'), 'true');
    await field('Arguments').press('Control+Enter');
    await button('Call').click({ force: true });
    await field('Grant').press('Enter');
    await field('Arguments').fill('[]');
    await isShown(panel.page.getByText('Arguments must be an object', { exact: false }));
    assert.equal(await historyRows().count(), 0);
  });

  test('with arguments that the schema would not accept, after a hint', async () => {
    await open();
    await field('Arguments').fill('{"amount": "5", "currency": "usd"}');
    await isShown(panel.page.getByText('“amount” is integer (at least 1) in the tool’s schema, and this is a string.'));
    await button('Call').click();
    await isShown(historyRows());
  });

  test('as often as the server fails with an error: the quota is given back', async () => {
    await open();
    await panel.page.getByRole('combobox', { name: 'Server answers' }).click();
    await panel.page.getByRole('option', { name: 'error', exact: true }).click();
    await callTimes(31);
    await isShown(verdict().getByText('31 of 31 allowed'));
  });

  test('a tool that nobody knows', async () => {
    await open();
    await field('Tool').fill('drop_table');
    await field('Tool').press('Enter');
    await field('Tool').press('Enter');
    await isShown(historyRows());
    await isShown(panel.page.locator('.rule').getByText('(default deny)'));
  });
});
