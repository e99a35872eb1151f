import type { Page } from 'playwright-core';
import { type ShownCharacter, shownCharacters } from './editorGeometry.ts';
import { glance, insist, isThere, settled } from './settled.ts';
import { shownTexts } from './shownText.ts';

export type PlaceInText = 'before' | 'after' | 'selected';

/** The active text editor, by keyboard and mouse. */
export function editor(page: Page) {
  const activeEditor = page.locator('.editor-group-container.active .monaco-editor').first();
  const focused = page.locator('.editor-group-container.active .monaco-editor.focused').first();
  const find = activeEditor.locator('.find-widget');

  /**
   * Puts the cursor before or after a text of the file, or selects the text. It is found as a person would: by the
   * find widget, from the start of the file.
   *
   * @param occurrence which one, counted from 1
   */
  async function putCursor(place: PlaceInText, text: string, occurrence = 1): Promise<void> {
    const input = find.getByRole('textbox', { name: 'Find', exact: true });
    const found = find.locator('.matchesCount');
    await insist(async () => {
      await page.locator('.editor-group-container.active .tab.active').click({ timeout: glance }); // focuses the editor
      await focused.waitFor({ timeout: glance });
      await page.keyboard.press('Control+Home');
      await page.keyboard.press('Control+F');
      await input.fill('', { timeout: glance }); // so that the count below is not that of an earlier search
      await found.filter({ hasText: 'No results' }).waitFor({ timeout: glance });
      await input.fill(text, { timeout: glance });
      await found.filter({ hasText: / of /u }).waitFor({ timeout: glance });
      for (let i = 1; i < occurrence; i++) await page.keyboard.press('Enter');
      await find.locator('.codicon-widget-close').click({ timeout: glance });
      await focused.waitFor({ timeout: glance });
    });
    if (place !== 'selected') await page.keyboard.press(place === 'before' ? 'ArrowLeft' : 'ArrowRight');
  }

  /** Types at the cursor, key by key: brackets and quotes close themselves, suggestions come up. */
  async function type(text: string): Promise<void> {
    await page.keyboard.type(text, { delay: 15 });
  }

  async function press(...keys: string[]): Promise<void> {
    for (const key of keys) await page.keyboard.press(key);
  }

  /** The lines of the file that are visible. */
  async function visibleLines(): Promise<string[]> {
    return settled(async () => {
      const lines = new Map<number, string>();
      for (const { line, text } of await page.evaluate(shownCharacters)) {
        lines.set(line, (lines.get(line) ?? '') + text);
      }
      return [...lines.values()];
    }, isThere);
  }

  /** Points at the middle of a visible text and resolves to the parts of the hover, from the top. */
  async function hover(text: string, occurrence = 1): Promise<string[]> {
    const shown = page.locator('.monaco-editor .monaco-hover:visible, .monaco-resizable-hover .monaco-hover:visible');
    await insist(async () => {
      const { x, y } = middleOf(text, occurrence, await page.evaluate(shownCharacters));
      await page.mouse.move(x, y - 60);
      await page.mouse.move(x, y, { steps: 5 });
      await shown.first().waitFor({ timeout: glance });
    });
    // What a slow server has not answered yet is a row that says so.
    const isAnswer = (rows: readonly string[]) => isThere(rows) && !rows.some((row) => row.startsWith('Loading'));
    return settled(() => shownTexts(shown.first().locator('.hover-row')), isAnswer);
  }

  /** The texts of the CodeLenses that are visible, from the top. */
  async function codeLenses(): Promise<string[]> {
    const lenses = activeEditor.locator('.codelens-decoration a');
    await lenses.first().waitFor();
    return settled(() => shownTexts(lenses), isThere);
  }

  /** Clicks the CodeLens that contains a text. */
  async function clickCodeLens(text: string, occurrence = 1): Promise<void> {
    // Lenses come in one after the other, and move the lines that are below.
    await codeLenses();
    await activeEditor
      .locator('.codelens-decoration a')
      .filter({ hasText: text })
      .nth(occurrence - 1)
      .click();
  }

  return { putCursor, type, press, visibleLines, hover, codeLenses, clickCodeLens };
}

function middleOf(text: string, occurrence: number, characters: ShownCharacter[]): { x: number; y: number } {
  const all = characters.map((character) => character.text).join('');
  let start = -1;
  for (let i = 0; i < occurrence; i++) start = all.indexOf(text, start + 1);
  const first = characters[start];
  const last = characters[start + text.length - 1];
  if (start < 0 || first === undefined || last === undefined) throw new Error(`The editor does not show: ${text}`);
  return { x: (first.box.left + last.box.right) / 2, y: (first.box.top + first.box.bottom) / 2 };
}
