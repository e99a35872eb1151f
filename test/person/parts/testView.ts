import type { Page } from 'playwright-core';
import { glance, insist, isThere, settled } from './settled.ts';
import { rowsFromTop, shownText, shownTexts } from './shownText.ts';

/** What coverage says of a line beside its number; `both` when some of the line is covered and some is not. */
export type LineCoverage = { line: string; coverage: 'covered' | 'uncovered' | 'both' };

/** The view *Testing*, and what it shows in the editors. */
export function testView(page: Page) {
  const rows = page.locator('.test-explorer .monaco-list-row');
  const peek = page.locator('.test-output-peek').first();
  const editor = page.locator('.editor-group-container.active .monaco-editor').first();

  /** Opens the view and waits until there are tests. */
  async function openTestView(): Promise<void> {
    await page.getByRole('tab', { name: 'Testing' }).click();
    await rows.first().waitFor();
  }

  /** Presses a button of the view's title, such as `Run Tests`. */
  async function clickTestAction(name: string): Promise<void> {
    await page.locator('.part.sidebar .title-actions').getByRole('button', { name, exact: true }).click();
  }

  /** The rows of the tree that are visible, as a screen reader reads them, without how long they took. */
  async function readTests(): Promise<string[]> {
    return settled(
      async () => (await rowsFromTop(rows)).map(({ label }) => label.replace(/, in [\d.]+\s?\w+/u, '')),
      isThere,
    );
  }

  /** Waits until a row reads so, e.g. `payments.policytest.json (Failed)`. */
  async function untilTest(label: string): Promise<void> {
    await page
      .locator(`.test-explorer .monaco-list-row[aria-label^=${JSON.stringify(label)}]`)
      .first()
      .waitFor();
  }

  async function expandTest(text: string): Promise<void> {
    const row = rows.filter({ hasText: text }).first();
    await insist(async () => {
      const isExpanded = (await row.getAttribute('aria-expanded', { timeout: glance })) === 'true';
      if (!isExpanded) await row.locator('.monaco-tl-twistie').click({ timeout: glance });
      await row.and(page.locator('[aria-expanded="true"]')).waitFor({ timeout: glance });
    });
  }

  /** Goes to a test by the start of its row's label: a failing one opens what is wrong with it. */
  async function openTest(label: string): Promise<void> {
    await page
      .locator(`.test-explorer .monaco-list-row[aria-label^=${JSON.stringify(label)}]`)
      .last()
      .dblclick();
  }

  /** What is shown under a failing line: the message, and both sides of the comparison, line by line. */
  async function readFailure(): Promise<{ message: string; expected: string[]; actual: string[] }> {
    await peek.locator('.monaco-diff-editor .modified .view-line').first().waitFor();
    const lines = async (side: string) => {
      const shown = peek.locator(`.monaco-diff-editor .${side} .view-line`);
      return settled(async () => (await shown.allTextContents()).map(shownText), isThere);
    };
    return {
      message: (await shownTexts(peek.locator('.peekview-title .filename, .preview-title'))).join(' '),
      expected: await lines('original'),
      actual: await lines('modified'),
    };
  }

  /** The lines of the active editor that coverage colours. */
  async function readCoverage(): Promise<LineCoverage[]> {
    const numbers = editor.locator('.margin-view-overlays .line-numbers.coverage-deco-gutter');
    await numbers.first().waitFor();
    return settled(async () => {
      const shown = await numbers.evaluateAll((elements) =>
        elements.map(({ className, textContent }) => ({ className, line: textContent ?? '' })),
      );
      return shown.map(({ className, line }) => ({ line, coverage: coverageIn(className) }));
    }, isThere);
  }

  return { openTestView, clickTestAction, readTests, untilTest, expandTest, openTest, readFailure, readCoverage };
}

function coverageIn(classes: string): LineCoverage['coverage'] {
  const isCovered = classes.includes('coverage-deco-hit');
  return classes.includes('coverage-deco-miss') ? (isCovered ? 'both' : 'uncovered') : 'covered';
}
