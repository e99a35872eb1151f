import type { Page } from 'playwright-core';
import { glance, insist, settled } from './settled.ts';
import { rowsFromTop, shownTexts } from './shownText.ts';

export type Suggestion = { label: string; detail: string };

/** The list of suggestions at the cursor. */
export function suggestions(page: Page) {
  const widget = page.locator('.suggest-widget.visible');
  const rows = widget.locator('.monaco-list-row');

  /** Asks for suggestions and waits until there are some. */
  async function triggerSuggestions(): Promise<void> {
    await insist(async () => {
      // Where the list is there already, the key would do something else.
      if (!(await widget.isVisible())) await page.keyboard.press('Control+Space');
      await rows.first().waitFor({ timeout: glance });
    });
  }

  /** The suggestions that are shown, from the top; a long list shows about the first dozen. */
  async function readSuggestions(): Promise<Suggestion[]> {
    await rows.first().waitFor();
    // Only the selected row shows its detail; the others have it ready.
    const shown = await rowsFromTop(rows, '.label-name', '.details-label');
    return shown.map(({ texts: [label = '', detail = ''] }) => ({ label, detail }));
  }

  /** Accepts the suggestion with exactly this label. */
  async function pickSuggestion(label: string): Promise<void> {
    const name = page.locator('.label-name').getByText(label, { exact: true });
    const row = rows.filter({ has: name }).first();
    await row.waitFor();
    // What slower sources find comes in between the others.
    await settled(() => rows.allInnerTexts());
    await row.click();
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
