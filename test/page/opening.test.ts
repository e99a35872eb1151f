import assert from 'node:assert/strict';
import type { OpenOptions } from './browser/openPanel.ts';
import { argumentsAsJson, becomes, button, field, isShown, open, panel, panelSuite, verdict } from './panelSuite.ts';

panelSuite('opens', () => {
  test('with a tool, its sample arguments and what the policy would say', async () => {
    await open();
    assert.equal(await field('Tool').inputValue(), 'create_charge');
    assert.deepEqual(JSON.parse(await (await argumentsAsJson()).inputValue()), { amount: 5000, currency: 'usd' });
    await isShown(panel.page.getByText('Preview, not called yet:'));
    assert.equal(await verdict().innerText(), 'Allowed');
  });

  test('after a restart with what the host kept, not with what the page remembers from before', async () => {
    await open();
    await field('Grant').fill('night-shift');
    await becomes(() => panel.page.evaluate('sessionStorage.getItem("state").includes("night-shift")'), true);
    await field('Grant').fill('day-shift');
    await isShown(panel.page.locator('.subject').getByText('grant day-shift'));
    await panel.page.evaluate(
      'sessionStorage.setItem("state", sessionStorage.getItem("state").replaceAll("day-shift", "night-shift").replace(/"life":"[^"]*"/, \'"life":"before"\'))',
    );
    await panel.page.reload();
    await isShown(verdict());
    assert.equal(await field('Grant').inputValue(), 'day-shift');
  });

  const states: readonly (readonly [
    what: string,
    options: OpenOptions,
    sentence: string,
    action: string,
    run?: string,
  ])[] = [
    ['without a policy', { showPolicy: false }, 'Open a policy', 'Open a Policy', 'openPolicy'],
    [
      'when the server fails',
      { server: { failure: 'It is not running.' } },
      'stripe/policy.json cannot be simulated: It is not running.',
      'Try Again',
    ],
    [
      'without an MCP server',
      { server: { knowledge: { state: 'unknown' } } },
      'No server is connected',
      'Connect to MCP Server',
      'connect',
    ],
    ['untrusted', { trusted: false, server: {} }, 'Restricted Mode', 'Manage Workspace Trust', 'trust'],
    [
      'with a broken policy',
      { text: '{ "version": "1" ' },
      'Line 1: A closing } is missing',
      'Show Problems',
      'showProblems',
    ],
  ];
  for (const [what, options, sentence, action, run] of states) {
    test(`${what}: one sentence and one action`, async () => {
      await open(options);
      await isShown(panel.page.locator('main').getByText(sentence).first());
      await button(action).click();
      await becomes(() => panel.ran, run === undefined ? [] : [run]);
    });
  }

  test('with a sentence while the language server is silent', async () => {
    await open({ server: { silent: true } });
    await isShown(panel.page.getByText('Reading stripe/policy.json…'));
  });
});
