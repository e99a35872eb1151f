import { property } from '../../policy/syntax/syntaxTree.ts';
import type { WrittenLimit, WrittenPolicy, WrittenRule, WrittenTool } from '../../policy/writtenPolicy.ts';
import { counted, type OutlineEntry, outlineKinds } from './outlineEntry.ts';
import { limitName, outlineName, rateLimitName, ruleName, textWords } from './outlineWords.ts';

/** The entries of `tools`, each with how many rules and limits it has or why they do not count. */
export function toolEntries({ tools, hide }: WrittenPolicy): OutlineEntry[] {
  const counting = new Map(tools.map((tool) => [tool.name, tool]));
  const hidden = new Set(hide.map(({ value }) => value));
  return tools.map((tool) => ({
    name: outlineName(tool.name),
    detail: toolDetail(tool, counting.get(tool.name) === tool, hidden.has(tool.name) || hidden.has('*')),
    kind: outlineKinds.tool,
    whole: tool.node,
    target: tool.key,
    below: () => [...tool.rules.map(ruleEntry), ...shorthandEntries(tool), ...tool.limits.map(limitEntry)],
  }));
}

/** The cursor goes to the counter, where a rename or a look at its references starts. */
export function limitEntry(limit: WrittenLimit): OutlineEntry {
  const { node, counter, incrementFrom } = limit;
  const detail = incrementFrom && `adds ${outlineName(textWords(incrementFrom))}`;
  return { name: limitName(limit), detail, kind: outlineKinds.limit, whole: node, target: counter ?? node };
}

function toolDetail({ rules, limits, value }: WrittenTool, counts: boolean, isHidden: boolean): string | undefined {
  if (!counts) return 'overridden by a later entry';
  if (isHidden) return 'hidden';
  const parts = [
    ...(rules.length > 0 ? [counted(rules.length, 'rule')] : []),
    ...(limits.length > 0 ? [counted(limits.length, 'limit')] : []),
  ];
  if (parts.length > 0) return parts.join(', ');
  return value?.type === 'object' && value.children?.length === 0 ? 'no rules' : undefined;
}

function ruleEntry(rule: WrittenRule): OutlineEntry {
  const { node, conditions, onDeny } = rule;
  const detail = onDeny && outlineName(textWords(onDeny));
  return { name: ruleName(rule), detail, kind: outlineKinds.rule, whole: node, target: conditions?.[0]?.path ?? node };
}

/** The catalogue's `action` and `rate_limit`. */
function shorthandEntries({ value: definition }: WrittenTool): OutlineEntry[] {
  const entries: OutlineEntry[] = [];
  const action = property(definition, 'action');
  if (action !== undefined) {
    const reason = property(definition, 'reason')?.value;
    const [name, detail] = [
      outlineName(`action: ${textWords(action.value)}`),
      reason && outlineName(textWords(reason)),
    ];
    entries.push({ name, detail, kind: outlineKinds.rule, whole: action.node, target: action.key });
  }
  const rateLimit = property(definition, 'rate_limit');
  if (rateLimit !== undefined) {
    const [name, whole, target] = [rateLimitName(rateLimit.value), rateLimit.node, rateLimit.key];
    entries.push({ name, detail: 'rate_limit', kind: outlineKinds.limit, whole, target });
  }
  return entries;
}
