import type { Locator } from 'playwright-core';

/** Text as it is seen: an editor shows blanks by no-break spaces, and lists break lines between their parts. */
export function shownText(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** What the elements found show, one text each, in the order of the page; those without text are left out. */
export async function shownTexts(elements: Locator): Promise<string[]> {
  const texts = await elements.allInnerTexts();
  return texts.map(shownText).filter((text) => text !== '');
}

/** What all the elements found show, together. */
export async function shownTogether(elements: Locator): Promise<string> {
  return (await shownTexts(elements)).join(' ');
}

/** A row of a list: as a screen reader reads it, and the texts of the parts that were asked for. */
export type ShownRow = { label: string; texts: string[] };

/**
 * The rows of a list from the top. VS Code keeps them in the page in any order, and only those that are visible; they are
 * read in one look, since they come and go.
 *
 * @param parts selectors inside a row
 */
export async function rowsFromTop(rows: Locator, ...parts: readonly string[]): Promise<ShownRow[]> {
  const read = await rows.evaluateAll(
    (elements, selectors) =>
      elements.map((row) => ({
        index: Number(row.getAttribute('data-index')),
        label: row.getAttribute('aria-label') ?? '',
        texts: selectors.map((selector) =>
          Array.from(row.querySelectorAll(selector), ({ textContent }) => textContent ?? '').join(' '),
        ),
      })),
    parts,
  );
  return read
    .sort((a, b) => a.index - b.index)
    .map(({ label, texts }) => ({ label, texts: texts.map(shownText).filter((text) => text !== '') }));
}
