import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openWorkbench, type Workbench } from './workbench.ts';
import { workspaceCopy } from './workspaceCopy.ts';

suite('A person who does not trust the workspace', () => {
  let workbench: Workbench;
  let workspace: string;

  suiteSetup(async () => {
    workspace = workspaceCopy('test/vscode/workspace/marker', 'person-restricted');
    workbench = await openWorkbench({ workspace, trusted: false });
    await workbench.readDialog();
    await workbench.answerDialog("No, I don't trust the authors");
    await workbench.openFile('policy.json');
  });
  suiteTeardown(() => workbench.close());

  test('simulates as ever', async () => {
    await workbench.clickCodeLens('30/min per grant');
    await workbench.webview.locator('.verdict-word', { hasText: 'Allowed' }).waitFor();
  });

  test('edits as ever', async () => {
    await workbench.putCursor('selected', '"deny"');
    await workbench.type('"den');
    await workbench.page.locator('.squiggly-error').first().waitFor();
    assert.ok((await workbench.squiggles()).some(({ severity }) => severity === 'error'));
  });

  test('has nothing started, and is told so', async () => {
    await workbench.clickCodeLens('Connect to MCP Server');
    const sentence = 'This workspace is not trusted, so no MCP server is started';
    await workbench.page.locator('.notification-toast', { hasText: sentence }).waitFor();
    assert.equal(existsSync(join(workspace, 'started')), false);
  });
});
