import type { Page } from 'playwright-core';
import { glance, insist, isThere, settled } from './settled.ts';
import { shownTexts } from './shownText.ts';
import { readSquiggles } from './squiggles.ts';

/** What is wrong with the open files, where VS Code shows it, and the fixes it offers. */
export function problems(page: Page) {
  const fixes = page.locator('.action-widget:visible .monaco-list-row.action');

  /** Opens the Problems panel and reads its rows: one for each file, and below it one for each problem. */
  async function readProblems(): Promise<string[]> {
    const rows = page.locator('.markers-panel .monaco-list-row');
    await insist(async () => {
      if (!(await page.locator('.markers-panel').isVisible())) await page.keyboard.press('Control+Shift+M');
      await page.locator('.markers-panel').waitFor({ timeout: glance });
    });
    return settled(() => shownTexts(rows), isThere);
  }

  /** Opens the list of fixes at the cursor and reads it. */
  async function quickFixes(): Promise<string[]> {
    await insist(async () => {
      if (!(await fixes.first().isVisible())) await page.keyboard.press('Control+.');
      await fixes.first().waitFor({ timeout: glance });
    });
    return settled(() => shownTexts(fixes), isThere);
  }

  /** Clicks the light bulb that VS Code shows where there is something to do at the cursor. */
  async function clickLightBulb(): Promise<void> {
    const bulb = page.locator('.lightBulbWidget:visible, [class*="gutter-lightbulb"]:visible').first();
    await insist(async () => {
      if (!(await fixes.first().isVisible())) await bulb.click({ timeout: glance });
      await fixes.first().waitFor({ timeout: glance });
    });
  }

  /**
   * Opens the list of fixes at the cursor and applies the one that contains a text. VS Code closes the list again when what
   * it is about changes under it: then it is opened anew.
   */
  async function applyQuickFix(title: string): Promise<void> {
    const fix = fixes.filter({ hasText: title }).first();
    await insist(async () => {
      if (!(await fixes.first().isVisible())) await page.keyboard.press('Control+.');
      await fix.click({ timeout: glance });
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
