import { elements, type Node, type Property, properties, property } from './syntaxTree.ts';

/** One condition of a rule as it is written; what is not written yet is absent. */
export interface Condition {
  readonly node: Node;
  readonly path: Node | undefined;
  readonly op: Node | undefined;
  readonly value: Node | undefined;
}

/** One entry of a `limits` list. `tool` is absent for `all_tools`. */
export interface Limit {
  readonly node: Node;
  readonly tool: string | undefined;
}

/** The tools a policy lists, in the order of the text, duplicates included. */
export function listedTools(root: Node | undefined): Property[] {
  return properties(property(root, 'tools')?.value);
}

/** The entries of `hide` that are strings. */
export function hiddenTools(root: Node | undefined): Node[] {
  return elements(property(root, 'hide')?.value).filter((entry) => entry.type === 'string');
}

/** Every condition of every rule of every tool. */
export function conditionsOf(root: Node | undefined): Condition[] {
  return listedTools(root).flatMap(({ value: tool }) =>
    ['require', 'deny_if']
      .flatMap((key) => elements(property(tool, key)?.value))
      .flatMap((rule) => elements(property(rule, 'conditions')?.value))
      .map((node) => ({
        node,
        path: property(node, 'path')?.value,
        op: property(node, 'op')?.value,
        value: property(node, 'value')?.value,
      })),
  );
}

/** Every limit of every tool, then those of `all_tools`. */
export function limitsOf(root: Node | undefined): Limit[] {
  const own = listedTools(root).flatMap(({ name, value }) =>
    elements(property(value, 'limits')?.value).map((node) => ({ node, tool: name })),
  );
  const shared = elements(property(property(root, 'all_tools')?.value, 'limits')?.value);
  return [...own, ...shared.map((node) => ({ node, tool: undefined }))];
}
