import type { Page } from 'playwright-core';
import { glance, insist, isThere, settled } from './settled.ts';
import { shownTexts } from './shownText.ts';

/** The bar at the bottom of the window. */
export function statusBar(page: Page) {
  const languageStatus = page.locator('[id="status.languageStatus"]');

  async function pointAtLanguageStatus(): Promise<void> {
    await insist(async () => {
      // From elsewhere: a pointer that does not move shows nothing.
      await page.mouse.move(0, 0);
      await languageStatus.hover({ timeout: glance });
      await page.locator('.hover-language-status .element').first().waitFor({ timeout: glance });
    });
  }

  /** What the language status of the active file says when one points at it: a line for each item. */
  async function readLanguageStatus(): Promise<string[]> {
    const items = page.locator('.hover-language-status .element');
    await pointAtLanguageStatus();
    return settled(() => shownTexts(items), isThere);
  }

  /** Presses a command that an item of the language status offers. */
  async function clickLanguageStatus(command: string): Promise<void> {
    await pointAtLanguageStatus();
    await page.locator('.hover-language-status').getByText(command, { exact: true }).first().click();
  }

  return { readLanguageStatus, clickLanguageStatus };
}
