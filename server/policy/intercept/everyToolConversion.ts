import { type NewProperty, withElements, withProperties, withProperty } from '../edits/insertion.ts';
import { type Replacement, withoutProperties } from '../edits/replacement.ts';
import { isAtLineStart } from '../edits/textLayout.ts';
import { type Node, type Property, properties, property, valueAt } from '../syntax/syntaxTree.ts';
import { type CanonicalEntries, canonicalEntries } from './canonicalText.ts';
import { deniesEveryCall, isConvertible, isListOrAbsent, listText } from './conversion.ts';
import { everyTool } from './dialectKeys.ts';
import { type InterceptTool, interceptTool } from './interceptTool.ts';

/** In UTF-16 code units: what the rules for every tool come to once each listed tool has them. More is no policy to read. */
const longestForm = 2_000_000;

/** True when the rules for every tool can be rewritten. */
export function isEveryToolConvertible(root: Node, { limits, requirements, denial }: InterceptTool): boolean {
  const names = properties(root).map(({ name }) => name);
  const allTools = valueAt(root, 'all_tools');
  const reaching = [...requirements, ...(denial === undefined ? [] : [denial])];
  const lengthOfAll = reaching.reduce((sum, { node }) => sum + node.length, 0);
  return (
    new Set(names).size === names.length &&
    limits.every(({ incrementFrom }) => incrementFrom === undefined) &&
    (allTools === undefined || (allTools.type === 'object' && isListOrAbsent(valueAt(allTools, 'limits')))) &&
    (reaching.length === 0 || canTake(listedTools(root), lengthOfAll))
  );
}

function canTake(tools: readonly Property[], length: number): boolean {
  return (
    tools.length * length <= longestForm && tools.every(({ value }) => value?.type === 'object' && isConvertible(value))
  );
}

/** The tools that rules for every tool reach when each tool is to be named: all that count, in the order of the text. */
function listedTools(root: Node): Property[] {
  const byName = new Map(properties(valueAt(root, 'tools')).map((tool) => [tool.name, tool]));
  byName.delete(everyTool);
  return [...byName.values()];
}

/** Writes rules for every tool in the canonical form: the limits into `all_tools`, the rest under each listed tool. */
export function everyToolEdits(source: string, root: Node, every: InterceptTool): Replacement[] {
  const entries = canonicalEntries(source, every);
  const edits = entries.limits.length === 0 ? [] : [withSharedLimits(source, root, entries.limits)];
  if (entries.require.length + entries.deny_if.length > 0) {
    for (const tool of listedTools(root)) edits.push(...withRules(source, tool, entries));
  }
  return [...edits, ...withoutEveryTool(root, every)];
}

function withSharedLimits(source: string, root: Node, limits: readonly string[]): Replacement {
  const allTools = valueAt(root, 'all_tools');
  const list = valueAt(allTools, 'limits');
  if (list !== undefined) return withElements(source, list, limits);
  const [first] = properties(root);
  const text = listText(source, limits, first !== undefined && isAtLineStart(source, first.node.offset));
  if (allTools !== undefined) return withProperty(source, allTools, 'limits', text);
  return withProperty(source, root, 'all_tools', `{ "limits": ${text} }`, ['all_tools', 'tools']);
}

/** Behind the tool's own rules. What those deny every call of, as Intercept sees it, the others never reach. */
function withRules(source: string, { name, value }: Property, entries: CanonicalEntries): Replacement[] {
  const own = interceptTool(name, value, undefined);
  if (value === undefined || own?.denial !== undefined || deniesEveryCall(value)) return [];
  const edits: Replacement[] = [];
  const added: NewProperty[] = [];
  for (const key of ['require', 'deny_if'] as const) {
    const list = valueAt(value, key);
    if (entries[key].length === 0) continue;
    if (list === undefined) added.push([key, listText(source, entries[key], false)]);
    else edits.push(withElements(source, list, entries[key]));
  }
  return added.length === 0 ? edits : [...edits, withProperties(source, value, added)];
}

function withoutEveryTool(root: Node, every: InterceptTool): Replacement[] {
  const tools = valueAt(root, 'tools');
  const entry = property(tools, everyTool);
  if (tools === undefined || entry?.value === undefined) return [];
  const isAllOfIt = properties(entry.value).length === every.properties.length;
  return isAllOfIt ? withoutProperties([entry], tools) : withoutProperties(every.properties, entry.value);
}
