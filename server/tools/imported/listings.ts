import { isJsonObject, type JsonValue, member } from '../../policy/json.ts';
import type { Captured } from './capture.ts';

/** One reading of a list, page by page. */
export interface CapturedListing {
  readonly entries: readonly JsonValue[];
  /** Why it is not the whole list. */
  readonly cutShort?: string;
}

type Page = Extract<Captured, { kind: 'page' }>;

/**
 * The listing of a capture that counts: the last one that is whole, else the last one. A page that says what comes behind
 * it is followed by that.
 * @param isOneList the pages were put together as one list: where none says what comes behind it, and each has tools of
 * its own, the list has lost its cursors
 */
export function lastListing(captured: readonly Captured[], isOneList: boolean): CapturedListing | undefined {
  const pages = onceEach(captured.filter((each): each is Page => each.kind === 'page'));
  if (isOneList && pages.length > 1 && pages.every(({ next }) => next === undefined) && areDistinct(pages)) {
    return { entries: pages.flatMap(({ entries }) => entries) };
  }
  let open: Page[] = [];
  let whole: readonly Page[] | undefined;
  for (const page of pages) {
    open.push(page);
    if (page.next !== undefined) continue;
    whole = open;
    open = [];
  }
  const listing = whole ?? open;
  if (listing.length === 0) return undefined;
  const entries = listing.flatMap((page) => page.entries);
  if (whole !== undefined) return { entries };
  const count = listing.length === 1 ? 'page was' : `${listing.length} pages were`;
  return { entries, cutShort: `Only the first ${count} captured.` };
}

/** A log may have a message twice: as it was read, and as it was passed on. */
function onceEach(pages: readonly Page[]): readonly Page[] {
  const texts = pages.map((page) => JSON.stringify([namesOf(page), typeof page.next, String(page.next)]));
  return pages.filter((_, index) => texts[index] !== texts[index - 1]);
}

function areDistinct(pages: readonly Page[]): boolean {
  const names = pages.flatMap(namesOf);
  return new Set(names).size === names.length;
}

function namesOf({ entries }: Page): readonly string[] {
  return entries.map((entry) => {
    const name = isJsonObject(entry) ? member(entry, 'name') : undefined;
    return typeof name === 'string' ? name : '';
  });
}
