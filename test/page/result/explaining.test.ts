import assert from 'node:assert/strict';
import {
  becomes,
  button,
  callTimes,
  field,
  isShown,
  open,
  panel,
  panelSuite,
  verdict,
  writeArguments,
} from '../panelSuite.ts';

panelSuite('explains', () => {
  test('the deciding step is open and marked, and each place is a link', async () => {
    await open();
    await writeArguments('{"amount": 60000, "currency": "usd"}');
    await field('Grant').press('Enter');
    const deciding = panel.page.locator('.step[aria-current="step"]');
    await isShown(deciding.getByText('args.amount is 60000', { exact: false }));
    assert.equal(await deciding.getByRole('button').first().getAttribute('aria-expanded'), 'true');
    await panel.page.locator('.rule').getByRole('button').click();
    await deciding.getByRole('button', { name: 'line 16' }).click();
    await becomes(() => panel.revealed.map(({ start }) => start.line), [15, 15]);
  });

  test('an assumption that decided is marked, and stands in a sentence beside the step', async () => {
    await open();
    await callTimes(31);
    const sentence = 'Assumed: Windows are aligned to the UTC clock: a minute starts at :00, a day at 00:00:00Z.';
    await isShown(verdict().getByRole('img', { name: sentence }));
    await isShown(panel.page.locator('.step-detail').getByText(sentence));
  });

  test('the agent’s result is copied as JSON', async () => {
    await open();
    await field('Tool').fill('delete_account');
    await field('Tool').press('Enter');
    await button('Copy the result that the agent receives, as JSON').click();
    await becomes(
      () => panel.copied.map((text): unknown => JSON.parse(text)),
      [
        {
          content: [{ type: 'text', text: '[POLICY DENIED] Tool "delete_account" is hidden by policy' }],
          isError: true,
        },
      ],
    );
  });

  test('local time on hover', async () => {
    await open();
    const title = await panel.page.locator('.counter-reset').first().getAttribute('title');
    assert.match(title ?? '', /11:32:00.* \(local time\)$/);
  });
});
