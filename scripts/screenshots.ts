/**
 * `npm run screenshots`: takes the pictures of `docs/images` from the running product: the packaged extension in a real
 * workbench, a server behind it, light and dark, and of traffic in high contrast, too. `npm run screenshots -- light` takes
 * only those of one theme.
 */
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { toolsView } from '../test/person/parts/toolsView.ts';
import { openWorkbench, type Theme, type Workbench } from '../test/person/workbench.ts';
import { workspaceCopy } from '../test/person/workspaceCopy.ts';
import { runScript } from './prepare/ending.ts';
import { repositoryRoot } from './prepare/repository.ts';

type Picture = (workbench: Workbench, name: string) => Promise<void>;

const all: readonly Picture[] = [
  pictureOfMistakes,
  pictureOfCompletion,
  pictureOfRules,
  pictureOfSimulator,
  pictureOfTraffic,
  pictureOfTools,
];

const settings = { 'editor.minimap.enabled': false, 'editor.stickyScroll.enabled': false, 'editor.fontSize': 13 };
const screenshots = join(repositoryRoot, 'docs/images');

const themes: readonly (readonly [name: string, theme: Theme, pictures: readonly Picture[]])[] = [
  ['dark', 'Dark Modern', all],
  ['light', 'Light Modern', all],
  ['high-contrast', 'Default High Contrast', [pictureOfTraffic]],
];

async function main(): Promise<number> {
  const wanted = process.argv.slice(2);
  for (const [name, theme, pictures] of themes) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    await takePictures(name, theme, pictures);
    if (pictures === all) await takePictureOfDrift(name, theme);
  }
  return 0;
}

async function takePictures(name: string, theme: Theme, pictures: readonly Picture[]): Promise<void> {
  const examples = workspaceCopy('examples', `screenshots-${name}`);
  const workbench = await openWorkbench({
    workspace: join(examples, 'mcp-policy-examples.code-workspace'),
    theme,
    viewport: { width: 1280, height: 800 },
    settings,
    screenshots,
  });
  try {
    await connect(workbench);
    for (const take of pictures) await take(workbench, name);
  } catch (error) {
    await workbench.page.screenshot({ path: '.cache/failed.png' });
    throw error;
  } finally {
    await workbench.close();
  }
}

/** A server that became another one after its policy was written. */
async function takePictureOfDrift(name: string, theme: Theme): Promise<void> {
  const workspace = workspaceCopy('test/fixtures/drifting-server', `screenshots-drift-${name}`);
  const workbench = await openWorkbench({
    workspace,
    theme,
    viewport: { width: 1280, height: 800 },
    settings,
    screenshots,
  });
  try {
    const { page } = workbench;
    await workbench.openFile('policy.json');
    await workbench.clickCodeLens('Connect to MCP Server');
    await workbench.answerDialog('Start Server');
    await page.locator('.codelens-decoration', { hasText: 'Payments · 3 tools' }).waitFor();
    await workbench.runCommand('MCP Policy: Save Tool Snapshot');
    await page.locator('.notification-toast', { hasText: 'holds 3 tools' }).waitFor();
    renameSync(join(workspace, 'later.json'), join(workspace, 'tools.json'));
    await workbench.runCommand('MCP Policy: Connect to MCP Server');
    await page.locator('.codelens-decoration', { hasText: 'Payments · 4 tools' }).waitFor();
    await workbench.runCommand('Notifications: Clear All Notifications');
    await page.locator('.squiggly-warning').nth(4).waitFor();
    await workbench.hover('create_charge');
    await workbench.screenshot(`drift-${name}`);
  } finally {
    await workbench.close();
  }
}

async function connect(workbench: Workbench): Promise<void> {
  await workbench.openFile('p402/policy.json');
  await workbench.clickCodeLens('Connect to MCP Server');
  // Which one is asked only where several could be meant.
  const which = workbench.page.locator('.quick-input-widget:visible');
  await which.or(workbench.page.locator('.monaco-dialog-box')).first().waitFor();
  if (await which.isVisible()) await workbench.pick('p402');
  await workbench.answerDialog('Start Server');
  await workbench.page.locator('.codelens-decoration', { hasText: 'P402 · 7 tools' }).waitFor();
}

/** Two mistakes at once, the hover on one of them. */
async function pictureOfMistakes(workbench: Workbench, name: string): Promise<void> {
  await replace(workbench, 'p402_chat', 'p402_chats');
  await replace(workbench, 'minute', 'minutes');
  await workbench.page.locator('.squiggly-warning').first().waitFor();
  await workbench.page.locator('.squiggly-error').first().waitFor();
  await workbench.hover('p402_chats');
  await workbench.screenshot(`diagnostics-${name}`);
  await workbench.press('Escape');
  await workbench.runCommand('File: Revert File');
}

async function pictureOfCompletion(workbench: Workbench, name: string): Promise<void> {
  await replace(workbench, '"p402_get_session": {},', '');
  await replace(workbench, '"p402_list_models": {},', '');
  await workbench.putCursor('after', '"tools": {');
  await workbench.press('Enter');
  await workbench.page.keyboard.insertText('"p402"');
  await workbench.press('ArrowLeft');
  await workbench.triggerSuggestions();
  await workbench.page.locator('.suggest-widget.visible .label-name').first().waitFor();
  await workbench.screenshot(`completion-${name}`);
  await workbench.press('Escape');
  await workbench.runCommand('File: Revert File');
}

/** As if pasted: no suggestions come up, no quotes close. */
async function replace(workbench: Workbench, text: string, by: string): Promise<void> {
  await workbench.putCursor('selected', text);
  if (by === '') await workbench.press('Delete');
  else await workbench.page.keyboard.insertText(by);
}

/** What a limit comes to, in words. */
async function pictureOfRules(workbench: Workbench, name: string): Promise<void> {
  await workbench.putCursor('before', '"max"');
  await workbench.press('ArrowRight', 'Control+K', 'Control+I');
  await workbench.page.locator('.monaco-hover:visible', { hasText: 'At most' }).first().waitFor();
  // The hover fades in.
  await workbench.page.waitForTimeout(500);
  await workbench.screenshot(`rules-${name}`);
  await workbench.press('Escape');
}

/** A burst on both sides of midnight: twice the limit within a second, and the counters over time. */
async function pictureOfTraffic(workbench: Workbench, name: string): Promise<void> {
  const { webview } = workbench;
  await openSimulator(workbench);
  const clock = webview.getByRole('textbox', { name: 'Time of the next call' });
  await clock.fill('2026-03-01 23:59:30');
  await clock.press('Enter');
  await webview.getByRole('tab', { name: 'Traffic' }).click();
  await webview.getByRole('combobox', { name: 'Preset' }).click();
  await webview.getByRole('option', { name: /boundary/i }).click();
  await webview.getByText(/1 Mar 23:59 to 2 Mar/).waitFor();
  // Ten more than the limit on both sides.
  await webview
    .getByRole('button', { name: /^p402_chat/ })
    .first()
    .click();
  const calls = webview
    .getByRole('textbox', { name: 'Calls', exact: true })
    .or(webview.getByRole('spinbutton', { name: 'Calls', exact: true }));
  await calls.first().fill('40');
  await calls.first().press('Enter');
  await webview.locator('.run-tally', { hasText: '20 denied' }).waitFor();
  await webview
    .getByRole('button', { name: /^p402_chat/ })
    .first()
    .click();
  // The plot is drawn in the frame after its numbers.
  await workbench.page.waitForTimeout(500);
  await workbench.screenshot(`traffic-${name}`);
}

/** 31 calls in one minute: the last one denied. */
async function pictureOfSimulator(workbench: Workbench, name: string): Promise<void> {
  const { webview } = workbench;
  await openSimulator(workbench);
  await webview.getByRole('textbox', { name: /times/i }).fill('31');
  await webview.getByRole('button', { name: 'Call 31 times' }).click();
  await webview.locator('.verdict-word', { hasText: 'Denied' }).waitFor();
  await webview
    .getByRole('link', { name: /line/ })
    .or(webview.getByRole('button', { name: /line/ }))
    .first()
    .click();
  await workbench.page.locator('.statusbar', { hasText: 'Ln 23,' }).waitFor();
  await workbench.screenshot(`simulator-${name}`);
}

/** What the policy does to each tool, and why a tool is of its class. */
async function pictureOfTools(workbench: Workbench, name: string): Promise<void> {
  await workbench.page.setViewportSize({ width: 1280, height: 800 });
  const view = toolsView(workbench.page);
  await view.open();
  await view.rest('p402_chat');
  await workbench.screenshot(`tools-${name}`);
}

/** The simulator, with as much room as there is, and a call of the one tool that has every kind of rule. */
async function openSimulator(workbench: Workbench): Promise<void> {
  await workbench.runCommand('Notifications: Clear All Notifications');
  // High enough for the whole panel, down to the counters.
  await workbench.page.setViewportSize({ width: 1280, height: 1220 });
  await workbench.page.locator('.editor-group-container.active .tab.active').click();
  await workbench.press('Control+Home');
  // The lenses follow the text with a delay, and a click on one that moves hits its neighbour.
  await workbench.page.waitForTimeout(2000);
  await workbench.clickCodeLens('3 rules, 30/min per grant');
  const { webview } = workbench;
  await webview.locator('.verdict-word').waitFor();
  const beside = workbench.page.locator('.part.sidebar .pane-header[aria-expanded="true"]', {
    hasNotText: 'Simulator',
  });
  while ((await beside.count()) > 0) await beside.first().click();
  const isJson = webview.getByRole('button', { name: 'Arguments as JSON' });
  if ((await isJson.getAttribute('aria-pressed')) === 'false') await isJson.click();
  await webview.getByRole('textbox', { name: 'Arguments' }).fill('{ "message": "Hello", "session_id": "s-1" }');
}

runScript(main);
