import assert from 'node:assert/strict';
import { policy } from './browser/openPanel.ts';
import { button, callTimes, field, historyRows, isShown, open, panel, panelSuite, verdict } from './panelSuite.ts';

panelSuite('is worked by keyboard and screen reader', () => {
  test('the tool is found by typing and taken by Enter', async () => {
    await open();
    await field('Tool').focus();
    await panel.page.keyboard.type('refund');
    assert.equal(await field('Tool').getAttribute('aria-expanded'), 'true');
    assert.deepEqual(await panel.page.locator('#tool-list li').allInnerTexts(), [
      'create_refund\napproval\nfinancial',
      'Call “refund” all the same',
    ]);
    await panel.page.keyboard.press('Enter');
    assert.equal(await field('Tool').inputValue(), 'create_refund');
    assert.equal(await field('Tool').getAttribute('aria-expanded'), 'false');
    await panel.page.keyboard.press('ArrowDown');
    await panel.page.keyboard.press('ArrowDown');
    const active = await field('Tool').getAttribute('aria-activedescendant');
    assert.match(await panel.page.locator(`#${active}`).innerText(), /^list_customers/);
    await panel.page.keyboard.press('Escape');
    assert.equal(await field('Tool').inputValue(), 'create_refund');
  });

  test('Tab walks from the clock to the history, and the focus is always to be seen', async () => {
    await open();
    await button('Call').click();
    await isShown(panel.page.getByRole('button', { name: /^Allowed: create_charge/ }));
    await field('Time of the next call, in UTC').focus();
    const walked = [await focused()];
    while (walked.length < 60 && !walked.at(-1)?.startsWith('Remove')) {
      await panel.page.keyboard.press('Tab');
      walked.push(await focused());
    }
    assert.deepEqual(walked, [
      'Time of the next call, in UTC',
      'Reset: empty the history and set the clock to now',
      'Now',
      'One second later',
      'One minute later',
      'One hour later',
      'One day later',
      'To the next reset of a counter',
      'Tool',
      'Fill in sample arguments',
      'Arguments as JSON',
      'amount',
      'Leave out amount',
      'currency',
      'Leave out currency',
      'customer',
      'description',
      'Grant',
      'Session',
      'Server answers',
      'Times',
      'Call',
      'Call 30 times',
      'Watch this call',
      'hide passed',
      'default passed',
      'line 11',
      'require passed',
      'line 13',
      'deny_if passed',
      'line 16',
      'limits passed',
      'line 19',
      'limits passed',
      'line 7',
      'Windows',
      'line 19',
      'line 7',
      'Save the history as a scenario',
      'Allowed: create_charge at 2026-03-02 10:31:00 UTC, grant default',
      'Watch create_charge at 2026-03-02 10:31:00 UTC',
      'Remove create_charge at 2026-03-02 10:31:00 UTC',
    ]);
  });

  test('the verdict is announced', async () => {
    await open();
    await callTimes(31);
    const status = panel.page.getByRole('status');
    await isShown(verdict().getByText('30 of 31 allowed'));
    assert.equal(
      await status.textContent(),
      '31 calls of create_charge at 10:31:00: Denied. 30 of 31 allowed. Rule /tools/create_charge/limits/create_charge_rate. 1 in the history.',
    );
    assert.equal(await status.getAttribute('aria-live'), 'polite');
  });

  test('Simulate Call moves the keyboard to the call button, so that Enter calls', async () => {
    await open();
    panel.host.simulateCall(policy, 'list_customers');
    await isShown(panel.page.locator('#call:focus'));
    await panel.page.keyboard.press('Enter');
    await isShown(historyRows().getByText('list_customers'));
  });

  test('the keyboard is where it was after a while in the editor', async () => {
    await open();
    await button('One minute later').focus();
    // What Chromium does when something outside of the frame is focused, and when the frame is again.
    await panel.page.evaluate('document.activeElement.blur(), window.dispatchEvent(new Event("focus"))');
    assert.equal(await focused(), 'One minute later');
  });

  test('a verdict that changes lights up, unless the person wants no motion', async () => {
    await open();
    // Counted as they start: one has long ended when it is looked for on a slow machine.
    await panel.page.evaluate(`(() => {
      const { animate } = Element.prototype;
      window.animated = 0;
      Element.prototype.animate = function (...all) {
        window.animated += 1;
        return animate.apply(this, all);
      };
    })()`);
    const animated = () => panel.page.evaluate('window.animated');
    await callTimes(31);
    await isShown(verdict().getByText('30 of 31 allowed'));
    panel.edit((text) => text.replace('"max": 30', '"max": 31'));
    await isShown(verdict().getByText('31 of 31 allowed'));
    assert.equal(await animated(), 1);
    await panel.page.emulateMedia({ reducedMotion: 'reduce' });
    panel.edit((text) => text.replace('"max": 31', '"max": 30'));
    await isShown(verdict().getByText('30 of 31 allowed'));
    assert.equal(await animated(), 1);
  });
});

/** The accessible name of what has the focus; fails when it cannot be seen that it has. */
async function focused(): Promise<string> {
  const name = await panel.page.evaluate(nameOfFocused);
  assert.notEqual(name, undefined, 'the focus cannot be seen');
  return String(name);
}

/** Runs in the page. As text, since the test's own compiler would leave names in it that the page does not have. */
const nameOfFocused = `(() => {
  const element = document.activeElement;
  const inner = element.shadowRoot?.activeElement ?? element;
  const seen = [inner, inner.closest('.field')].some((each) => {
    if (each === null) return false;
    const { outlineStyle, outlineWidth, borderColor } = getComputedStyle(each);
    const focusBorder = getComputedStyle(document.documentElement).getPropertyValue('--vscode-focusBorder');
    const probe = document.createElement('i');
    probe.style.color = focusBorder;
    document.body.append(probe);
    const colour = getComputedStyle(probe).color;
    probe.remove();
    return (outlineStyle !== 'none' && outlineWidth !== '0px') || borderColor.includes(colour);
  });
  if (!seen) return undefined;
  const words = inner.getAttribute('aria-label') ?? inner.labels?.[0]?.textContent ?? inner.textContent;
  return inner.classList.contains('step-face')
    ? inner.querySelector('.step-key').textContent + ' ' + inner.querySelector('.visually-hidden').textContent
    : words.replace(/\\s+/g, ' ').trim();
})()`;
