import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { glance, insist, settled } from './settled.ts';
import { rowsFromTop } from './shownText.ts';

/** The keys that open the input, by what it says then while it is empty. */
const placeholders = { F1: 'Type the name of a command to run', 'Control+P': 'Search files by name' };

export type OpeningKey = keyof typeof placeholders;

/** The input at the top of the window: the command palette, Quick Open, and what commands ask. */
export function quickInput(page: Page) {
  const widget = page.locator('.quick-input-widget:visible');
  const input = widget.locator('.quick-input-box input');
  const rows = widget.locator('.quick-input-list .monaco-list-row');
  const named = (label: string) => page.locator('.monaco-icon-name-container').getByText(label, { exact: true });
  const rowOf = (label: string) => rows.filter({ has: named(label) });

  /** The rows from the top, as a screen reader reads them, once no more are found. */
  const settledRows = () => settled(async () => (await rowsFromTop(rows)).map(({ label }) => label));

  /**
   * Opens the input, types into it and accepts a row of its list. All of it is done again when the window, busy with
   * something else, did not take it: the key, the text, or the row.
   */
  async function choose(key: OpeningKey, type: () => Promise<void>, typed: string, accept: () => Promise<void>) {
    // By what it says: another input may still be closing.
    const box = input.and(page.getByPlaceholder(placeholders[key]));
    await insist(async () => {
      if (!(await box.isVisible())) await page.keyboard.press(key);
      try {
        await box.and(page.locator(':focus')).waitFor({ timeout: glance });
        await type();
        // VS Code writes into its input itself while it opens.
        assert.equal(await box.inputValue({ timeout: glance }), typed);
        await accept();
        await box.waitFor({ state: 'hidden', timeout: glance });
      } catch (error) {
        // Closed, so that the next attempt begins from the beginning.
        if (await box.isVisible()) await page.keyboard.press('Escape');
        throw error;
      }
    });
  }

  /** By the mouse, and only once the list holds still: rows that are found later move the others. */
  async function clickRow(label: string): Promise<void> {
    const row = rowOf(label).first();
    await row.waitFor({ timeout: glance });
    await settledRows();
    await row.click({ timeout: glance });
  }

  const chooseRow = (key: OpeningKey, typed: string, label: string) =>
    choose(
      key,
      () => input.fill(typed, { timeout: glance }),
      typed,
      () => clickRow(label),
    );

  /** Runs a command by its whole title, such as `MCP Policy: Simulate Call`. */
  async function runCommand(title: string): Promise<void> {
    await chooseRow('F1', `>${title}`, title);
  }

  /** Opens a file by its name, or by the end of its path, and waits until it is shown. */
  async function openFile(path: string): Promise<void> {
    const name = path.split('/').at(-1) ?? path;
    await chooseRow('Control+P', path, name);
    const tab = page.locator('.editor-group-container.active .tab.active');
    await tab.and(page.locator(`[data-resource-name=${JSON.stringify(name)}]`)).waitFor();
    await page.locator('.editor-group-container.active .monaco-editor .view-line').first().waitFor();
  }

  /** Types a title or a name, and takes by Enter the row that the keyboard is on then, whose label has the text in it. */
  async function takeByKeyboard(key: OpeningKey, text: string): Promise<void> {
    const row = rows.and(page.locator('.focused')).filter({ hasText: text });
    await choose(
      key,
      () => page.keyboard.type(text),
      key === 'F1' ? `>${text}` : text,
      async () => {
        await row.waitFor({ timeout: glance });
        await settledRows();
        await row.waitFor({ timeout: glance });
        await page.keyboard.press('Enter');
      },
    );
  }

  /** The rows that a quick pick shows, from the top, as a screen reader reads them: `label, description, detail`. */
  async function quickPickRows(): Promise<string[]> {
    await rows.first().waitFor();
    return settledRows();
  }

  /** Chooses the first row of a quick pick that contains a text. */
  async function pick(text: string): Promise<void> {
    const row = rows.filter({ hasText: text }).first();
    await row.waitFor();
    await settledRows();
    await row.click();
  }

  /** Fills in what an input box asks for. */
  async function answerInput(text: string): Promise<void> {
    await insist(async () => {
      await input.fill(text);
      assert.equal(await input.inputValue(), text);
    });
    await input.press('Enter');
  }

  return { runCommand, openFile, takeByKeyboard, quickPickRows, pick, answerInput };
}
