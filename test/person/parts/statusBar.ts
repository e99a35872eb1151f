import type { Page } from 'playwright-core';
import { isThere, settled } from './settled.ts';
import { shownTexts } from './shownText.ts';

/** The bar at the bottom of the window. */
export function statusBar(page: Page) {
  const languageStatus = page.locator('[id="status.languageStatus"]');

  /** What the language status of the active file says when one points at it: a line for each item. */
  async function readLanguageStatus(): Promise<string[]> {
    await languageStatus.hover();
    const items = page.locator('.hover-language-status .element');
    await items.first().waitFor();
    return settled(() => shownTexts(items), isThere);
  }

  /** Presses a command that an item of the language status offers. */
  async function clickLanguageStatus(command: string): Promise<void> {
    await languageStatus.hover();
    await page.locator('.hover-language-status').getByText(command, { exact: true }).first().click();
  }

  return { readLanguageStatus, clickLanguageStatus };
}
