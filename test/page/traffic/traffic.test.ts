import assert from 'node:assert/strict';
import { becomes, button, field, isShown, open, panel, panelSuite, until } from '../panelSuite.ts';
import { choose, openTraffic, pixels, ranTo, readout, tab, tally, timeline } from './trafficSuite.ts';

const ofDarkTheme = { denied: [0xf1, 0x4c, 0x4c], fill: [0x00, 0x78, 0xd4] } as const;

panelSuite('runs traffic', () => {
  test('at once, by a preset of the tool in the form, and draws what became of it', async () => {
    await openTraffic();
    await ranTo('1,575', '2,025');
    await until(async () => (await pixels('calls', ofDarkTheme.denied)) > 500, 'no denied call is drawn');
    await until(async () => (await pixels('marks', ofDarkTheme.denied)) > 50, 'no mark is drawn');
    await until(async () => (await pixels('fill', ofDarkTheme.fill)) > 50, 'no fill is drawn');
  });

  test('of every preset, which a click chooses', async () => {
    await openTraffic();
    await choose('Preset', 'Boundary burst');
    await ranTo('60', '0');
    await isShown(readout().getByText('2 Mar 10:31 to 10:33 UTC'));
    await choose('Preset', 'Across midnight');
    await isShown(readout().getByText('2 Mar 23:50 to 3 Mar 00:10 UTC'));
  });

  test('anew when a number of it changes, and is an own mix from then on', async () => {
    await openTraffic();
    await choose('Preset', 'Steady: 30 a minute');
    await ranTo('300', '0');
    await panel.page.getByRole('button', { name: /^create_charge/ }).click();
    await field('Calls').fill('60');
    await ranTo('300', '300');
    await isShown(panel.page.getByText('Your own mix of calls.'));
    await field('Calls').fill('many');
    await isShown(panel.page.getByRole('alert').getByText('Not a number'));
    await field('Until').focus();
    assert.equal(await field('Calls').inputValue(), '60');
    await choose('Preset', 'Burst of 100');
    await ranTo('30', '70');
    await choose('Preset', 'Own mix');
    await ranTo('300', '300');
  });

  test('of several streams: added, changed, duplicated, removed', async () => {
    await openTraffic();
    await choose('Preset', 'Steady: 30 a minute');
    await ranTo('300', '0');
    await button('Add calls').click();
    await field('Tool').fill('customers');
    await panel.page.keyboard.press('Enter');
    await choose('Pattern', 'Burst');
    await field('Calls').fill('10');
    await ranTo('400', '0');
    await button('Duplicate the calls of list_customers').click();
    await ranTo('500', '0');
    await button('Remove the calls of create_charge').click();
    await ranTo('200', '0');
    const rows = panel.page.locator('.totals tbody').first();
    assert.match(await rows.innerText(), /^list_customers\s+200\s+0$/);
  });

  test('with sliding windows, and says what each kind assumes', async () => {
    await openTraffic();
    await choose('Preset', 'Boundary burst');
    await ranTo('60', '0');
    await isShown(panel.page.locator('.windows-meaning').getByText('Windows are aligned to the UTC clock'));
    await choose('Windows', 'Sliding');
    await ranTo('30', '30');
    await isShown(panel.page.locator('.windows-meaning').getByText('Windows slide'));
  });

  test('anew on every edit of the policy; a broken one keeps the run and says why it is old', async () => {
    await openTraffic();
    await choose('Preset', 'Steady: 30 a minute');
    await ranTo('300', '0');
    panel.edit((text) => text.replace('"max": 30', '"max": 20'));
    await ranTo('200', '100');
    panel.edit((text) => text.replace('"version": "1",', '"version": "1"'));
    const notice = panel.page.locator('.run-notice');
    await isShown(notice.getByText('Line 3: A comma is missing'));
    assert.match(await tally().innerText(), /200\s+allowed/);
    await button('Show Problems').click();
    await becomes(() => panel.ran, ['showProblems']);
    panel.edit((text) => text.replace('"version": "1"', '"version": "1",'));
    await isShown(notice.getByText('All by /tools/create_charge/limits/create_charge_rate'));
  });

  test('for as long as it takes, with a bar that says how far it is, and can be cancelled', async () => {
    await openTraffic();
    panel.server.trafficWaits = true;
    panel.edit((text) => `${text} `);
    const asked = panel.server.trafficAsked.at(-1);
    panel.host.trafficProgressed({ token: asked?.token ?? '', done: 4_000_000, calls: 10_000_000 });
    await isShown(panel.page.getByText('4,000,000 of 10,000,000 calls', { exact: true }).first());
    assert.equal(await panel.page.getByRole('progressbar').evaluate((bar) => 'value' in bar && bar.value), 4_000_000);
    await ranTo('1,575', '2,025');
    await button('Cancel').click();
    await isShown(panel.page.locator('.run-notice').getByText('Cancelled'));
    assert.equal(asked?.signal.aborted, true);
    panel.server.trafficWaits = false;
    await button('Run').click();
    await isShown(panel.page.locator('.run-notice').getByText('All by'));
  });

  test('too many calls are counted, not made', async () => {
    await openTraffic();
    await panel.page.getByRole('button', { name: /^create_charge/ }).click();
    await choose('Pattern', 'Steady');
    await field('Calls').fill('900,000,000');
    await isShown(panel.page.locator('.run-notice').getByText('Too many calls'));
  });

  test('not while another tab is shown; the tab and the plan are there again after a reload', async () => {
    await open();
    assert.equal(panel.server.trafficAsked.length, 0);
    await tab('Traffic').click();
    await ranTo('1,575', '2,025');
    await choose('Preset', 'Steady: 30 a minute');
    await ranTo('300', '0');
    await panel.page.reload();
    await isShown(timeline());
    await ranTo('300', '0');
    assert.equal(await tab('Traffic').getAttribute('aria-selected'), 'true');
    const select = panel.page.getByRole('combobox', { name: 'Preset' });
    await becomes(() => select.evaluate((each) => each.textContent?.trim()), 'Steady: 30 a minute');
  });

  test('what was written a moment before the page went is there again, too', async () => {
    await openTraffic();
    await choose('Preset', 'Steady: 30 a minute');
    await ranTo('300', '0');
    await panel.page.getByRole('button', { name: /^create_charge/ }).click();
    await field('Calls').fill('60');
    await panel.page.reload();
    await ranTo('300', '300');
    await isShown(panel.page.getByText('Your own mix of calls.'));
  });

  test('totals: a rule is a link to its line', async () => {
    await openTraffic();
    await panel.page.locator('.totals').getByRole('button', { name: 'line 19' }).click();
    await becomes(() => panel.revealed.map(({ start }) => start.line), [18]);
  });

  test('a screen reader is told what it came to', async () => {
    await openTraffic();
    await becomes(
      () => panel.page.getByRole('status').textContent(),
      '3,600 calls: 1,575 allowed, 2,025 denied, all by /tools/create_charge/limits/create_charge_rate.',
    );
  });
});
