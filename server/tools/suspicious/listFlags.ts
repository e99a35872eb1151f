import type { Tool, ToolList } from '../tool.ts';
import { readTool } from './toolFlags.ts';

/** In UTF-16 code units: of all tools of a list. The largest list seen in the wild has 580,000. */
const longestOfList = 2_000_000;

/** How often what some tools did not need is given to the others. */
const rounds = 3;

const known = new WeakMap<ToolList, ReadonlyMap<Tool, readonly string[]>>();

/**
 * What is suspicious in the texts of each tool of a list, as {@link toolFlags} says it, in bounded time for all of them
 * together. Each tool gets the same share, and what it does not need goes to the others: nobody can hide one behind the
 * length of its neighbours. Tools of which nothing is said are not in it.
 */
export function listFlags(list: ToolList): ReadonlyMap<Tool, readonly string[]> {
  const before = known.get(list);
  if (before !== undefined) return before;
  const flags = flagsOf(list.tools);
  known.set(list, flags);
  return flags;
}

function flagsOf(tools: readonly Tool[]): ReadonlyMap<Tool, readonly string[]> {
  const found = new Map<Tool, readonly string[]>();
  let left = longestOfList;
  let before = 0;
  let open: readonly Tool[] = tools;
  for (let round = 0; round < rounds && open.length > 0; round++) {
    const share = Math.floor(left / open.length);
    // Less than before: nothing more would be found.
    if (share <= before) break;
    before = share;
    const cut: Tool[] = [];
    for (const tool of open) {
      const { flags, isWhole, cost } = readTool(tool, share);
      left -= cost;
      if (!isWhole) cut.push(tool);
      const said = isWhole ? flags : [...flags, notWhole];
      if (said.length > 0) found.set(tool, said);
      else found.delete(tool);
    }
    open = cut;
  }
  return found;
}

const notWhole =
  'Its texts, or those of all tools together, are longer than any server needs, and were not looked at to their end.';
