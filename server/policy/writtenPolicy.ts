import { elements, type Node, type Property, properties, property } from './syntaxTree.ts';

/*
 * A policy as it is written: its tools, rules, conditions and limits with the places where each stands. Nothing here is
 * judged. What is not written yet, or is of the wrong type, is absent; of a key that is written twice the last one counts.
 */

export interface WrittenPolicy {
  /** The entries of `tools` in the order of the text, duplicates included. */
  readonly tools: readonly WrittenTool[];
  /** The entries of `hide` that are strings, `"*"` among them. */
  readonly hide: readonly Node[];
  /** The entries of `all_tools.limits`. */
  readonly allToolsLimits: readonly WrittenLimit[];
}

/** One entry of `tools`. */
export interface WrittenTool extends Property {
  /** Those of `require`, then those of `deny_if`: in the order in which they are decided. */
  readonly rules: readonly WrittenRule[];
  readonly limits: readonly WrittenLimit[];
}

export type RuleKind = 'require' | 'deny_if';

/** One entry of `require` or `deny_if`. */
export interface WrittenRule {
  readonly tool: string;
  readonly kind: RuleKind;
  /** Its place in its list, from 0. */
  readonly index: number;
  readonly node: Node;
  /** Absent while `conditions` is not a list: an empty list is something else. */
  readonly conditions: readonly WrittenCondition[] | undefined;
  readonly onDeny: Node | undefined;
}

export interface WrittenCondition {
  readonly node: Node;
  readonly path: Node | undefined;
  readonly op: Node | undefined;
  readonly value: Node | undefined;
}

/** One entry of a list of limits. */
export interface WrittenLimit {
  /** Absent for a limit over all tools. */
  readonly tool: string | undefined;
  readonly node: Node;
  readonly counter: Node | undefined;
  readonly window: Node | undefined;
  readonly max: Node | undefined;
  readonly scope: Node | undefined;
  readonly incrementFrom: Node | undefined;
}

export function writtenPolicy(root: Node | undefined): WrittenPolicy {
  const allTools = property(root, 'all_tools')?.value;
  return {
    tools: properties(property(root, 'tools')?.value).map(writtenTool),
    hide: elements(property(root, 'hide')?.value).filter((entry) => entry.type === 'string'),
    allToolsLimits: writtenLimits(undefined, property(allTools, 'limits')?.value),
  };
}

/** Every condition of every rule. */
export function conditionsOf({ tools }: WrittenPolicy): WrittenCondition[] {
  return tools.flatMap(({ rules }) => rules.flatMap(({ conditions }) => conditions ?? []));
}

/** Every limit of every tool, then those over all tools. */
export function limitsOf({ tools, allToolsLimits }: WrittenPolicy): WrittenLimit[] {
  return [...tools.flatMap(({ limits }) => limits), ...allToolsLimits];
}

function writtenTool(listed: Property): WrittenTool {
  const { name, value } = listed;
  return {
    ...listed,
    rules: [
      ...writtenRules(name, 'require', property(value, 'require')?.value),
      ...writtenRules(name, 'deny_if', property(value, 'deny_if')?.value),
    ],
    limits: writtenLimits(name, property(value, 'limits')?.value),
  };
}

function writtenRules(tool: string, kind: RuleKind, list: Node | undefined): WrittenRule[] {
  return elements(list).map((node, index) => {
    const conditions = property(node, 'conditions')?.value;
    return {
      tool,
      kind,
      index,
      node,
      conditions: conditions?.type === 'array' ? elements(conditions).map(writtenCondition) : undefined,
      onDeny: property(node, 'on_deny')?.value,
    };
  });
}

function writtenCondition(node: Node): WrittenCondition {
  return {
    node,
    path: property(node, 'path')?.value,
    op: property(node, 'op')?.value,
    value: property(node, 'value')?.value,
  };
}

function writtenLimits(tool: string | undefined, list: Node | undefined): WrittenLimit[] {
  return elements(list).map((node) => ({
    tool,
    node,
    counter: property(node, 'counter')?.value,
    window: property(node, 'window')?.value,
    max: property(node, 'max')?.value,
    scope: property(node, 'scope')?.value,
    incrementFrom: property(node, 'increment_from')?.value,
  }));
}
