import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { repositoryRoot } from '../../scripts/prepare/repository.ts';
import { findChromium } from '../../scripts/vscodeHost/chromium.ts';
import { type Workbench, workbenchAt } from './workbench.ts';

/** Runs `npm start` and resolves to the address that it prints. */
function startedAddress(start: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    start.stdout?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      const address = /^\s+(http:\/\/127\.0\.0\.1:\d+\/\S+)$/m.exec(printed)?.[1];
      if (address !== undefined) resolve(address);
    });
    start.once('exit', (code) => reject(new Error(`npm start ended with ${code}:\n${printed}`)));
  });
}

suite('A newcomer after npm start', () => {
  let start: ChildProcess;
  let workbench: Workbench;

  suiteSetup(async function () {
    this.timeout(300_000);
    const script = path.join(repositoryRoot, 'scripts/start.mjs');
    start = spawn(process.execPath, [script, '--no-open'], {
      cwd: repositoryRoot,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    workbench = await workbenchAt(await startedAddress(start), findChromium(console.log));
  });
  suiteTeardown(async () => {
    await workbench.close();
    const ended = new Promise((resolve) => start.once('exit', resolve));
    start.kill('SIGTERM');
    await ended;
  });

  test('trusts the examples and finds five policies', async () => {
    await workbench.readDialog();
    await workbench.answerDialog('Yes, I trust the authors');
    await workbench.openFile('p402/policy.json');
    const [server] = await workbench.codeLenses();
    assert.match(server ?? '', /^Connect to MCP Server · P402, 7 tools, snapshot of 2026-/);
  });

  test('connects to the server behind one', async () => {
    await workbench.clickCodeLens('Connect to MCP Server');
    // The servers of the other examples could be meant, too.
    assert.match((await workbench.quickPickRows())[0] ?? '', /^p402, /);
    await workbench.pick('p402');
    await workbench.answerDialog('Start Server');
    await workbench.page.locator('.codelens-decoration', { hasText: 'P402 · 7 tools' }).waitFor();
  });

  test('sees a mistake underlined where it is', async () => {
    await workbench.putCursor('selected', 'minute');
    await workbench.page.keyboard.insertText('minutes');
    await workbench.page.locator('.squiggly-error').first().waitFor();
    assert.deepEqual(await workbench.squiggles(), [{ severity: 'error', text: '"minutes"' }]);
    await workbench.press('Control+Z');
  });
});
