import type { Page } from 'playwright-core';
import { isThere, settled, until } from './settled.ts';
import { shownTexts } from './shownText.ts';
import { readSquiggles } from './squiggles.ts';

/** What is wrong with the open files, where VS Code shows it, and the fixes it offers. */
export function problems(page: Page) {
  const fixes = page.locator('.action-widget:visible .monaco-list-row.action');

  /** Opens the Problems panel and reads its rows: one for each file, and below it one for each problem. */
  async function readProblems(): Promise<string[]> {
    const rows = page.locator('.markers-panel .monaco-list-row');
    if (!(await page.locator('.markers-panel').isVisible())) await page.keyboard.press('Control+Shift+M');
    await page.locator('.markers-panel').waitFor();
    return settled(() => shownTexts(rows), isThere);
  }

  /** Opens the list of fixes at the cursor and reads it. */
  async function quickFixes(): Promise<string[]> {
    await page.keyboard.press('Control+.');
    await fixes.first().waitFor();
    return settled(() => shownTexts(fixes), isThere);
  }

  /** Clicks the light bulb that VS Code shows where there is something to do at the cursor. */
  async function clickLightBulb(): Promise<void> {
    await page.locator('.lightBulbWidget:visible, [class*="gutter-lightbulb"]:visible').first().click();
    await fixes.first().waitFor();
  }

  /**
   * Opens the list of fixes at the cursor and applies the one that contains a text. VS Code closes the list again when what
   * it is about changes under it: then it is opened anew.
   */
  async function applyQuickFix(title: string): Promise<void> {
    const fix = fixes.filter({ hasText: title }).first();
    await until(async () => {
      if (!(await fixes.first().isVisible())) await page.keyboard.press('Control+.');
      return fix.click({ timeout: 2_000 }).then(
        () => true,
        () => false,
      );
    });
  }

  return {
    squiggles: () => settled(() => readSquiggles(page)),
    readProblems,
    quickFixes,
    clickLightBulb,
    applyQuickFix,
  };
}
