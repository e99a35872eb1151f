import { quoted } from '../problems/didYouMean.ts';
import { elements, type Node, properties, valueAt } from '../syntax/syntaxTree.ts';
import type { InterceptRule } from './interceptRule.ts';
import type { InterceptQuota, InterceptTool } from './interceptTool.ts';

/** The lists of the canonical form that a rule can go to, in the order in which they are written. */
export const canonicalKeys = ['require', 'deny_if', 'limits'] as const;

export type CanonicalKey = (typeof canonicalKeys)[number];

/** The entries of the canonical form, each as JSON text on one line. */
export type CanonicalEntries = Readonly<Record<CanonicalKey, readonly string[]>>;

/** A tool's rules, or those for every tool, in the canonical form. */
export function canonicalEntries(source: string, tool: InterceptTool): CanonicalEntries {
  return {
    require: tool.requirements.map((rule) => ruleText(source, rule)),
    deny_if: tool.denial === undefined ? [] : [ruleText(source, tool.denial)],
    limits: tool.limits.map((limit) => limitText(source, limit)),
  };
}

function ruleText(source: string, { conditions, onDeny }: InterceptRule): string {
  const texts = conditions.map((condition) => {
    const member = (key: string): string => `"${key}": ${jsonText(source, valueAt(condition, key))}`;
    return `{ ${member('path')}, ${member('op')}, ${member('value')} }`;
  });
  const message = onDeny === undefined ? '' : `, "on_deny": ${quoted(onDeny)}`;
  return `{ "conditions": [${texts.join(', ')}]${message} }`;
}

function limitText(source: string, { counter, window, max, incrementFrom, node }: InterceptQuota): string {
  const weight =
    incrementFrom === undefined ? '' : `, "increment_from": ${jsonText(source, valueAt(node, 'increment_from'))}`;
  return `{ "counter": ${quoted(counter)}, "window": "${window}", "max": ${max}, "scope": "grant"${weight} }`;
}

/** A value on one line. Numbers stay as they are written: JavaScript would round a long one. */
function jsonText(source: string, node: Node | undefined): string {
  switch (node?.type) {
    case 'object': {
      const members = properties(node).map(({ name, value }) => `${quoted(name)}: ${jsonText(source, value)}`);
      return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
    }
    case 'array':
      return `[${elements(node)
        .map((element) => jsonText(source, element))
        .join(', ')}]`;
    case 'string':
      return quoted(String(node.value));
    case 'number':
      return source.slice(node.offset, node.offset + node.length);
    default:
      return String(node?.value ?? null);
  }
}
