import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { becomes, glance, insist, settled } from './parts/settled.ts';
import { toolsView } from './parts/toolsView.ts';
import { shopWorkspace } from './shop.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

const isWhole = (text: string) => text.endsWith('}\n');

/* The view *Tools* without a mouse, in a high-contrast theme. The tests are steps of one way and follow each other. */
suite('A person without a mouse looks through the tools of a server', () => {
  let workbench: Workbench;
  let tools: ReturnType<typeof toolsView>;
  let workspace: string;

  const press = (...keys: string[]) => workbench.press(...keys);
  const take = (title: string) => workbench.takeByKeyboard('F1', title);
  /** Goes to the view by its name. The first time its rows come after the keyboard, which then is not on them. */
  const goToTools = () =>
    insist(async () => {
      await take('MCP Policy: Focus on Tools View');
      await workbench.page.locator('.monaco-list[aria-label="Tools"]:focus').waitFor({ timeout: glance });
    });
  /** The row that the keyboard is on. */
  const untilOn = (name: string) => tools.row(name).and(workbench.page.locator('.focused')).waitFor();
  const untilInPolicy = () =>
    workbench.page.locator('.editor-group-container.active .monaco-editor.focused').first().waitFor();
  /** Walks down a menu to the item, and chooses it. */
  async function takeInMenu(title: string): Promise<void> {
    const item = workbench.page.getByRole('menuitem', { name: title, exact: true });
    await item.waitFor();
    const onIt = workbench.page.locator('.action-item.focused').filter({ has: item });
    while ((await onIt.count()) === 0) await press('ArrowDown');
    await press('Enter');
    await item.waitFor({ state: 'hidden' });
  }
  async function saved(): Promise<string> {
    await press('Control+S');
    await workbench.page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
    // The tab says that it is saved before all of it is in the file.
    return settled(async () => fs.readFileSync(path.join(workspace, 'policy.json'), 'utf8'), isWhole);
  }

  suiteSetup(async () => {
    workspace = shopWorkspace('person-tools-keyboard');
    workbench = await openWorkbench({ workspace, theme: 'Default High Contrast' });
    tools = toolsView(workbench.page);
  });
  teardown(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('tools-keyboard-failed');
  });
  suiteTeardown(() => workbench.close());

  test('connects the server and goes to the view by their names', async () => {
    await workbench.takeByKeyboard('Control+P', 'policy.json');
    await untilInPolicy();
    await take('MCP Policy: Connect to MCP Server');
    await workbench.readDialog();
    await press('Enter');
    await workbench.page.locator('.codelens-decoration', { hasText: '9 tools' }).waitFor();
    await goToTools();
    await tools.row('Payments').waitFor();
    await workbench.screenshot('tools-keyboard-opened');
  });

  test('walks the rows by arrows; each is read with what the policy does', async () => {
    await press('Home');
    await untilOn('Payments');
    await press('ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown');
    await untilOn('refund_charge');
    await becomes(
      () => tools.row('refund_charge').getAttribute('aria-label'),
      'refund_charge, needs approval, financial',
    );
    await press('Enter');
    await workbench.page.locator('.statusbar', { hasText: 'Ln 17,' }).waitFor();
  });

  test('comes back, and chooses by Enter what the policy is to do with a tool that it does not name', async () => {
    await goToTools();
    await untilOn('refund_charge');
    await press('ArrowDown', 'ArrowDown', 'ArrowDown');
    await untilOn('send_email');
    await press('Enter');
    await workbench.quickPickRows();
    await press('ArrowDown', 'Enter');
    await tools.untilRow('send_email', '30/min per grant · write');
    await workbench.page.locator('.monaco-editor.focused, .monaco-list[aria-label="Tools"]:focus').first().waitFor();
  });

  test('chooses several by Shift and arrows, and hides them by the menu of the keyboard; undo takes it back', async () => {
    const before = await saved();
    await goToTools();
    await untilOn('send_email');
    await press('Shift+ArrowDown', 'Shift+ArrowDown');
    await untilOn('find_customer');
    await press('Shift+F10');
    await workbench.page.getByRole('menuitem', { name: 'Hide', exact: true }).waitFor();
    await workbench.screenshot('tools-keyboard-menu');
    await takeInMenu('Hide');
    await tools.untilRow('archive_order', 'deny: hidden · write');
    await press('Control+1');
    await untilInPolicy();
    const hidden = ['delete_order', 'send_email', 'archive_order', 'find_customer'];
    assert.deepEqual(JSON.parse(await saved()).hide.toSorted(), hidden.toSorted());
    await press('Control+Z');
    await becomes(saved, before);
  });

  test('filters by the button of the view’s title', async () => {
    await goToTools();
    const focused = workbench.page.locator('.pane-header :focus');
    const name = async () => ((await focused.count()) === 0 ? undefined : focused.getAttribute('aria-label'));
    // The buttons are one stop of Tab; arrows go from one to the other.
    await press('Shift+Tab');
    for (let step = 0; step < 5 && (await name()) !== 'Filter Tools'; step++) await press('ArrowLeft');
    assert.equal(await name(), 'Filter Tools');
    await press('Enter');
    await workbench.answerInput('suspicious');
    await becomes(tools.readNames, ['Payments', 'find_customer']);
    await workbench.screenshot('tools-keyboard-filtered');
  });
});
