import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Locator } from 'playwright-core';
import { type OpenedPanel, type OpenOptions, openPanelBrowser, type PanelBrowser } from './browser/openPanel.ts';

/** How long is waited for what comes in moments on an idle machine, in milliseconds: a wait is no assertion of speed. */
const patience = 20_000;

let browser: PanelBrowser;

/** The panel of the test that runs. */
export let panel: OpenedPanel;

/** A suite of tests that each open a panel of their own in one browser. */
export function panelSuite(words: string, tests: () => void): void {
  suite(`The simulator panel ${words}`, () => {
    suiteSetup(async () => {
      browser = await openPanelBrowser();
    });
    suiteTeardown(() => browser.close());
    teardown(async () => {
      const { faults, reported } = panel;
      await panel.close();
      // Whatever a test does, nothing is blocked by the Content-Security-Policy and nothing throws.
      assert.deepEqual([faults, reported], [[], []]);
    });
    tests();
  });
}

/** Opens the panel; with a policy and a server that answers, waits until the first decision is there. */
export async function open(options: OpenOptions = {}): Promise<OpenedPanel> {
  panel = await browser.open(options);
  const { showPolicy, server, text } = options;
  if (showPolicy !== false && server === undefined) await isShown(text === undefined ? verdict() : field('Tool'));
  return panel;
}

export function field(name: string): Locator {
  const role = ['Tool', 'Grant', 'Session'].includes(name) ? 'combobox' : 'textbox';
  return panel.page.getByRole(role, { name, exact: true });
}

/** The field with all arguments as JSON; switches to it where they stand in fields of their own. */
export async function argumentsAsJson(): Promise<Locator> {
  const mode = button('Arguments as JSON');
  await field('Tool').waitFor();
  if ((await mode.count()) > 0 && (await mode.getAttribute('aria-pressed')) === 'false') await mode.click();
  return field('Arguments');
}

/** Writes the arguments as JSON. */
export async function writeArguments(text: string): Promise<void> {
  await (await argumentsAsJson()).fill(text);
}

export function button(name: string): Locator {
  return panel.page.getByRole('button', { name, exact: true });
}

export function verdict(): Locator {
  return panel.page.locator('.verdict');
}

export function historyRows(): Locator {
  return panel.page.locator('.history-row');
}

export async function isShown(locator: Locator): Promise<void> {
  await locator.waitFor({ timeout: patience });
}

/** Waits until that is what is read; for what crosses to the host, or is drawn some time after its cause. */
export async function becomes<Value>(read: () => Value | Promise<Value>, expected: Value): Promise<void> {
  await isSoInTime(async () => isDeepStrictEqual(await read(), expected));
  assert.deepEqual(await read(), expected);
}

/** Waits until that is so, where it cannot be told as a value. */
export async function until(isSo: () => boolean | Promise<boolean>, otherwise = 'it did not become so'): Promise<void> {
  assert.ok(await isSoInTime(isSo), otherwise);
}

async function isSoInTime(isSo: () => boolean | Promise<boolean>): Promise<boolean> {
  for (const end = Date.now() + patience; Date.now() < end; await pause(20)) if (await isSo()) return true;
  return false;
}

/** Makes that many calls at once, and waits until they are decided. */
export async function callTimes(times: number): Promise<void> {
  await field('Times').fill(String(times));
  await field('Times').press('Enter');
  await isShown(verdict().getByText(` of ${times} allowed`));
}
