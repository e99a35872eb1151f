import assert from 'node:assert/strict';
import { openWorkbench, type Workbench } from './workbench.ts';
import { workspaceCopy } from './workspaceCopy.ts';

/*
 * The thin line through the whole product, as a person walks it: the packaged extension, a real workbench, a real server
 * from the registry. The tests are steps of one way and follow each other.
 */
suite('A person writes a policy', () => {
  let workbench: Workbench;
  let failed = false;

  suiteSetup(async () => {
    const workspace = workspaceCopy('test/vscode/workspace/everything', 'person-authoring');
    workbench = await openWorkbench({ workspace });
    await workbench.openFile('policy.json');
  });
  teardown(async function () {
    failed ||= this.currentTest?.state === 'failed';
    if (this.currentTest?.state === 'failed') await workbench.screenshot('authoring-failed');
  });
  suiteTeardown(async () => {
    await workbench.close();
    if (!failed) return;
    console.error('The picture of the failure is in .cache/test/person.');
  });

  test('sees what the policy says of each tool, and that no server is connected', async () => {
    assert.deepEqual(await workbench.codeLenses(), [
      'Connect to MCP Server',
      'Simulate call · 30/min per grant',
      'Simulate call · allowed',
    ]);
    assert.deepEqual(await workbench.squiggles(), []);
  });

  test('connects: reads the whole command, says yes', async () => {
    await workbench.clickCodeLens('Connect to MCP Server');
    const { message, detail } = await workbench.readDialog();
    assert.equal(message, 'Start the MCP server "everything" on this computer?');
    assert.match(detail, /Command: node -e .*server-everything/);
    await workbench.answerDialog('Start Server');
    await workbench.page.locator('.codelens-decoration', { hasText: '13 tools' }).waitFor();
    const status = (await workbench.readLanguageStatus()).join('\n');
    assert.match(status, /everything: 13 tools/);
  });

  test('is told of the tool that the server does not have', async () => {
    await workbench.page.locator('.squiggly-warning').first().waitFor();
    assert.deepEqual(await workbench.squiggles(), [{ severity: 'warning', text: '"get-sm"' }]);
    const problems = (await workbench.readProblems()).join('\n');
    assert.match(problems, /has no tool "get-sm", so this never applies\. Did you mean "get-sum"\?/);
    await workbench.press('Control+Shift+M');
  });

  test('mends it by the quick fix', async () => {
    await workbench.putCursor('before', 'get-sm');
    const fixes = await workbench.quickFixes();
    assert.ok(fixes.includes('Change to "get-sum"'), `among ${fixes}`);
    await workbench.applyQuickFix('Change to "get-sum"');
    await workbench.page.locator('.squiggly-warning').first().waitFor({ state: 'detached' });
    assert.ok((await workbench.visibleLines()).join('\n').includes('"get-sum": {}'));
  });

  test('types a quote and picks a tool name; the cursor is where one types next', async () => {
    await workbench.putCursor('after', '"get-sum": {}');
    await workbench.type(',\n"get');
    await workbench.page.locator('.suggest-widget.visible .label-name', { hasText: 'get-env' }).waitFor();
    const suggestions = await workbench.readSuggestions();
    const env = suggestions.find(({ label }) => label === 'get-env');
    assert.match(env?.detail ?? '', /^Returns all environment/);
    assert.ok(!suggestions.some(({ label }) => label === 'get-sum'), 'what is listed is not offered again');
    await workbench.pickSuggestion('get-env');
    await workbench.type('"limits": []');
    assert.ok((await workbench.visibleLines()).join('\n').includes('"get-env": {"limits": []}'));
  });

  test('reads what a tool takes', async () => {
    const hover = (await workbench.hover('"echo"')).join('\n');
    assert.match(hover, /args\.message \(string, required\)/);
  });

  test('clicks Simulate call: the panel has the tool, arguments and the verdict of a first call', async () => {
    await workbench.press('Control+Home');
    await workbench.clickCodeLens('30/min per grant');
    const { webview } = workbench;
    await webview.locator('.verdict-word', { hasText: 'Allowed' }).waitFor();
    assert.match(await webview.locator('body').innerText(), /echo_rate\s+1 \/ 30/);
  });

  test('calls 31 times in one minute: the last is denied, by the limit, at its line', async () => {
    const { webview } = workbench;
    await webview.getByRole('textbox', { name: /times/i }).fill('31');
    await webview.getByRole('button', { name: 'Call 31 times' }).click();
    await webview.locator('.verdict-word', { hasText: 'Denied' }).waitFor();
    const panel = await webview.locator('body').innerText();
    assert.match(panel, /30 of 31 allowed/);
    assert.match(panel, /\/tools\/echo\/limits\/echo_rate/);
    assert.match(panel, /\[POLICY DENIED\] Rate limit of 30 per minute reached/);
    assert.match(panel, /echo_rate\s+30 \/ 30/);
  });

  test('goes to the next minute: the first call is allowed', async () => {
    const { webview } = workbench;
    await webview.getByRole('button', { name: /next reset/i }).click();
    await webview.getByRole('button', { name: 'Call', exact: true }).click();
    await webview.locator('.history-row').nth(1).waitFor();
    await webview.locator('.verdict-word', { hasText: 'Allowed' }).waitFor();
    assert.match(await webview.locator('body').innerText(), /echo_rate\s+1 \/ 30/);
  });

  test('lowers the limit in the unsaved text: everything is decided again', async () => {
    await workbench.putCursor('selected', '30');
    await workbench.type('5');
    const { webview } = workbench;
    await webview.locator('.history', { hasText: '5 of 31' }).waitFor();
  });
});
