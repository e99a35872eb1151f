import assert from 'node:assert/strict';
import { putTheme } from '../browser/theme.ts';
import themes from '../browser/themes.json';
import { fitsInWidth } from '../fitsInWidth.ts';
import { becomes, button, isShown, panel, panelSuite, until } from '../panelSuite.ts';
import { card, choose, openTraffic, pixels, plot, readout, timeline } from './trafficSuite.ts';

panelSuite('draws a timeline', () => {
  test('the pointer reads a bar: its time, its calls, the fill of each counter', async () => {
    await openTraffic();
    await plot('calls').hover();
    await isShown(readout().getByText('11:01:00 to 11:02:00 UTC'));
    assert.match(await readout().innerText(), /30 allowed\s+31 denied/);
    assert.match((await readout().locator('.readout-time').getAttribute('title')) ?? '', /12:01:00.*local time/);
    assert.equal(await panel.page.locator('.fill-amount').first().innerText(), '30 / 30');
    await panel.page.mouse.move(0, 0);
    await isShown(readout().getByText('2 Mar 10:31 to 11:31 UTC'));
    assert.equal(await panel.page.locator('.fill-amount').first().innerText(), 'peak 30 / 30');
  });

  test('dragging shows a part, a double click everything', async () => {
    await openTraffic();
    await dragOver(plot('calls'), 0.25, 0.5);
    await panel.page.mouse.move(0, 0);
    // A quarter of the plot is 15 minutes, give or take half a pixel: with seconds where they are not whole minutes.
    await isShown(readout().getByText(/^2 Mar 10:4[56](:[\d.]+)? to 11:0[01](:[\d.]+)? UTC$/));
    await plot('calls').dblclick();
    await panel.page.mouse.move(0, 0);
    await isShown(readout().getByText('2 Mar 10:31 to 11:31 UTC'));
  });

  test('a call that was not allowed says why, and a click goes to the line', async () => {
    await openTraffic();
    const { width = 0, height = 0 } = (await plot('marks').boundingBox()) ?? {};
    await plot('marks').hover({ position: { x: width * 0.8, y: height / 2 } });
    await isShown(card().getByText('/tools/create_charge/limits/create_charge_rate'));
    await isShown(card().getByText(/30 of 30 used in this minute/));
    await becomes(() => panel.pointed.at(-1)?.start.line, 18);
    await plot('marks').click({ position: { x: width * 0.8, y: height / 2 } });
    await card().getByRole('button', { name: 'line 13' }).click();
    await becomes(() => panel.revealed.map(({ start }) => start.line), [18, 12]);
    await panel.page.mouse.move(0, 0);
    await card().waitFor({ state: 'detached' });
  });

  test('a call that was held back for approval is one of its own kind', async () => {
    await openTraffic();
    await panel.page.getByRole('button', { name: /^create_charge/ }).click();
    await panel.page.getByRole('combobox', { name: 'Tool' }).fill('refund');
    await panel.page.keyboard.press('Enter');
    await isShown(panel.page.locator('.run-tally').getByText('3,600 approval'));
    await timeline().press('ArrowDown');
    // The steps below say it again as soon as the policy was asked.
    await isShown(card().locator('.mark-head').getByText('Approval required'));
  });

  test('all of it by keyboard', async () => {
    await openTraffic();
    await timeline().focus();
    await panel.page.keyboard.press('+');
    await isShown(readout().getByText('2 Mar 10:46 to 11:16 UTC'));
    await panel.page.keyboard.press('ArrowRight');
    await isShown(readout().getByText('2 Mar 10:53:30 to 11:23:30 UTC'));
    await panel.page.keyboard.press('-');
    await isShown(readout().getByText('2 Mar 10:31 to 11:31 UTC'));
    await panel.page.keyboard.press('Shift+ArrowRight');
    await isShown(readout().getByText('10:31:00 to 10:32:00 UTC'));
    await panel.page.keyboard.press('ArrowDown');
    await isShown(card().getByText(/30 of 30 used in this minute/));
    const [first] = await card().locator('.mark-head').allInnerTexts();
    assert.match(first ?? '', /Denied\s+10:46:58\.123 UTC/);
    assert.match((await panel.page.getByRole('status').textContent()) ?? '', /^Denied at 10:46:58\.123: rule/);
    await panel.page.keyboard.press('ArrowDown');
    await card().getByText('10:46:58.123').waitFor({ state: 'detached' });
    await panel.page.keyboard.press('Enter');
    await becomes(() => panel.revealed.map(({ start }) => start.line), [18]);
    await panel.page.keyboard.press('Escape');
    await card().waitFor({ state: 'detached' });
    await panel.page.keyboard.press('+');
    await panel.page.keyboard.press('0');
    await isShown(readout().getByText('2 Mar 10:31 to 11:31 UTC'));
  });

  test('and by buttons, which say when they can do nothing', async () => {
    await openTraffic();
    assert.equal(await button('Zoom out (-)').getAttribute('aria-disabled'), 'true');
    await button('Zoom in (+)').click();
    await isShown(readout().getByText('2 Mar 10:46 to 11:16 UTC'));
    await button('Show everything (0)').click();
    await isShown(readout().getByText('2 Mar 10:31 to 11:31 UTC'));
    await button('Next call that was not allowed (Down)').click();
    await isShown(card());
  });

  test('an hour can be looked at by bars of five seconds', async () => {
    await openTraffic();
    for (let pressed = 0; pressed < 10; pressed++) await button('Zoom in (+)').click();
    await panel.page.mouse.move(0, 0);
    await isShown(readout().getByText('One bar is 5 s.'));
  });

  test('tabs are walked by arrows, one stop of the Tab key', async () => {
    await openTraffic();
    const chosen = panel.page.getByRole('tab', { selected: true });
    await chosen.focus();
    await panel.page.keyboard.press('ArrowRight');
    assert.equal(await chosen.getAttribute('id'), 'tab-watches');
    await panel.page.keyboard.press('ArrowRight');
    assert.equal(await chosen.getAttribute('id'), 'tab-call');
    await panel.page.keyboard.press('End');
    await panel.page.keyboard.press('ArrowLeft');
    assert.equal(await chosen.getAttribute('id'), 'tab-traffic');
    assert.ok(await chosen.evaluate((each) => each === document.activeElement));
    await isShown(plot('calls'));
  });

  for (const theme of ['light', 'highContrast'] as const) {
    test(`in the theme ${theme}, and anew when another one is put on the page`, async () => {
      await openTraffic();
      await putTheme(theme);
      const red = rgb(themes[theme].tokens['--vscode-charts-red']);
      await until(async () => (await pixels('marks', red)) > 50, 'the marks keep the old colour');
      await until(async () => (await pixels('calls', red)) > 200, 'the bars keep the old colour');
    });
  }

  for (const width of [250, 600]) {
    test(`in ${width} pixels nothing is cut off, and it follows when the panel is made wider`, async () => {
      await openTraffic({ width });
      await panel.page.locator('.stream-face').first().click();
      await until(fitsInWidth, 'something is cut off');
      const { width: before = 0 } = (await plot('calls').boundingBox()) ?? {};
      await panel.page.setViewportSize({ width: width + 60, height: 1_100 });
      await until(async () => ((await plot('calls').boundingBox())?.width ?? 0) > before, 'it stays narrow');
      await until(fitsInWidth, 'something is cut off');
    });
  }

  test('hostile names are text, and tools called __proto__ are tools like any other', async () => {
    const hostile = `<img src=x onerror="document.title='taken'">`;
    const limits = [{ counter: hostile, window: 'minute', max: 1, scope: 'grant' }];
    const text = `{"version": "1", "default": "deny", "tools": {${JSON.stringify(hostile)}: {"limits": ${JSON.stringify(limits)}}, "__proto__": {}}}`;
    await openTraffic({ text, server: { knowledge: { state: 'unknown' } } });
    await timeline().press('ArrowDown');
    await isShown(card().getByText(hostile, { exact: false }).first());
    assert.equal(await panel.page.locator('img').count(), 0);
    assert.equal(await panel.page.title(), 'Simulator');
    await panel.page.locator('.stream-face').first().click();
    await panel.page.getByRole('combobox', { name: 'Tool' }).fill('__proto__');
    await panel.page.keyboard.press('Enter');
    await isShown(panel.page.locator('.run-tally').getByText('3,600 allowed'));
    assert.match(await panel.page.locator('.totals').innerText(), /__proto__\s+3,600\s+0/);
    await until(fitsInWidth, 'something is cut off');
  });

  test('many counters: the fullest first, the rest on demand', async () => {
    const tools = Object.fromEntries(
      Array.from({ length: 6 }, (_, index) => [
        `tool_${index}`,
        { limits: [{ counter: `rate_${index}`, window: 'minute', max: 5, scope: 'grant' }] },
      ]),
    );
    const text = JSON.stringify({ version: '1', default: 'deny', tools });
    await openTraffic({ text, server: { knowledge: { state: 'unknown' } } });
    for (const index of [1, 2, 3, 4, 5]) {
      await button('Add calls').click();
      await panel.page.getByRole('combobox', { name: 'Tool' }).fill(`tool_${index}`);
      await panel.page.keyboard.press('Enter');
    }
    await button('2 more counters').click();
    await isShown(panel.page.locator('.plot-fill canvas').nth(5));
  });

  test('the two grants of a preset are told apart', async () => {
    await openTraffic();
    await choose('Preset', 'Two grants, 40 a minute each');
    await isShown(panel.page.locator('.fill-owner').getByText('grant second').first());
  });
});

function rgb(colour: string): readonly number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

async function dragOver(target: ReturnType<typeof plot>, from: number, to: number): Promise<void> {
  const { x = 0, y = 0, width = 0, height = 0 } = (await target.boundingBox()) ?? {};
  await panel.page.mouse.move(x + width * from, y + height / 2);
  await panel.page.mouse.down();
  await panel.page.mouse.move(x + width * to, y + height / 2, { steps: 4 });
  await panel.page.mouse.up();
}
