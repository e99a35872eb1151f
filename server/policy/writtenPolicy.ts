import { elements, type Node, type Property, properties, valueAt } from './syntax/syntaxTree.ts';

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
  /** Those conditions of `rules`, Intercept's dialect, that look at an argument. */
  readonly interceptConditions: readonly WrittenCondition[];
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

/** One entry of `conditions`: the values of its three keys, of any type, as far as they are written. */
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

/** Reads any tree, of broken text or of something that is no policy: what is not there is an empty list, or absent. */
export function writtenPolicy(root: Node | undefined): WrittenPolicy {
  const allTools = valueAt(root, 'all_tools');
  return {
    tools: properties(valueAt(root, 'tools')).map(writtenTool),
    hide: elements(valueAt(root, 'hide')).filter((entry) => entry.type === 'string'),
    allToolsLimits: writtenLimits(undefined, valueAt(allTools, 'limits')),
  };
}

/** Every condition of every rule, those of Intercept's dialect among them. */
export function conditionsOf({ tools }: WrittenPolicy): WrittenCondition[] {
  const found: WrittenCondition[] = [];
  for (const { rules, interceptConditions } of tools) {
    for (const { conditions } of rules)
      if (conditions !== undefined) for (const condition of conditions) found.push(condition);
    for (const condition of interceptConditions) found.push(condition);
  }
  return found;
}

/** Every limit of every tool, then those over all tools. */
export function limitsOf({ tools, allToolsLimits }: WrittenPolicy): WrittenLimit[] {
  return [...tools.flatMap(({ limits }) => limits), ...allToolsLimits];
}

function writtenTool(listed: Property): WrittenTool {
  const { name, value } = listed;
  return {
    ...listed,
    rules: writtenRules(name, 'require', valueAt(value, 'require')).concat(
      writtenRules(name, 'deny_if', valueAt(value, 'deny_if')),
    ),
    limits: writtenLimits(name, valueAt(value, 'limits')),
    interceptConditions: interceptConditions(valueAt(value, 'rules')),
  };
}

const none: readonly [] = [];

function interceptConditions(rules: Node | undefined): readonly WrittenCondition[] {
  if (rules === undefined) return none;
  return elements(rules)
    .flatMap((rule) => elements(valueAt(rule, 'conditions')))
    .map(writtenCondition)
    .filter(({ path }) => !String(path?.value).startsWith('state.'));
}

function writtenRules(tool: string, kind: RuleKind, list: Node | undefined): WrittenRule[] {
  return elements(list).map((node, index) => {
    const conditions = valueAt(node, 'conditions');
    return {
      tool,
      kind,
      index,
      node,
      conditions: conditions?.type === 'array' ? elements(conditions).map(writtenCondition) : undefined,
      onDeny: valueAt(node, 'on_deny'),
    };
  });
}

function writtenCondition(node: Node): WrittenCondition {
  return {
    node,
    path: valueAt(node, 'path'),
    op: valueAt(node, 'op'),
    value: valueAt(node, 'value'),
  };
}

function writtenLimits(tool: string | undefined, list: Node | undefined): WrittenLimit[] {
  return elements(list).map((node) => ({
    tool,
    node,
    counter: valueAt(node, 'counter'),
    window: valueAt(node, 'window'),
    max: valueAt(node, 'max'),
    scope: valueAt(node, 'scope'),
    incrementFrom: valueAt(node, 'increment_from'),
  }));
}
