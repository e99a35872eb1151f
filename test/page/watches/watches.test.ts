import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { OpenOptions } from '../browser/openPanel.ts';
import { becomes, button, callTimes, field, isShown, open, panel, panelSuite, until } from '../panelSuite.ts';

panelSuite('watches calls and traffic', () => {
  test('without any it says what a watch is, and where to find a call to watch', async () => {
    await open();
    await tab('Watches').click();
    await isShown(panel.page.getByText('A watch is a call, or traffic, with the outcome it should have'));
    await button('Choose a Call to Watch').click();
    await isShown(field('Tool'));
  });

  test('a call is pinned with what the policy says to it, and fails when an edit changes that', async () => {
    await watchCall();
    await tab('Watches').click();
    await isShown(heading('1 watch passes'));
    await isShown(rows().getByText('Allowed, as expected'));
    panel.edit((text) => text.replace('"value": 50000', '"value": 500'));
    await isShown(heading('1 of 1 watch fails'));
    assert.match(await rows().innerText(), /Expected\s+Allowed\s+Actual\s+Denied/);
    await rows()
      .getByRole('button', { name: /deny_if\/args\.amount-gt.*line 16/ })
      .click();
    await becomes(() => panel.revealed.at(-1)?.start.line, 15);
    panel.edit((text) => text.replace('"value": 500 ', '"value": 50000 '));
    await isShown(heading('1 watch passes'));
  });

  test('the tab says from everywhere how many fail, and a screen reader hears of it', async () => {
    await watchCall();
    panel.edit((text) => text.replace('"value": 50000', '"value": 500'));
    await isShown(panel.page.getByRole('tab', { name: 'Watches 1 fails' }));
    await tab('Watches').click();
    assert.equal(await status(), '1 of 1 watch fails.');
  });

  test('what came of it can be accepted as expected', async () => {
    await watchCall();
    await tab('Watches').click();
    panel.edit((text) => text.replace('"value": 50000', '"value": 500'));
    await button('Accept the actual outcome of create_charge, amount 5000, currency usd as expected').click();
    await isShown(rows().getByText('Denied, as expected'));
  });

  test('name and expectation are changed in place', async () => {
    await watchCall();
    await tab('Watches').click();
    await faces().click();
    await field('Name').fill('A small charge');
    await field('Name').press('Enter');
    await isShown(panel.page.getByRole('button', { name: 'A small charge: passes' }));
    await panel.page.getByRole('combobox', { name: 'Expected' }).click();
    await panel.page.getByRole('option', { name: 'Denied' }).click();
    await isShown(heading('1 of 1 watch fails'));
    await field('Name').fill(' ');
    await field('Name').press('Enter');
    assert.equal(await field('Name').inputValue(), 'A small charge');
  });

  test('several equal calls are watched with how many of them are allowed', async () => {
    await open();
    await callTimes(31);
    await button('Watch this call').click();
    await isShown(button('Watched: show the watch of this call'));
    await tab('Watches').click();
    await isShown(rows().getByText('Denied, 30 of 31 allowed, as expected'));
    panel.edit((text) => text.replace('"max": 30', '"max": 20'));
    await isShown(rows().getByText('Denied, 20 of 31 allowed'));
  });

  test('traffic is pinned as a whole, with how many calls are allowed', async () => {
    await watchTraffic();
    await tab('Watches').click();
    const allowed = await rows().locator('.watch-line').innerText();
    assert.match(allowed, /^1,575 of 3,600 allowed, as expected$/);
    panel.edit((text) => text.replace('"max": 30', '"max": 20'));
    await isShown(rows().getByText('1,100 of 3,600 allowed'));
    await isShown(rows().getByText('most others denied by'));
  });

  test('while the policy cannot be read the last results stay, marked as old', async () => {
    await watchCall();
    await tab('Watches').click();
    panel.edit((text) => text.replace('"version": "1",', '"version": "1"'));
    await isShown(panel.page.getByText('Out of date', { exact: true }));
    await isShown(rows().getByText('passes, old'));
    await button('Show Problems').click();
    await becomes(() => panel.ran, ['showProblems']);
    panel.edit((text) => text.replace('"version": "1"', '"version": "1",'));
    await isShown(rows().getByText('passes', { exact: true }));
  });

  test('a watched call is opened in the Call tab again', async () => {
    await watchCall();
    await amountField().fill('7');
    await tab('Watches').click();
    await faces().focus();
    await button('Open create_charge, amount 5000, currency usd in Call').click();
    await becomes(() => amountField().inputValue(), '5000');
    await isShown(button('Watched: show the watch of this call'));
  });

  test('what was typed before a watched call is opened does not come back, however late the host answers', async () => {
    await watchCall({ onTheWay: 500 });
    await amountField().fill('7');
    await isShown(button('Watch this call'));
    await tab('Watches').click();
    await faces().focus();
    await button('Open create_charge, amount 5000, currency usd in Call').click();
    await becomes(() => amountField().inputValue(), '5000');
    // Whatever the page still had to tell has been told, and answered.
    await panel.page.waitForTimeout(1_500);
    await isShown(button('Watched: show the watch of this call'));
    assert.equal(await amountField().inputValue(), '5000');
  });

  test('watched traffic is opened in the Traffic tab again', async () => {
    await watchTraffic();
    await panel.page.getByRole('textbox', { name: 'Duration' }).fill('2 h');
    await panel.page.getByRole('textbox', { name: 'Duration' }).press('Enter');
    await isShown(button('Watch this traffic'));
    await tab('Watches').click();
    await faces().focus();
    await panel.page.getByRole('button', { name: /^Open .* in Traffic$/ }).click();
    await isShown(button('Watched: show the watch of this traffic'));
  });

  test('by keyboard: one tab stop, arrows walk, F2 renames, Delete removes and the keyboard stays', async () => {
    await open();
    for (const second of ['01', '02', '03']) {
      await button('One second later').click();
      await isShown(panel.page.locator('.subject').getByText(`10:31:${second} UTC`));
      await button('Watch this call').click();
      await isShown(button('Watched: show the watch of this call'));
    }
    await button('Watched: show the watch of this call').press('Enter');
    await isShown(faces().nth(2).and(panel.page.locator(':focus')));
    assert.equal(await panel.page.locator('.watch-face[tabindex="0"]').count(), 1);
    await panel.page.keyboard.press('Home');
    await panel.page.keyboard.press('ArrowDown');
    await isShown(faces().nth(1).and(panel.page.locator(':focus')));
    await panel.page.keyboard.press('F2');
    await isShown(field('Name').and(panel.page.locator(':focus')));
    await panel.page.keyboard.press('Delete');
    assert.equal(await rows().count(), 3);
    await field('Name').fill('The second');
    await faces().nth(2).focus();
    await isShown(rows().nth(1).getByText('The second'));
    await panel.page.keyboard.press('ArrowUp');
    await panel.page.keyboard.press('Delete');
    await rows().nth(2).waitFor({ state: 'detached' });
    assert.equal(await panel.page.getByText('The second').count(), 0);
    await isShown(faces().nth(1).and(panel.page.locator(':focus')));
    await panel.page.keyboard.press('Delete');
    await rows().nth(1).waitFor({ state: 'detached' });
    await panel.page.keyboard.press('Delete');
    await isShown(button('Choose a Call to Watch'));
    await isShown(tab('Watches').and(panel.page.locator(':focus')));
  });

  test('they are there again when the page is loaded anew', async () => {
    await watchCall();
    await tab('Watches').click();
    await panel.page.reload();
    await isShown(heading('1 watch passes'));
  });
});

panelSuite('saves scenarios', () => {
  test('of the history: a step for each entry, with what came of it as expected', async () => {
    await open();
    await callTimes(31);
    await button('One minute later').click();
    await button('Call').click();
    await isShown(panel.page.locator('.history-row').nth(1));
    await button('Save the history as a scenario').click();
    const args = { amount: 5000, currency: 'usd' };
    await until(() => panel.saved.length > 0);
    assert.deepEqual(panel.saved, [
      {
        windows: 'aligned',
        scenario: {
          name: '32 calls of create_charge',
          now: '2026-03-02T10:31:00Z',
          steps: [
            {
              tool: 'create_charge',
              args,
              times: 31,
              expect: { outcome: 'denied', rule: '/tools/create_charge/limits/create_charge_rate', allowed: 30 },
            },
            { after: '1m', tool: 'create_charge', args, expect: { outcome: 'allowed' } },
          ],
        },
      },
    ]);
  });

  test('of one watch, and of all', async () => {
    await watchCall();
    await tab('Watches').click();
    await button('Save 1 watch as scenarios').click();
    await until(() => panel.saved.length === 1);
    await faces().click();
    await button('Save as Scenario').click();
    await until(() => panel.saved.length === 2);
    assert.deepEqual(panel.saved[0], panel.saved[1]);
  });

  test('of traffic: one step that makes the same calls', async () => {
    await watchTraffic();
    await tab('Watches').click();
    await faces().click();
    await button('Save as Scenario').click();
    await until(() => panel.saved.length > 0);
    const [saved] = panel.saved;
    const [step] = saved?.scenario.steps ?? [];
    assert.ok(step !== undefined && 'traffic' in step);
    const args = { amount: 5000, currency: 'usd' };
    assert.deepEqual(step.traffic, [{ tool: 'create_charge', args, perMinute: [0, 120] }]);
    assert.equal(step.for, '1h');
    assert.equal(await field('Allowed calls').inputValue(), String(step.expect.allowed));
  });
});

async function watchCall(options: OpenOptions = {}): Promise<void> {
  await open(options);
  await button('Watch this call').click();
  await isShown(button('Watched: show the watch of this call'));
}

async function watchTraffic(): Promise<void> {
  await open();
  await tab('Traffic').click();
  await panel.page.locator('.u-over').first().waitFor();
  await button('Watch this traffic').click();
  await isShown(button('Watched: show the watch of this traffic'));
}

function tab(name: string): Locator {
  return panel.page.getByRole('tab', { name });
}

function amountField(): Locator {
  return panel.page.getByRole('spinbutton', { name: /^amount/ });
}

function rows(): Locator {
  return panel.page.locator('.watch');
}

function faces(): Locator {
  return panel.page.locator('.watch-face');
}

function heading(name: string): Locator {
  return panel.page.getByRole('heading', { name, exact: true });
}

async function status(): Promise<string> {
  return (await panel.page.getByRole('status').innerText()).trim();
}
