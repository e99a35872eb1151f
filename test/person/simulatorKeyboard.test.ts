import { focus } from './parts/focus.ts';
import { becomes, until } from './parts/settled.ts';
import { shownTexts } from './parts/shownText.ts';
import { simulatorView } from './parts/simulatorView.ts';
import { openWorkbench, type Workbench } from './workbench.ts';
import { workspaceCopy } from './workspaceCopy.ts';

/*
 * The whole simulator without a mouse, in a high-contrast theme: from the command to a watch that is renamed. The tests are
 * steps of one way and follow each other.
 */
suite('A person without a mouse', () => {
  let workbench: Workbench;
  let simulator: ReturnType<typeof simulatorView>;
  let keyboard: ReturnType<typeof focus>;

  suiteSetup(async () => {
    workbench = await openWorkbench({
      workspace: workspaceCopy('test/vscode/workspace/traffic', 'person-keyboard'),
      theme: 'Default High Contrast Light',
      // Too low for the whole panel: what the keyboard is on has to be scrolled to.
      viewport: { width: 1200, height: 700 },
    });
    simulator = simulatorView(workbench.webview);
    keyboard = focus(workbench.page, workbench.webview);
  });
  teardown(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('simulator-keyboard-failed');
  });
  suiteTeardown(() => workbench.close());

  const press = (...keys: string[]) => workbench.press(...keys);
  const type = (text: string) => workbench.page.keyboard.type(text);
  /** Instead of what stands in the field. Not by Control+A, which VS Code hands back to the page some time later. */
  const write = async (text: string) => {
    await press('Home', 'Shift+End');
    await type(text);
  };
  const take = (...chosen: Parameters<Workbench['takeByKeyboard']>) => workbench.takeByKeyboard(...chosen);

  test('opens the policy, connects its server and opens the simulator by their names', async () => {
    await take('Control+P', 'policy.json');
    await workbench.page.locator('.monaco-editor.focused .view-line').first().waitFor();
    await take('F1', 'MCP Policy: Connect to MCP Server');
    await workbench.readDialog();
    await press('Enter');
    await workbench.page.locator('.codelens-decoration', { hasText: '3 tools' }).waitFor();
    await take('F1', 'MCP Policy: Simulate Call');
    await simulator.verdict('Allowed').waitFor();
  });

  test('finds a tool by typing, writes its argument, and calls by Enter', async () => {
    const { webview } = workbench;
    await keyboard.tabTo(webview.getByRole('combobox', { name: 'Tool', exact: true }));
    await type('create');
    await webview.getByRole('option', { name: /^create_charge/, selected: true }).waitFor();
    await press('Enter');
    const amount = webview.getByRole('spinbutton', { name: /^amount/ });
    await keyboard.tabTo(amount);
    await write('250');
    await press('Enter');
    await simulator.history.first().waitFor();
    await becomes(() => simulator.counters(), ['charges 1 / 30', 'charges_daily 1 / 500']);
    await keyboard.untilOn(amount);
  });

  test('moves the clock, calls thirty times more, and walks the history by arrows', async () => {
    const { webview } = workbench;
    await keyboard.tabTo(simulator.button('One minute later'), 'Shift+Tab');
    await press('Enter');
    await keyboard.tabTo(webview.getByRole('textbox', { name: 'Times', exact: true }));
    await write('31');
    await press('Enter');
    await simulator.tallyOfCall('30 of 31 allowed').waitFor();
    await keyboard.tabTo(webview.locator('.history-face[tabindex="0"]'));
    await press('ArrowDown');
    await simulator.verdict('Allowed').waitFor();
    await keyboard.untilOn(webview.locator('.history-face[tabindex="0"]'));
    await press('ArrowUp');
    await simulator.tallyOfCall('30 of 31 allowed').waitFor();
    await keyboard.focused();
  });

  test('opens a step of the chain, follows the rule to its line, and comes back', async () => {
    await keyboard.tabTo(simulator.steps.getByRole('button', { name: /^default/ }), 'Shift+Tab');
    await press('Enter');
    await simulator.steps.locator('.step-detail', { hasText: 'is listed under' }).waitFor();
    const rule = simulator.decision.getByRole('button', { name: /line 7$/ });
    await keyboard.tabTo(rule, 'Shift+Tab');
    await press('Enter');
    await workbench.page.locator('.statusbar', { hasText: 'Ln 7,' }).waitFor();
    await workbench.page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
    await take('F1', 'MCP Policy: Simulate Call');
    await keyboard.untilOn(rule);
  });

  test('pins the call as a watch', async () => {
    await keyboard.tabTo(simulator.button('Watch this call'), 'Shift+Tab');
    await press('Enter');
    await keyboard.untilOn(simulator.button('Watched: show the watch of this call'));
  });

  test('goes to the traffic by arrows, and chooses a preset', async () => {
    const { webview } = workbench;
    await keyboard.tabTo(simulator.tab('Call'), 'Shift+Tab');
    await press('ArrowRight');
    await keyboard.untilOn(simulator.tab('Traffic'));
    await keyboard.tabTo(webview.getByRole('combobox', { name: 'Preset', exact: true }));
    await press('Enter');
    await webview.getByRole('option', { name: 'Burst of 100', exact: true }).waitFor();
    await press('ArrowUp', 'Enter');
    await simulator.tally.getByText('70 denied').waitFor();
  });

  test('zooms the timeline, reads a denied call, and goes to its line', async () => {
    const { webview } = workbench;
    const readout = webview.locator('.timeline-readout');
    await keyboard.tabTo(simulator.timeline);
    const [whole] = await shownTexts(readout);
    await press('+');
    await webview.getByRole('button', { name: 'Show everything (0)', disabled: false }).waitFor();
    await until(async () => (await shownTexts(readout))[0] !== whole);
    await press('0');
    await becomes(() => shownTexts(readout), [whole ?? '']);
    await press('ArrowDown');
    await webview.locator('.mark-card').getByText('30 of 30 used in this minute').waitFor();
    await keyboard.focused();
    await workbench.screenshot('keyboard-timeline');
    await press('Enter');
    await workbench.page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
    await workbench.page.locator('.statusbar', { hasText: 'Ln 7,' }).waitFor();
    await take('F1', 'MCP Policy: Simulate Call');
    await keyboard.untilOn(simulator.timeline);
  });

  test('renames the watch, changes what is expected of it, and removes it', async () => {
    const { webview } = workbench;
    const face = (name: string) => webview.getByRole('button', { name });
    await keyboard.tabTo(simulator.tab('Traffic'), 'Shift+Tab');
    await press('End');
    await keyboard.untilOn(simulator.tab('Watches'));
    await keyboard.tabTo(webview.locator('.watch-face'));
    await press('F2');
    await keyboard.untilOn(webview.getByRole('textbox', { name: 'Name', exact: true }));
    await write('A minute full of charges');
    await press('Enter');
    await face('A minute full of charges: passes').waitFor();
    await keyboard.tabTo(webview.getByRole('textbox', { name: 'Allowed of 31', exact: true }));
    await write('31');
    await press('Enter');
    await face('A minute full of charges: fails').waitFor();
    await workbench.screenshot('keyboard-watch');
    await keyboard.tabTo(webview.locator('.watch-face'), 'Shift+Tab');
    await press('Delete');
    await simulator.button('Choose a Call to Watch').waitFor();
    await keyboard.untilOn(simulator.tab('Watches'));
  });
});
