import type { Page } from 'playwright-core';
import { isThere, settled } from './settled.ts';
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

  /** Opens the list of fixes at the cursor and applies the one that contains a text. */
  async function applyQuickFix(title: string): Promise<void> {
    if (!(await fixes.first().isVisible())) await page.keyboard.press('Control+.');
    await fixes.filter({ hasText: title }).first().click();
  }

  return { squiggles: () => settled(() => readSquiggles(page)), readProblems, quickFixes, applyQuickFix };
}
