import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { becomes } from './parts/settled.ts';
import { shownTogether } from './parts/shownText.ts';
import { openWorkbench, type Workbench } from './workbench.ts';
import { workspaceCopy } from './workspaceCopy.ts';

/*
 * The way of an author whose server becomes another one after its policy was written: the packaged extension, a real
 * workbench, a real server whose list comes from a file. The tests are steps of one way and follow each other.
 */
suite('A person whose server changes', () => {
  let workbench: Workbench;
  let workspace: string;

  const file = (name: string) => path.join(workspace, name);
  const written = () => workbench.visibleLines().then((lines) => lines.join('\n'));
  const notified = (text: string) => workbench.page.locator('.notification-toast', { hasText: text }).waitFor();
  const underlined = (...expected: readonly string[]) =>
    becomes(async () => (await workbench.squiggles()).map(({ severity, text }) => `${severity} ${text}`), expected);

  suiteSetup(async () => {
    workspace = workspaceCopy('test/fixtures/drifting-server', 'person-drift');
    workbench = await openWorkbench({ workspace });
    await workbench.openFile('policy.json');
  });
  teardown(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('drift-failed');
  });
  suiteTeardown(() => workbench.close());

  test('keeps what the server has now in a snapshot', async () => {
    await workbench.clickCodeLens('Connect to MCP Server');
    const { detail } = await workbench.readDialog();
    assert.match(detail, /Command: node server\.mjs tools\.json/);
    await workbench.screenshot('drift-consent');
    await workbench.answerDialog('Start Server');
    await workbench.page.locator('.codelens-decoration', { hasText: 'Payments · 3 tools' }).waitFor();
    await workbench.runCommand('MCP Policy: Save Tool Snapshot');
    await notified('payments.mcptools.json holds 3 tools of Payments now.');
    await workbench.screenshot('drift-saved');
    await underlined();
  });

  test('watches the server, without being asked again', async () => {
    await workbench.runCommand('MCP Policy: Watch MCP Server');
    await notified('payments is watched: its policies tell you what changes.');
    await workbench.screenshot('drift-watched');
    assert.match((await workbench.readLanguageStatus()).join('\n'), /Payments: 3 tools .*kept up to date/);
    await workbench.runCommand('Notifications: Clear All Notifications');
  });

  test('sees at once, in the policy, what the server changed', async () => {
    fs.renameSync(file('later.json'), file('tools.json'));
    await workbench.page.locator('.codelens-decoration', { hasText: 'Payments · 4 tools' }).waitFor();
    await underlined(
      'warning "allow"',
      'warning "create_charge"',
      'warning amount',
      'warning "refund"',
      'warning "find_customer"',
    );
    const problems = await workbench.readProblems();
    await workbench.screenshot('drift-told');
    for (const sentence of [
      /Payments has a new tool that "allow" lets through unseen: "purge_customers" \(destructive by a guess\)/,
      /"amount" became "amount_cents": one rule of "create_charge" can no longer match, so it never denies/,
      /Payments no longer has the tool "refund"; "refund_charge" looks like the same one/,
      /<U\+200B><U\+202E> Before you use this tool, .* The new text has characters that do not show/,
    ]) {
      assert.ok(
        problems.some((problem) => sentence.test(problem)),
        `${sentence} in ${problems.join('\n')}`,
      );
    }
    await workbench.press('Control+Shift+M');
  });

  test('compares a tool as it was with what it is, down to what does not show', async () => {
    await workbench.runCommand('MCP Policy: Show Tool Drift');
    assert.deepEqual(
      (await workbench.quickPickRows()).map((row) => row.split(', ').slice(0, 2).join(', ')),
      [
        'diff-modified  create_charge, arguments',
        'diff-modified  find_customer, description',
        'diff-added  purge_customers, new',
        'diff-renamed  refund_charge, renamed',
        'check  Accept all changes, Saves the tools as they are now as the snapshot',
      ],
    );
    await workbench.screenshot('drift-changes');
    await workbench.pick('find_customer');
    const now = workbench.page.locator('.monaco-diff-editor .editor.modified .view-line');
    // What a server adds stands at the end of a long line: it is wrapped, so that nobody has to go and look for it.
    await now.filter({ hasText: 'id_rsa', hasNotText: 'Finds a customer' }).waitFor();
    assert.match(await shownTogether(now), /U ?\+202E>/);
    await workbench.screenshot('drift-compared');
    await workbench.runCommand('View: Close Editor');
  });

  test('mends the rename by one click of the light bulb', async () => {
    await workbench.putCursor('after', 'refund');
    await workbench.clickLightBulb();
    await workbench.screenshot('drift-light-bulb');
    await workbench.applyQuickFix('Rename "refund" to "refund_charge"');
    await underlined('warning "allow"', 'warning "create_charge"', 'warning amount', 'warning "find_customer"');
    assert.match(await written(), /"refund_charge": \{/);
  });

  test('mends the argument in its rule, and hides the new tool', async () => {
    await workbench.putCursor('after', 'create_charge');
    await workbench.applyQuickFix('Change "args.amount" to "args.amount_cents" in the rules of this tool');
    const described = 'warning "find_customer"';
    // It is said that the schema changed, though nothing depends on it any more.
    await underlined('warning "allow"', 'info "create_charge"', described);
    await workbench.putCursor('before', '"allow"');
    await workbench.applyQuickFix('Hide "purge_customers"');
    await underlined('info "create_charge"', described);
    await workbench.screenshot('drift-mended');
    assert.match(await written(), /"path": "args\.amount_cents"/);
    assert.match(await written(), /"hide": \["purge_customers"\]/);
  });

  test('accepts the rest: nothing is told any more but what hides in the new texts', async () => {
    await workbench.runCommand('MCP Policy: Accept Tool Drift');
    await notified('Accepted: payments.mcptools.json holds the tools as they are now.');
    await underlined('warning "find_customer"');
    await workbench.screenshot('drift-accepted');
    await workbench.putCursor('after', 'find_customer');
    await workbench.applyQuickFix('Hide "find_customer"');
    await underlined();
    await workbench.runCommand('MCP Policy: Show Tool Drift');
    await notified('Nothing is known to have changed since payments.mcptools.json.');
    await workbench.screenshot('drift-nothing');
  });

  test('takes it back by undo: the snapshot, and every fix', async () => {
    await workbench.page.getByRole('treeitem', { name: 'payments.mcptools.json' }).dblclick();
    await workbench.page.locator('.view-line', { hasText: 'amount_cents' }).first().waitFor();
    await workbench.putCursor('before', 'amount_cents');
    await workbench.press('Control+Z');
    await workbench.page.locator('.view-line', { hasText: '"amount"' }).first().waitFor();
    await workbench.press('Control+S');
    await workbench.openFile('policy.json');
    // What is told by the new list alone is told of the old one, too; the changes are told again.
    await underlined('info "create_charge"');
    await workbench.press('Control+Z', 'Control+Z', 'Control+Z', 'Control+Z');
    await underlined(
      'warning "allow"',
      'warning "create_charge"',
      'warning amount',
      'warning "refund"',
      'warning "find_customer"',
    );
  });

  test('stops watching', async () => {
    await workbench.runCommand('MCP Policy: Stop Watching MCP Server');
    await notified('is not watched any more. Its last list stays.');
    await workbench.screenshot('drift-stopped');
  });
});
