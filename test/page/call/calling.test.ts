import assert from 'node:assert/strict';
import {
  argumentsAsJson,
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

panelSuite('calls', () => {
  test('once, by Enter in a one-line field', async () => {
    await open();
    await field('Grant').fill('ops');
    await field('Grant').press('Enter');
    await isShown(historyRows());
    await isShown(panel.page.locator('.subject').getByText(/^\s*create_charge at 10:31:00 UTC, grant ops/));
  });

  test('once, by Ctrl+Enter in the arguments, where Enter is a new line', async () => {
    await open();
    await (await argumentsAsJson()).press('Enter');
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
    await isShown(verdict().getByText('Allowed', { exact: true }));
    await isShown(panel.page.locator('.counter-amount').first().getByText('1 / 30'));
  });

  test('not with arguments that are not JSON: the place is named at the field', async () => {
    await open();
    await writeArguments('{\n  "amount": 5000,\n  currency: "usd"\n}');
    await isShown(panel.page.getByText('Line 3, column 3: not a JSON value; text needs double quotes.'));
    assert.equal(await field('Arguments').getAttribute('aria-invalid'), 'true');
    assert.equal(await button('Call').getAttribute('aria-disabled'), 'true');
    await field('Arguments').press('Control+Enter');
    await button('Call').click({ force: true });
    await field('Grant').press('Enter');
    await writeArguments('[]');
    await isShown(panel.page.getByText('Arguments must be an object', { exact: false }));
    assert.equal(await historyRows().count(), 0);
  });

  test('with arguments that the schema would not accept, after a hint', async () => {
    await open();
    await writeArguments('{"amount": "5", "currency": "usd"}');
    await isShown(panel.page.getByText('“amount” is integer (at least 1) in the tool’s schema, and this is a string.'));
    await button('Call').click();
    await isShown(historyRows());
  });

  test('a server that answers late: the quota comes back only then', async () => {
    await open();
    await chooseUpstream('timeout');
    assert.equal(await field('When the proxy gives up, in seconds').inputValue(), '30');
    await field('When the proxy gives up, in seconds').fill('5');
    await callTimes(31);
    await isShown(verdict().getByText('30 of 31 allowed'));
    await clock().fill('10:31:05');
    await button('Call').click();
    await isShown(historyRows().nth(1));
    await isShown(verdict().getByText('Allowed', { exact: true }));
    await isShown(
      panel.page.locator('.rule').getByText('The proxy gives up after 5 s, then the counters get the call back.'),
    );
    await chooseUpstream('ok');
    await panel.page.locator('#answer').waitFor({ state: 'detached' });
  });

  test('seconds that are none hold the call back', async () => {
    await open();
    await chooseUpstream('error');
    await field('When the error comes, in seconds').fill('soon');
    await isShown(panel.page.getByRole('alert').getByText('0 to 3600'));
    assert.equal(await button('Call').getAttribute('aria-disabled'), 'true');
    await field('Grant').focus();
    assert.equal(await field('When the error comes, in seconds').inputValue(), '0');
    assert.equal(await button('Call').getAttribute('aria-disabled'), 'false');
  });

  test('with sliding windows, if the person wants: every call is decided anew, and the assumption stands there', async () => {
    await open();
    await callTimes(30);
    await button('One minute later').click();
    await callTimes(30);
    await isShown(verdict().getByText('30 of 30 allowed'));
    const windows = panel.page.getByRole('combobox', { name: 'Windows' });
    await windows.selectOption('sliding windows');
    await isShown(panel.page.locator('.counters').getByText('Assumed: Windows slide:', { exact: false }));
    await isShown(verdict().getByText('Denied', { exact: true }));
    await windows.selectOption('aligned windows');
    await isShown(verdict().getByText('30 of 30 allowed'));
  });

  test('as often as the server fails with an error: the quota is given back', async () => {
    await open();
    await chooseUpstream('error');
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

const clock = () => field('Time of the next call, in UTC');

async function chooseUpstream(word: string): Promise<void> {
  await panel.page.getByRole('combobox', { name: 'Server answers' }).click();
  await panel.page.getByRole('option', { name: word, exact: true }).click();
}
