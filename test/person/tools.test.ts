import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { becomes, settled, until } from './parts/settled.ts';
import { toolsView } from './parts/toolsView.ts';
import { shopWorkspace } from './shop.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

const isWhole = (text: string) => text.endsWith('}\n');

/*
 * The view *Tools* in a real workbench, with a server behind it: what the policy does to each tool, and everything that can
 * be done to one from there. The tests are steps of one way and follow each other.
 */
suite('A person looks through the tools of a server', () => {
  let workbench: Workbench;
  let tools: ReturnType<typeof toolsView>;
  let workspace: string;

  const file = (name: string) => path.join(workspace, name);
  const json = (name: string) => JSON.parse(fs.readFileSync(file(name), 'utf8'));
  const notified = (text: string) => workbench.page.locator('.notification-toast', { hasText: text }).waitFor();
  const atLine = (line: number) => workbench.page.locator('.statusbar', { hasText: `Ln ${line},` }).waitFor();
  /** The policy's text, as it is saved now. */
  async function saved(): Promise<string> {
    await inPolicy('Control+S');
    await workbench.page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
    // The tab says that it is saved before all of it is in the file.
    return settled(async () => fs.readFileSync(file('policy.json'), 'utf8'), isWhole);
  }
  async function inPolicy(...keys: string[]): Promise<void> {
    await workbench.page.locator('.tab[data-resource-name="policy.json"]').click();
    await workbench.page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
    await workbench.press(...keys);
  }

  suiteSetup(async () => {
    workspace = shopWorkspace('person-tools');
    workbench = await openWorkbench({ workspace, viewport: { width: 1400, height: 1100 } });
    tools = toolsView(workbench.page);
    await workbench.openFile('policy.json');
  });
  teardown(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('tools-failed');
  });
  suiteTeardown(() => workbench.close());

  test('sees what the policy names before any server is connected, and connects from the first row', async () => {
    await tools.open();
    assert.deepEqual((await tools.readRows()).slice(0, 2), [
      'No MCP server | connect to see its tools',
      'list_orders | allowed · only in the policy',
    ]);
    await workbench.screenshot('tools-before');
    await tools.clickButton('No MCP server', 'Connect to MCP Server');
    await workbench.answerDialog('Start Server');
  });

  test('reads the server, its state and its age, and what the policy does to each tool', async () => {
    await tools.untilRow('Payments', 'current · 9 tools · just now');
    assert.deepEqual((await tools.readRows()).slice(1), [
      'list_orders | allowed · read',
      'create_order | 30/min per grant · write',
      'create_charge | 1 rule · financial',
      'refund_charge | needs approval · financial',
      'run_report | denied · execute',
      'delete_order | deny: hidden · destructive',
      'send_email | deny: not listed · write',
      'archive_order | deny: not listed · write',
      'find_customer | allowed · read · suspicious text',
      'void_charge | allowed · only in the policy',
    ]);
  });

  test('tells every icon from its background, in dark, light and high contrast', async () => {
    for (const theme of ['Light Modern', 'Dark High Contrast', 'Light High Contrast', 'Dark Modern']) {
      await workbench.runCommand('Preferences: Color Theme');
      await workbench.pick(theme);
      await becomes(async () => (await tools.contrasts()).filter(({ contrast }) => contrast < 3), []);
      await workbench.screenshot(`tools-${theme.toLowerCase().replaceAll(' ', '-')}`);
    }
  });

  test('rests on a tool and reads its class with the reason', async () => {
    const told = await tools.rest('create_charge');
    assert.match(told, /In this policy: allowed under conditions \(1 rule\)/);
    assert.match(told, /Financial, critical risk \(a guess\): The name/);
    assert.match(told, /Charges a card\./);
    await workbench.screenshot('tools-hover');
    const server = await tools.rest('Payments');
    assert.match(server, /current, 9 tools, listed just now/);
  });

  test('rests on a tool whose description speaks to a model: it is shown, down to what hides, and means nothing', async () => {
    // A word joiner, which is not seen, parts what would be a link or an icon elsewhere.
    const told = (await tools.rest('find_customer')).replaceAll('\u2060', '');
    assert.match(told, /Suspicious texts, shown and not followed:/);
    assert.match(told, /1 zero-width character: "Finds a customer\.<U\+200B>/);
    assert.match(told, /tells the model to set its instructions aside/);
    assert.match(told, /\[Help\]\(command:workbench\.action\.closeWindow\) \$\(flame\) \*\*Ignore all previous/);
    const box = workbench.page.locator('.workbench-hover:visible');
    assert.equal(await box.locator('a, .codicon-flame').count(), 0);
    assert.deepEqual(await box.locator('strong').allInnerTexts(), ['find_customer']);
    await workbench.screenshot('tools-suspicious');
  });

  test('filters while typing; Escape brings back what was there', async () => {
    await tools.clickTitle('Filter Tools');
    const box = workbench.page.locator('.quick-input-widget:visible input');
    await box.fill('order write');
    await becomes(tools.readNames, ['Payments', 'create_order', 'archive_order']);
    await workbench.screenshot('tools-filter');
    await workbench.press('Escape');
    await becomes(async () => (await tools.readNames()).length, 11);
    await tools.clickTitle('Filter Tools');
    await workbench.answerInput('suspicious');
    await becomes(tools.readNames, ['Payments', 'find_customer']);
    await tools.clickTitle('Clear Filter');
    await becomes(async () => (await tools.readNames()).length, 11);
  });

  test('groups them by what the policy does and by risk', async () => {
    await tools.clickTitleMenu('Group Tools by What the Policy Does');
    await becomes(async () => (await tools.readNames()).slice(0, 3), ['Payments', 'Allowed', 'list_orders']);
    await workbench.screenshot('tools-grouped');
    await tools.clickTitleMenu('Group Tools by Risk');
    await becomes(async () => (await tools.readNames()).slice(0, 3), ['Payments', 'Financial', 'create_charge']);
    await workbench.screenshot('tools-by-risk');
    await tools.clickTitleMenu('Tools in the Order of the Server');
    await becomes(async () => (await tools.readNames())[1], 'list_orders');
  });

  test('clicks a tool and is at its rule; puts the cursor into another rule and finds its row chosen', async () => {
    await tools.row('refund_charge').click();
    await atLine(17);
    await workbench.putCursor('after', '"create_order"');
    await tools.untilChosen('create_order');
    await workbench.putCursor('after', '"args.amount"');
    await tools.untilChosen('create_charge');
    await workbench.screenshot('tools-revealed');
  });

  test('clicks a tool without a rule, is asked what the policy is to do, and gets the rule', async () => {
    await tools.row('send_email').click();
    const choices = await workbench.quickPickRows();
    assert.equal(choices.length, 5);
    await workbench.screenshot('tools-unlisted');
    await workbench.pick('Limit');
    await tools.untilRow('send_email', '30/min per grant · write');
    assert.equal(JSON.parse(await saved()).tools.send_email.limits[0].max, 30);
  });

  test('chooses several and changes them at once: allow, limit, deny, hide, each one edit that one undo takes back', async () => {
    const before = await saved();
    const names = ['archive_order', 'create_order', 'send_email'];
    const changes = [
      ['Allow', (text: string) => JSON.parse(text).tools.archive_order, {}],
      ['Limit', (text: string) => JSON.parse(text).tools.archive_order.limits.length, 1],
      ['Deny', (text: string) => JSON.parse(text).tools.create_order.deny_if.length, 1],
      [
        'Hide',
        (text: string) => JSON.parse(text).hide,
        ['delete_order', 'archive_order', 'create_order', 'send_email'],
      ],
    ] as const;
    for (const [title, read, expected] of changes) {
      await tools.choose('Payments', names);
      if (title === 'Deny') await workbench.screenshot('tools-chosen');
      await tools.clickMenu('send_email', title);
      await until(async () => (await saved()) !== before);
      assert.deepEqual(read(await saved()), expected, title);
      await workbench.screenshot(`tools-${title.toLowerCase()}`);
      await inPolicy('Control+Z');
      await becomes(saved, before);
    }
  });

  test('chooses a range, and another class for all of it in the settings of the folder', async () => {
    await tools.row('delete_order').click();
    await tools.row('archive_order').click({ modifiers: ['Shift'] });
    await tools.clickMenu('send_email', 'Set Risk Class…');
    await workbench.quickPickRows();
    await workbench.screenshot('tools-class');
    await workbench.pick('Execute');
    await tools.untilRow('archive_order', 'deny: not listed · execute');
    const chosen = { delete_order: 'execute', send_email: 'execute', archive_order: 'execute' };
    assert.deepEqual(json('.vscode/settings.json')['mcpPolicy.riskClasses'], chosen);
    assert.match(await tools.rest('archive_order'), /Execute, high risk \(chosen in the settings\)/);
  });

  test('saves a snapshot from the first row, and a class into it for everyone', async () => {
    await tools.clickMenu('Payments', 'Save Tool Snapshot');
    await notified('payments.mcptools.json holds 9 tools of Payments now.');
    // It is known as soon as the file is found on the disk.
    await until(async () => /Compared with payments\.mcptools\.json/.test(await tools.rest('Payments')));
    await workbench.screenshot('tools-snapshot');
    await tools.clickMenu('list_orders', 'Set Risk Class…');
    await workbench.pick('Financial');
    await workbench.quickPickRows();
    await workbench.screenshot('tools-class-place');
    await workbench.pick('In the snapshot');
    await tools.untilRow('list_orders', 'allowed · financial');
    assert.deepEqual(json('payments.mcptools.json').riskClasses, { list_orders: 'financial' });
    assert.match(await tools.rest('list_orders'), /Financial, critical risk \(chosen in the snapshot\)/);
  });

  test('adds the tools that the policy does not name, and takes it back', async () => {
    const before = await saved();
    await tools.clickTitle('Add Missing Tools');
    await tools.untilRow('archive_order', '10/min per grant · execute');
    await workbench.screenshot('tools-added');
    await inPolicy('Control+Z');
    await becomes(saved, before);
  });

  test('has a policy created from the server, beside the one that there is', async () => {
    await tools.clickTitleMenu('Create Policy from Server');
    await notified('Created new-2.policy.json');
    await workbench.screenshot('tools-created');
    const created = json('new-2.policy.json');
    assert.equal(created.default, 'deny');
    assert.deepEqual(created.tools.archive_order.limits[0].max, 10);
    assert.ok(!('void_charge' in created.tools));
  });
});
