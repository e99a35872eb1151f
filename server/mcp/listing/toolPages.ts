import { isJsonObject } from '../../policy/json.ts';
import { jsonLength } from './jsonLength.ts';

/** What is read of one list at most. The largest list seen in the wild has 235 tools in 580 KB. */
export interface ListCaps {
  readonly pages: number;
  readonly tools: number;
  /** Of the pages together, about as long as their JSON text, in UTF-16 code units. */
  readonly characters: number;
}

const listCaps: ListCaps = { pages: 200, tools: 10_000, characters: 64 * 1024 * 1024 };

/** The entries of all pages, unchecked, and why the list ends early if it does. */
export interface RawList {
  readonly entries: readonly unknown[];
  readonly cutShort?: string;
}

/** The answer to `tools/list` is not a list of tools at all. */
export class NoToolList extends Error {
  constructor() {
    super('the answer to tools/list has no list of tools');
    this.name = 'NoToolList';
  }
}

/**
 * Follows the cursor from page to page until there is none; an empty text is a cursor, `null` is none. A list that never
 * ends is cut: at a cursor that comes back, or at a cap. What was read until then is kept.
 */
export async function readPages(
  requestPage: (cursor: string | undefined) => Promise<unknown>,
  onProgress: (tools: number) => void,
  caps: ListCaps = listCaps,
): Promise<RawList> {
  const entries: unknown[] = [];
  const cursors = new Set<string>();
  let characters = 0;
  for (let cursor: string | undefined; ; ) {
    const page = await requestPage(cursor);
    const tools = isJsonObject(page) && Array.isArray(page.tools) ? page.tools : undefined;
    if (tools === undefined && cursors.size === 0) throw new NoToolList();
    if (tools === undefined) return cut(entries, `Page ${cursors.size + 1} is not a list of tools.`);
    entries.push(...tools.slice(0, caps.tools - entries.length));
    characters += jsonLength(tools);
    onProgress(entries.length);
    const next = isJsonObject(page) ? (page.nextCursor ?? undefined) : undefined;
    if (next === undefined && tools.length <= caps.tools) return { entries };
    if (entries.length >= caps.tools) return cut(entries, `Only the first ${caps.tools} tools were read.`);
    if (typeof next !== 'string')
      return cut(entries, 'The server named the next page by something that is not a text.');
    if (cursors.has(next))
      return cut(entries, `The server named the same next page twice, after ${entries.length} tools.`);
    cursors.add(next);
    if (cursors.size >= caps.pages) return cut(entries, `Only the first ${caps.pages} pages were read.`);
    if (characters >= caps.characters)
      return cut(entries, `Only the first ${entries.length} tools were read: the list is too large.`);
    cursor = next;
  }
}

function cut(entries: readonly unknown[], cutShort: string): RawList {
  return { entries, cutShort };
}
