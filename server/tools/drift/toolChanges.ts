import { provesAbsence } from '../knowledge.ts';
import type { Tool, ToolList } from '../tool.ts';
import { codeUnitOrder } from './codeUnitOrder.ts';
import { renamedTools } from './renamedTools.ts';
import { formerNameOfChanged, nameOfChanged, type ToolChange } from './toolChange.ts';
import { claimsTheSame, hasSameSchema, isSaidTheSame } from './toolContent.ts';

/** Lists live through many keystrokes, and one of 12 MB takes a while to compare. */
const compared = new WeakMap<ToolList, WeakMap<ToolList, readonly ToolChange[]>>();

/**
 * What changed from one list of a server to a later one, by the names of the tools. Only what is proven: a tool is removed
 * when the later list is complete, added when the earlier one is, and renamed when both are. A malformed tool that a list
 * names is there all the same. The order of the lists does not matter.
 */
export function toolChanges(before: ToolList, after: ToolList): readonly ToolChange[] {
  const known = compared.get(before)?.get(after);
  if (known !== undefined) return known;
  const found = compare(before, after);
  const ofBefore = compared.get(before) ?? new WeakMap<ToolList, readonly ToolChange[]>();
  compared.set(before, ofBefore.set(after, found));
  return found;
}

/** True when what a list does not have is not there. */
export function isCompleteList(list: ToolList): boolean {
  return provesAbsence({ state: 'fresh', list });
}

function compare(before: ToolList, after: ToolList): readonly ToolChange[] {
  if (before === after) return [];
  const [earlier, later] = [byName(before), byName(after)];
  const gone = isCompleteList(after) ? without(earlier, later, after) : [];
  const fresh = isCompleteList(before) ? without(later, earlier, before) : [];
  const renamed = renamedTools(gone, fresh);
  const changes: ToolChange[] = [];
  for (const tool of later.values()) {
    const former = renamed.get(tool) ?? earlier.get(tool.name);
    if (former !== undefined) changes.push(...contentChanges(former, tool));
  }
  const formerOnes = new Set(renamed.values());
  for (const tool of fresh) {
    const former = renamed.get(tool);
    changes.push(former === undefined ? { kind: 'added', tool } : { kind: 'renamed', before: former, tool });
  }
  for (const tool of gone) if (!formerOnes.has(tool)) changes.push({ kind: 'removed', before: tool });
  return changes.sort(byNameAndKind);
}

function byName({ tools }: ToolList): ReadonlyMap<string, Tool> {
  const map = new Map<string, Tool>();
  for (const tool of tools) if (!map.has(tool.name)) map.set(tool.name, tool);
  return map;
}

/** The tools that the other list does not name, not even as malformed. */
function without(tools: ReadonlyMap<string, Tool>, others: ReadonlyMap<string, Tool>, { skipped }: ToolList): Tool[] {
  const malformed = new Set(skipped.map(({ name }) => name));
  return [...tools.values()].filter(({ name }) => !others.has(name) && !malformed.has(name));
}

function contentChanges(before: Tool, tool: Tool): ToolChange[] {
  if (before === tool) return [];
  const changes: ToolChange[] = [];
  if (!isSaidTheSame(before, tool)) changes.push({ kind: 'description', before, tool });
  if (!hasSameSchema(before, tool)) changes.push({ kind: 'schema', before, tool });
  if (!claimsTheSame(before, tool)) changes.push({ kind: 'annotations', before, tool });
  return changes;
}

const order: Readonly<Record<ToolChange['kind'], number>> = {
  added: 0,
  removed: 1,
  renamed: 2,
  description: 3,
  schema: 4,
  annotations: 5,
};

function byNameAndKind(left: ToolChange, right: ToolChange): number {
  return (
    codeUnitOrder(nameOfChanged(left), nameOfChanged(right)) ||
    order[left.kind] - order[right.kind] ||
    codeUnitOrder(formerNameOfChanged(left), formerNameOfChanged(right))
  );
}
