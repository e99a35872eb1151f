import type { Page } from 'playwright-core';
import { settled } from './settled.ts';
import { rowsFromTop } from './shownText.ts';

/** The input at the top of the window: the command palette, Quick Open, and what commands ask. */
export function quickInput(page: Page) {
  const widget = page.locator('.quick-input-widget:visible');
  const input = widget.locator('.quick-input-box input');
  const rows = widget.locator('.quick-input-list .monaco-list-row');

  /** Runs a command by its whole title, such as `MCP Policy: Simulate Call`. */
  async function runCommand(title: string): Promise<void> {
    await page.keyboard.press('F1');
    await input.fill(`>${title}`);
    await rows.getByText(title, { exact: true }).first().click();
  }

  /** Opens a file by its name, or by the end of its path, and waits until it is shown. */
  async function openFile(path: string): Promise<void> {
    await page.keyboard.press('Control+P');
    await input.fill(path);
    const name = path.split('/').at(-1) ?? path;
    await rows.filter({ hasText: name }).first().click();
    await page.locator('.editor-group-container.active .tab.active').filter({ hasText: name }).waitFor();
    await page.locator('.editor-group-container.active .monaco-editor .view-line').first().waitFor();
  }

  /** The rows that a quick pick shows, from the top, as a screen reader reads them: `label, description, detail`. */
  async function quickPickRows(): Promise<string[]> {
    await rows.first().waitFor();
    return settled(async () => {
      const labels = (await rowsFromTop(rows)).map((row) => row.getAttribute('aria-label'));
      return (await Promise.all(labels)).map((label) => label ?? '');
    });
  }

  /** Chooses the first row of a quick pick that contains a text. */
  async function pick(text: string): Promise<void> {
    await rows.filter({ hasText: text }).first().click();
  }

  /** Fills in what an input box asks for. */
  async function answerInput(text: string): Promise<void> {
    await input.fill(text);
    await page.keyboard.press('Enter');
  }

  return { runCommand, openFile, quickPickRows, pick, answerInput };
}
