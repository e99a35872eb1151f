import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { becomes } from './parts/settled.ts';
import { shownTexts } from './parts/shownText.ts';
import { simulatorView } from './parts/simulatorView.ts';
import { openWorkbench, type Workbench } from './workbench.ts';
import { workspaceCopy } from './workspaceCopy.ts';

/** Markup that would take over the page, if it were any. */
const markup = '<img src=x onerror="document.title=\'taken\'">';
/** Reads `delete_egrahc` where its hidden character is obeyed. */
const reversed = 'delete_\u202eegrahc';
const long = `${'a_very_long_name_'.repeat(40)}x`;
const names = [markup, reversed, long];
const shownNames = [markup, 'delete_<U+202E>egrahc', long];

/* A server that means harm, in a real workbench. The tests are steps of one way and follow each other. */
suite('A person whose server means harm', () => {
  let workbench: Workbench;
  let simulator: ReturnType<typeof simulatorView>;

  suiteSetup(async () => {
    const workspace = workspaceCopy('test/vscode/workspace/traffic', 'person-hostile');
    const description = `${markup}\u202e ${'Reads every file. '.repeat(300)}`.slice(0, 5_000);
    const parameter = { type: 'string', description, enum: [markup, long] };
    const inputSchema = { type: 'object', properties: { [markup]: parameter, [long]: { type: 'integer' } } };
    const tools = names.map((name) => ({ name, description, inputSchema }));
    const limit = { counter: markup, window: 'minute', max: 1, scope: 'grant' };
    const rules = names.map((name, place) => [
      name,
      place === 0 ? { limits: [limit] } : { deny_if: [{ conditions: [], on_deny: description }] },
    ]);
    const policy = { version: '1', default: 'deny', tools: Object.fromEntries(rules) };
    writeFileSync(join(workspace, 'payments.json'), JSON.stringify({ name: markup, tools }));
    writeFileSync(join(workspace, 'policy.json'), JSON.stringify(policy, null, 2));
    workbench = await openWorkbench({ workspace, viewport: { width: 1000, height: 1300 } });
    simulator = simulatorView(workbench.webview);
    await workbench.openFile('policy.json');
    await workbench.clickCodeLens('Connect to MCP Server');
    await workbench.answerDialog('Start Server');
    await workbench.page.locator('.codelens-decoration', { hasText: '3 tools' }).waitFor();
    await workbench.runCommand('MCP Policy: Simulate Call');
    await simulator.verdict('Allowed').waitFor();
  });
  teardown(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot('simulator-hostile-failed');
  });
  suiteTeardown(() => workbench.close());

  /** Nothing of the page is an element that a server made, and nothing reaches past its edge. */
  async function isWhole(): Promise<void> {
    const body = workbench.webview.locator('body');
    assert.equal(await workbench.webview.locator('img').count(), 0);
    assert.deepEqual(await body.evaluate(partsOutOfSight), []);
    assert.equal(await body.evaluate('document.body.innerHTML.includes("\u202e")'), false);
    assert.notEqual(await workbench.page.title(), 'taken');
    assert.notEqual(await body.evaluate('document.title'), 'taken');
  }

  test('finds its names in the list of tools as they are written, what is hidden in them written out', async () => {
    const { webview } = workbench;
    await webview.getByRole('combobox', { name: 'Tool', exact: true }).click();
    const options = webview.getByRole('listbox', { name: 'Tools' }).locator('.option-name');
    await becomes(() => shownTexts(options), shownNames);
    await workbench.screenshot('hostile-tools');
    await isWhole();
    await workbench.press('Escape');
  });

  test('calls each: markup and names of 600 letters break nothing', async () => {
    for (const [place, word] of (['Allowed', 'Denied', 'Denied'] as const).entries()) {
      const name = shownNames[place] ?? '';
      await simulator.chooseTool(name.slice(0, 7));
      await becomes(() => workbench.webview.getByRole('combobox', { name: 'Tool', exact: true }).inputValue(), name);
      await simulator.call();
      await simulator.verdict(word).waitFor();
      await isWhole();
    }
    await workbench.screenshot('hostile-call');
  });

  test('sends traffic, and pins it and a call', async () => {
    await simulator.button('Watch this call').click();
    await simulator.tab('Traffic').click();
    await simulator.tally.waitFor();
    await simulator.button('Watch this traffic').click();
    await simulator.button('Watched: show the watch of this traffic').waitFor();
    await workbench.screenshot('hostile-traffic');
    await isWhole();
    await simulator.tab('Watches').click();
    await workbench.webview.getByRole('heading', { name: '2 watches pass' }).waitFor();
    await workbench.webview.locator('.watch-face').first().click();
    await workbench.screenshot('hostile-watches');
    await isWhole();
  });
});

/** Runs in the page. As text, since the compiler does not know a browser's names in this folder. */
const partsOutOfSight = `(() => {
  const { clientWidth, scrollWidth } = document.documentElement;
  const controls = [...document.querySelectorAll('button, input, textarea, select, vscode-single-select, p, li, h2, td')];
  const beyond = controls.filter((each) => {
    const { left, right, width } = each.getBoundingClientRect();
    return width > 0 && !each.classList.contains('visually-hidden') && (right > clientWidth + 1 || left < 0);
  });
  return [...(scrollWidth > clientWidth ? ['the page scrolls sideways'] : []), ...beyond.map((each) => each.outerHTML.slice(0, 200))];
})()`;
