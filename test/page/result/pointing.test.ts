import assert from 'node:assert/strict';
import {
  becomes,
  button,
  callTimes,
  field,
  historyRows,
  isShown,
  open,
  panel,
  panelSuite,
  verdict,
} from '../panelSuite.ts';

const step = (key: string) => panel.page.locator('.step', { has: panel.page.getByText(key, { exact: true }) });

panelSuite('and the editor point at each other', () => {
  test('what the mouse is over, else what has the keyboard, until it is left', async () => {
    await open();
    await step('require').hover();
    await pointsAt(13);
    await step('deny_if').hover();
    await pointsAt(16);
    await panel.page.locator('#call').hover();
    await pointsAt(undefined);
    await step('require').getByRole('button').first().focus();
    await pointsAt(13);
    await step('deny_if').hover();
    await pointsAt(16);
    await panel.page.locator('#call').hover();
    await pointsAt(13);
    await field('Grant').focus();
    await pointsAt(undefined);
  });

  test('a counter and the rule that decided have a place, too', async () => {
    await open();
    await callTimes(31);
    await isShown(verdict().getByText('30 of 31 allowed'));
    await panel.page.locator('.counter').last().hover();
    await pointsAt(7);
    await panel.page.locator('.rule').hover();
    await pointsAt(19);
  });

  test('nothing is pointed at that is not shown any more', async () => {
    await open();
    await step('deny_if').hover();
    panel.edit(() => '{"version": "1", "default": "allow"}');
    await isShown(panel.page.locator('.step-key').getByText('default'));
    await step('deny_if').waitFor({ state: 'detached' });
    await panel.page.locator('#call').hover();
    await pointsAt(undefined);
  });

  test('a tool that the cursor comes to is chosen with what was typed for it; within the tool nothing changes', async () => {
    await open();
    await panel.page.getByRole('spinbutton', { name: 'amount' }).fill('60000');
    await isShown(verdict().getByText('Denied'));
    panel.host.cursorMoved('file:///stripe/policy.json', () => 'list_customers');
    await isShown(panel.page.locator('.subject').getByText('list_customers'));
    panel.host.cursorMoved('file:///stripe/policy.json', () => 'create_charge');
    await isShown(verdict().getByText('Denied'));
    assert.equal(await panel.page.getByRole('spinbutton', { name: 'amount' }).inputValue(), '60000');
    await field('Tool').fill('create_refund');
    await field('Tool').press('Enter');
    panel.host.cursorMoved('file:///stripe/policy.json', () => 'create_charge');
    panel.host.cursorMoved('file:///other.json', () => 'list_customers');
    await isShown(verdict().getByText('Approval required'));
    assert.equal(await field('Tool').inputValue(), 'create_refund');
  });
});

/** Waits until the editor was told that line, or none. */
async function pointsAt(line: number | undefined): Promise<void> {
  await becomes(() => {
    const place = panel.pointed.at(-1);
    return place && place.start.line + 1;
  }, line);
}

panelSuite('knows who called', () => {
  test('names used before are a list under the field; Enter takes one, and else calls', async () => {
    await open();
    for (const grant of ['ops', 'night']) {
      await field('Grant').fill(grant);
      await field('Grant').press('Enter');
      await isShown(historyRows().getByText(grant, { exact: true }));
    }
    assert.equal(await field('Grant').getAttribute('aria-expanded'), 'false');
    await field('Grant').press('ArrowDown');
    assert.deepEqual(await panel.page.locator('#grant-names li').allInnerTexts(), ['night', 'ops', 'default']);
    await field('Grant').press('ArrowDown');
    await field('Grant').press('Enter');
    assert.equal(await field('Grant').inputValue(), 'ops');
    assert.equal(await historyRows().count(), 2);
    await field('Grant').press('ArrowUp');
    await field('Grant').press('Escape');
    assert.equal(await field('Grant').getAttribute('aria-expanded'), 'false');
    await field('Grant').press('Enter');
    await isShown(historyRows().nth(2));
  });

  test('the list opens by mouse, too', async () => {
    await open();
    await field('Session').fill('session-2');
    await button('Call').click();
    await isShown(historyRows());
    await panel.page.locator('.names-toggle').last().click();
    await panel.page.getByRole('option', { name: 'session-1' }).click();
    assert.equal(await field('Session').inputValue(), 'session-1');
  });

  test('a tool’s kind is a guess, and says what it rests on', async () => {
    await open();
    const risk = panel.page.locator('.label-line .risk');
    assert.equal(await risk.innerText(), 'financial');
    assert.match(
      (await risk.getAttribute('title')) ?? '',
      /^It moves money \(critical risk\)\. A guess: The name says "charge"/,
    );
  });
});
