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

/** The rows of a list from the top. VS Code keeps them in the page in any order, and only those that are visible. */
export async function rowsFromTop(rows: Locator): Promise<Locator[]> {
  const indexed = await Promise.all(
    (await rows.all()).map(async (row) => ({ row, index: Number(await row.getAttribute('data-index')) })),
  );
  return indexed.sort((a, b) => a.index - b.index).map(({ row }) => row);
}
