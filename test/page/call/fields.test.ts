import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
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
import { stripeTools } from '../policies/stripePolicy.ts';

const clock = () => field('Time of the next call, in UTC');

panelSuite('takes what is typed', () => {
  test('a clock that is no moment says so, and goes back to the last one when it is left', async () => {
    await open();
    await clock().fill('tomorrow');
    await isShown(panel.page.getByRole('alert').getByText('Not a moment'));
    assert.equal(await clock().getAttribute('aria-invalid'), 'true');
    await field('Grant').focus();
    assert.equal(await clock().inputValue(), '2026-03-02 10:31:00');
    assert.equal(await panel.page.getByRole('alert').count(), 0);
  });

  test('a number of times that is none does the same', async () => {
    await open();
    await field('Times').fill('many');
    await isShown(panel.page.getByRole('alert').getByText('1 to 10,000'));
    await field('Grant').focus();
    assert.equal(await field('Times').inputValue(), '30');
    assert.equal(await panel.page.getByRole('alert').count(), 0);
  });

  for (const width of [250, 300, 600]) {
    test(`in ${width} pixels their messages cover and move nothing`, async () => {
      await open({ width });
      const controls = panel.page.locator('button, input, textarea, vscode-single-select');
      const before = await placesOf(controls);
      await field('Times').fill('0');
      assert.deepEqual(await coveredBy(panel.page.getByRole('alert'), controls), []);
      await clock().fill('tomorrow');
      const alert = panel.page.getByRole('alert');
      assert.deepEqual(await coveredBy(alert, controls), []);
      assert.ok(await alert.evaluate((each) => each.scrollWidth <= each.clientWidth), 'it is cut off');
      assert.deepEqual(await placesOf(controls), before);
    });
  }

  test('Enter in the clock sets it, and calls nothing', async () => {
    await open();
    await clock().fill('10:32');
    await clock().press('Enter');
    assert.equal(await clock().inputValue(), '2026-03-02 10:32:00');
    await isShown(panel.page.locator('.subject').getByText('10:32:00 UTC'));
    assert.equal(await historyRows().count(), 0);
  });

  test('a message under the arguments does not move the call button', async () => {
    await open({ width: 250 });
    const { height } = (await (await argumentsAsJson()).boundingBox()) ?? {};
    const place = await button('Call').boundingBox();
    for (const text of ['{\n  "amount": "5",\n  "currency": "chf",\n  "note": 1 }', '{\n\n\n"amount"']) {
      await writeArguments(text);
      const now = await field('Arguments').boundingBox();
      assert.equal(now?.height, height);
      assert.deepEqual(await button('Call').boundingBox(), place);
    }
  });

  test('a server that fails with an error: the decision and the history say so, and reset mends it', async () => {
    await open();
    const server = panel.page.getByRole('combobox', { name: 'Server answers' });
    await server.click();
    await panel.page.getByRole('option', { name: 'error', exact: true }).click();
    const sentence = 'The server answers with an error: the call is given back to its counters.';
    await isShown(panel.page.locator('.rule').getByText(sentence));
    await callTimes(31);
    await isShown(panel.page.locator('.rule').getByText(sentence));
    await isShown(historyRows().getByTitle('The server answered with an error', { exact: false }));
    await button('Reset: empty the history and set the clock to now').click();
    await panel.page.locator('.rule').getByText(sentence).waitFor({ state: 'detached' });
    assert.equal(await panel.page.locator('#upstream').evaluate((each) => 'value' in each && each.value), 'ok');
  });

  test('connecting a server fills in the arguments that nobody typed', async () => {
    await open({ server: { knowledge: { state: 'unknown' } } });
    await isShown(field('Arguments'));
    assert.equal(await field('Arguments').inputValue(), '{}');
    panel.server.knowledge = stripeTools;
    panel.host.toolsChanged();
    await isShown(verdict().getByText('Allowed'));
    assert.deepEqual(JSON.parse(await (await argumentsAsJson()).inputValue()), { amount: 5000, currency: 'usd' });
  });

  test('a long failure leaves the form in sight, and is whole on hover', async () => {
    const what = `The server cannot be started. PATH is ${'/a/long/folder:'.repeat(70)}.`;
    const problem = { what, remedy: 'Check it.' };
    await open({ server: { knowledge: { state: 'unknown', problem } } });
    await isShown(button('Connect to MCP Server'));
    assert.equal(await panel.page.locator('.notice [title]').getAttribute('title'), `${what} Check it.`);
    assert.ok(((await panel.page.locator('.notice').boundingBox())?.height ?? 999) < 100);
  });

  test('a long reason why nothing can be simulated leaves the action in sight', async () => {
    await open({ server: { failure: `spawn failed: ${'/a/long/folder:'.repeat(70)}` } });
    await isShown(button('Try Again'));
    assert.ok(((await button('Try Again').boundingBox())?.y ?? 999) < 200);
  });
});

async function placesOf(controls: Locator): Promise<unknown> {
  return Promise.all((await controls.all()).map((each) => each.boundingBox()));
}

/** The names of the controls that this lies over. */
async function coveredBy(alert: Locator, controls: Locator): Promise<unknown> {
  const box = await alert.boundingBox();
  assert.ok(box !== null);
  const names = await Promise.all(
    (await controls.all()).map(async (each) => {
      const other = await each.boundingBox();
      if (other === null) return [];
      const apart =
        other.x >= box.x + box.width ||
        other.x + other.width <= box.x ||
        other.y >= box.y + box.height ||
        other.y + other.height <= box.y;
      return apart ? [] : [await each.getAttribute('aria-label')];
    }),
  );
  return names.flat();
}
