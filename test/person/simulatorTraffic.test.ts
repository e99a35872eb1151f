import { becomes } from './parts/settled.ts';
import { shownTexts } from './parts/shownText.ts';
import { simulatorView } from './parts/simulatorView.ts';
import { type OwnWorkbench, openWorkbench } from './workbench.ts';
import { workspaceCopy } from './workspaceCopy.ts';

/*
 * Many calls over time in a real workbench, and what of them outlives VS Code itself. The tests are steps of one way and
 * follow each other.
 */
suite('A person sends traffic', () => {
  let workbench: OwnWorkbench;
  let simulator: ReturnType<typeof simulatorView>;

  suiteSetup(async () => {
    workbench = await openWorkbench({
      workspace: workspaceCopy('test/vscode/workspace/traffic', 'person-traffic'),
      theme: 'Light Modern',
      viewport: { width: 1400, height: 1300 },
    });
    simulator = simulatorView(workbench.webview);
    await workbench.openFile('policy.json');
    await workbench.clickCodeLens('30/min per grant');
    await simulator.verdict('Allowed').waitFor();
    await simulator.setClock('2026-03-01 23:59:30');
    await simulator.tab('Traffic').click();
  });
  teardown(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('simulator-traffic-failed');
  });
  suiteTeardown(() => workbench.close());

  /** Waits until the run came to that. */
  const cameTo = async (allowed: string, denied: string) => {
    await simulator.tally.getByText(`${allowed} allowed`).waitFor();
    await simulator.tally.getByText(`${denied} denied`).waitFor();
  };
  const calls = () => workbench.webview.getByRole('textbox', { name: 'Calls', exact: true });
  const mark = () => workbench.webview.locator('.plot-marks .u-over');
  const card = () => workbench.webview.getByRole('group', { name: 'The call that the timeline points at' });

  test('starts nineteen million calls, sees how far they are, and does not wait for them', async () => {
    const { webview } = workbench;
    await simulator.choose('Preset', 'Steady: 30 a minute');
    await cameTo('300', '0');
    await webview.getByRole('button', { name: /^create_charge/ }).click();
    await calls().fill('1,900,000');
    await webview.getByRole('progressbar', { name: 'Running the traffic' }).waitFor();
    await simulator.runNotice.locator('.run-reason', { hasText: 'of 19,000,000 calls' }).waitFor();
    await workbench.screenshot('traffic-running');
    await simulator.button('Cancel').click();
    await simulator.runNotice.getByText('Cancelled').waitFor();
    await simulator.runNotice.getByText('What is shown is from before.').waitFor();
    await cameTo('300', '0');
  });

  test('starts them again, and lets fewer take their place', async () => {
    await simulator.button('Run').click();
    await simulator.button('Cancel').waitFor();
    await calls().fill('40');
    await cameTo('310', '90');
    await simulator.runNotice.getByText('All by /tools/create_charge/limits/charges').waitFor();
  });

  test('mixes in the calls of another tool by another session, and reads the totals of each', async () => {
    const { webview } = workbench;
    await simulator.button('Add calls').click();
    await webview.getByRole('combobox', { name: 'Tool', exact: true }).fill('list_charges');
    await workbench.press('Enter');
    await simulator.choose('Pattern', 'Burst');
    await calls().fill('12');
    await webview.getByRole('textbox', { name: 'Session', exact: true }).fill('session-2');
    await becomes(
      () => shownTexts(webview.locator('.totals tbody tr')),
      [
        'create_charge 310 90',
        'list_charges 50 70',
        '/tools/create_charge/limits/charges 90 line 7',
        '/tools/list_charges/rate_limit 70 line 16',
      ],
    );
    await becomes(() => shownTexts(webview.locator('.fill-name')), ['charges', 'rate_limit', 'charges_daily']);
    await workbench.screenshot('traffic-mix');
  });

  test('points at a denied call of the timeline: its chain is shown, and a click goes to the line', async () => {
    const { webview } = workbench;
    await simulator.choose('Preset', 'Burst of 100');
    await cameTo('30', '70');
    await simulator.timeline.scrollIntoViewIfNeeded();
    // The burst comes ten seconds into the minute.
    const { width = 0, height = 0 } = (await mark().boundingBox()) ?? {};
    const position = { x: width / 6, y: height / 2 };
    await mark().hover({ position });
    await card().getByText('30 of 30 used in this minute').waitFor();
    await becomes(() => shownTexts(card().locator('.step-key')), ['hide', 'default', 'limits']);
    await workbench.screenshot('traffic-mark');
    await mark().click({ position });
    await workbench.page.locator('.statusbar', { hasText: 'Ln 7,' }).waitFor();
    await webview.locator('.plot-calls .u-over').hover();
    await workbench.page.mouse.move(0, 0);
    await card().waitFor({ state: 'detached' });
  });

  test('drags over a part of the timeline to see it nearer', async () => {
    const { webview, page } = workbench;
    await simulator.choose('Preset', 'Ramp: 0 to 120 a minute');
    const readout = webview.locator('.timeline-readout');
    await readout.getByText('1 Mar 23:59:30 to 2 Mar 00:59:30 UTC').waitFor();
    const { x = 0, y = 0, width = 0, height = 0 } = (await webview.locator('.plot-calls .u-over').boundingBox()) ?? {};
    await page.mouse.move(x + width / 4, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width / 2, y + height / 2, { steps: 4 });
    await page.mouse.up();
    await page.mouse.move(0, 0);
    await readout.getByText(/^2 Mar 00:1\d:\d\d.* to 00:(29|30)/).waitFor();
    await simulator.button('Show everything (0)').click();
    await readout.getByText('1 Mar 23:59:30 to 2 Mar 00:59:30 UTC').waitFor();
  });

  test('bursts at midnight: all pass while windows are aligned, half of them while they slide', async () => {
    const { webview } = workbench;
    const assumed = webview.locator('.windows-meaning');
    await simulator.choose('Preset', 'Boundary burst');
    await cameTo('60', '0');
    await assumed.getByText('Assumed: Windows are aligned to the UTC clock').waitFor();
    await simulator.choose('Windows', 'Sliding');
    await cameTo('30', '30');
    await assumed.getByText('Assumed: Windows slide').waitFor();
    await simulator.choose('Windows', 'Aligned');
    await cameTo('60', '0');
  });

  test('keeps the last run while the policy is broken, marked as old, and sees the new one after', async () => {
    await workbench.putCursor('after', '"default": "deny",');
    await workbench.press('Backspace');
    await simulator.runNotice.getByText('Out of date').waitFor();
    await cameTo('60', '0');
    await workbench.type(',');
    await simulator.runNotice.getByText('No rule stood against any call.').waitFor();
  });

  test('pins the traffic as a watch: a lower limit turns it red and says which rule, a higher one green', async () => {
    const { webview } = workbench;
    await simulator.button('Watch this traffic').click();
    await simulator.button('Watched: show the watch of this traffic').waitFor();
    await simulator.tab('Watches').click();
    await webview.getByRole('heading', { name: '1 watch passes' }).waitFor();
    await workbench.putCursor('selected', '30');
    await workbench.type('20');
    await webview.getByRole('heading', { name: '1 watch fails' }).waitFor();
    await simulator.tab('Watches 1 fails').waitFor();
    const actual = '40 of 60 allowed, most others denied by /tools/create_charge/limits/charges line 7';
    await becomes(() => shownTexts(webview.locator('.watch-comparison dd')), ['60 allowed', actual]);
    await workbench.screenshot('traffic-watch-fails');
    await workbench.putCursor('selected', '20');
    await workbench.type('30');
    await webview.getByRole('heading', { name: '1 watch passes' }).waitFor();
  });

  test('finds calls, watches, traffic and clock as they were after VS Code was ended and started again', async () => {
    await simulator.tab('Call').click();
    await simulator.field('Grant').fill('night-shift');
    await simulator.button('Call 30 times').click();
    await simulator.tallyOfCall('30 of 30 allowed').waitFor();
    await simulator.button('One hour later').click();
    await simulator.tab('Traffic').click();
    await simulator.choose('Preset', 'Two grants, 40 a minute each');
    await cameTo('620', '180');
    await workbench.untilKept('"two-grants"', '"mcpPolicy.simulator.tab":"traffic"');
    workbench = await workbench.restart();
    simulator = simulatorView(workbench.webview);
    await workbench.page.getByRole('tab', { name: 'MCP Policy' }).click();
    await becomes(() => simulator.tab('Traffic').getAttribute('aria-selected'), 'true');
    await workbench.webview.getByText('Two callers with a grant of their own').waitFor();
    await cameTo('620', '180');
    await simulator.tab('Watches').click();
    await workbench.webview.getByRole('heading', { name: '1 watch passes' }).waitFor();
    await simulator.tab('Call').click();
    const made = '2026-03-01 23:59:30 create_charge night-shift 30 of 30';
    await becomes(() => shownTexts(simulator.history), [made]);
    await becomes(simulator.clock, '2026-03-02 00:59:30');
    await becomes(() => simulator.field('Grant').inputValue(), 'night-shift');
    await workbench.screenshot('traffic-restarted');
  });
});
