import type { Page } from 'playwright-core';
import { rowsFromTop, shownText, shownTexts, shownTogether } from './shownText.ts';

export type Suggestion = { label: string; detail: string };

/** The list of suggestions at the cursor. */
export function suggestions(page: Page) {
  const widget = page.locator('.suggest-widget.visible');
  const rows = widget.locator('.monaco-list-row');

  /** Asks for suggestions and waits until there are some. */
  async function triggerSuggestions(): Promise<void> {
    await page.keyboard.press('Control+Space');
    await rows.first().waitFor();
  }

  /** The suggestions that are shown, from the top; a long list shows about the first dozen. */
  async function readSuggestions(): Promise<Suggestion[]> {
    await rows.first().waitFor();
    const shown: Suggestion[] = [];
    for (const row of await rowsFromTop(rows)) {
      const label = await shownTogether(row.locator('.label-name'));
      // Only the selected row shows its detail; the others have it ready.
      const detail = shownText((await row.locator('.details-label').allTextContents()).join(' '));
      shown.push({ label, detail });
    }
    return shown;
  }

  /** Accepts the suggestion with exactly this label. */
  async function pickSuggestion(label: string): Promise<void> {
    const name = page.locator('.label-name').getByText(label, { exact: true });
    await rows.filter({ has: name }).first().click();
  }

  /** What the panel beside the list says of the suggestion that is selected: its detail, then its documentation. */
  async function suggestionDocumentation(): Promise<string[]> {
    const details = page.locator('.suggest-details-container .suggest-details:visible');
    if ((await details.count()) === 0) await page.keyboard.press('Control+Space');
    await details.first().waitFor();
    return shownTexts(details.first().locator('.type, .docs'));
  }

  return { triggerSuggestions, readSuggestions, pickSuggestion, suggestionDocumentation };
}
