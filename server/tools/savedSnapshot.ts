import { claimsTheSame, hasSameSchema, isSaidTheSame } from './drift/toolContent.ts';
import { knownNames, provesAbsence } from './knowledge.ts';
import { type Snapshot, stringifySnapshot } from './snapshot.ts';
import type { Tool, ToolList } from './tool.ts';

/**
 * The snapshot to be written for a list, in the place of an earlier one. What did not change stays as it was written: a
 * tool that the server only wrote in another order, and the time of the list when nothing else is new. Risk classes that
 * people chose stay, except those of tools that are gone: another tool may come under that name.
 */
export function savedSnapshot(list: ToolList, previous: Snapshot | undefined): Snapshot {
  if (previous === undefined) return { list, riskClasses: new Map() };
  const former = new Map(previous.list.tools.map((tool) => [tool.name, tool]));
  const tools = list.tools.map((tool) => {
    const before = former.get(tool.name);
    return before !== undefined && isSame(before, tool) ? before : tool;
  });
  const snapshot = { list: { ...list, tools }, riskClasses: keptClasses(list, previous) };
  return isUnchanged(snapshot, previous) ? previous : snapshot;
}

function isSame(before: Tool, tool: Tool): boolean {
  return isSaidTheSame(before, tool) && hasSameSchema(before, tool) && claimsTheSame(before, tool);
}

function keptClasses(list: ToolList, { riskClasses }: Snapshot): Snapshot['riskClasses'] {
  const knowledge = { state: 'fresh', list } as const;
  if (!provesAbsence(knowledge)) return riskClasses;
  const names = knownNames(knowledge);
  return new Map([...riskClasses].filter(([name]) => names.has(name)));
}

function isUnchanged(snapshot: Snapshot, previous: Snapshot): boolean {
  return stringifySnapshot(untimed(snapshot)) === stringifySnapshot(untimed(previous));
}

function untimed({ list: { fetchedAt: _, ...list }, riskClasses }: Snapshot): Snapshot {
  return { list, riskClasses };
}
