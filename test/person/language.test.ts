import assert from 'node:assert/strict';
import { openWorkbench, type Workbench } from './workbench.ts';
import { workspaceCopy } from './workspaceCopy.ts';

/*
 * What an author sees of the policy language, in a real workbench whose server is connected. The tests are steps of one
 * way and follow each other.
 */
suite('A person writes rules without the documentation open', () => {
  let workbench: Workbench;

  suiteSetup(async () => {
    workbench = await openWorkbench({ workspace: workspaceCopy('test/vscode/workspace/two', 'person-language') });
    await workbench.openFile('payments.policy.json');
    await workbench.clickCodeLens('Connect to MCP Server');
    await workbench.pick('payments');
    await workbench.answerDialog('Start Server');
    await workbench.page.locator('.codelens-decoration', { hasText: '2 tools' }).waitFor();
  });
  teardown(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('language-failed');
  });
  suiteTeardown(() => workbench.close());

  test('sees the risk of a tool above it, and what its limit comes to behind it', async () => {
    await workbench.page.locator('.codelens-decoration', { hasText: 'critical risk' }).waitFor();
    assert.deepEqual(
      (await workbench.codeLenses()).at(-1),
      'Simulate call · 1 rule, 30/min per grant · financial, critical risk',
    );
    assert.match((await workbench.visibleLines()).join('\n'), /1,800\/hour, 43,200\/day/);
  });

  test('reads a rule as a sentence, and what its limit allows at worst', async () => {
    const rule = (await workbench.hover('"conditions"')).join('\n');
    assert.match(rule, /Denies a call whose amount is more than 5000/);
    await workbench.screenshot('language-rule');
    await workbench.press('Escape');
    const limit = (await workbench.hover('"max"')).join('\n');
    assert.match(limit, /At most 30 calls/);
    await workbench.screenshot('language-limit');
  });

  test('completes a condition: the argument with its type, an operator that fits, a value of its schema', async () => {
    const suggested = (label: string) =>
      workbench.page.locator('.suggest-widget.visible .label-name', { hasText: label }).waitFor();
    await workbench.putCursor('after', '"value": 5000 }');
    await workbench.type(',\n{"path": "args.cur');
    await suggested('args.currency');
    await workbench.screenshot('language-paths');
    await workbench.pickSuggestion('args.currency');
    await workbench.putCursor('after', '"args.currency"');
    await workbench.type(', "op": "no');
    await suggested('not_in');
    await workbench.pickSuggestion('not_in');
    await workbench.putCursor('after', '"not_in"');
    await workbench.type(', "value": ["');
    await suggested('usd');
    assert.deepEqual(
      (await workbench.readSuggestions()).map(({ label }) => label),
      ['"usd"', '"eur"'],
    );
    await workbench.pickSuggestion('"usd"');
    const line = (await workbench.visibleLines()).find((text) => text.includes('args.currency'));
    assert.match(line ?? '', /\{"path": "args.currency", "op": "not_in", "value": \["usd"\]/);
  });

  test('renames a counter where it stands', async () => {
    await workbench.putCursor('before', 'create_charge_rate');
    await workbench.press('ArrowRight', 'F2');
    const name = workbench.page.locator('.rename-box input');
    await name.waitFor();
    await name.fill('charges');
    await name.press('Enter');
    await workbench.page.locator('.view-line', { hasText: '"charges"' }).waitFor();
  });

  test('follows the code of a problem to the page that explains it', async () => {
    await workbench.putCursor('selected', 'args.amount');
    await workbench.type('args.amuont');
    await workbench.page.locator('.squiggly-warning').first().waitFor();
    await workbench.putCursor('before', 'amuont');
    await workbench.press('Control+K', 'Control+I');
    const link = workbench.page.locator('.monaco-hover:visible a', { hasText: 'unknown-argument' });
    await link.waitFor();
    await workbench.screenshot('language-problem');
    await link.click();
    const page = workbench.webview.getByRole('heading', { name: 'unknown-argument' });
    await page.waitFor();
    await workbench.screenshot('language-explained');
  });
});
