import assert from 'node:assert/strict';
import { openWorkbench, type Workbench } from './workbench.ts';
import { workspaceCopy } from './workspaceCopy.ts';

suite('A person whose server cannot be reached', () => {
  let workbench: Workbench;

  suiteSetup(async () => {
    workbench = await openWorkbench({ workspace: workspaceCopy('test/vscode/workspace/absent', 'person-faults') });
    await workbench.openFile('policy.json');
  });
  suiteTeardown(() => workbench.close());

  test('is told why, and what to do', async () => {
    await workbench.clickCodeLens('Connect to MCP Server');
    await workbench.answerDialog('Start Server');
    await workbench.page.locator('.notification-toast', { hasText: 'no-such-command-anywhere' }).waitFor();
    const notification = (await workbench.readNotifications()).join('\n');
    assert.match(notification, /Try Again/);
    assert.match(notification, /Open Definition/);
  });

  test('reads it in the status of the file, too', async () => {
    const status = (await workbench.readLanguageStatus()).join('\n');
    assert.match(status, /absent cannot be reached/);
    assert.match(status, /no-such-command-anywhere/);
  });

  test('goes on editing and simulating', async () => {
    assert.deepEqual(await workbench.squiggles(), []);
    await workbench.clickCodeLens('30/min per grant');
    await workbench.webview.locator('.verdict-word', { hasText: 'Allowed' }).waitFor();
  });
});
