import { PropertyNode } from '../syntax/nodes.ts';
import type { Node, Property } from '../syntax/syntaxTree.ts';

/*
 * Intercept is PolicyLayer's open-source proxy; its policies are YAML with rules of another form. People paste them into
 * JSON. `rate_limit` is the tool catalogue's key, too: there it is an object, and a text is Intercept's.
 */

const keys: ReadonlySet<unknown> = new Set(['rules', 'name', 'state', 'description']);

/** The properties of a tool that belong to Intercept's dialect, in the order of the text. */
export function dialectProperties(definition: Node | undefined): readonly Property[] {
  if (definition?.type !== 'object') return none;
  let found: Property[] | undefined;
  // Nearly no tool has any, and a policy has thousands of tools: looking must cost no memory.
  for (const node of definition.children ?? none) {
    if (!(node instanceof PropertyNode)) continue;
    const { key, written: value } = node;
    if (!keys.has(key.value) && !(key.value === 'rate_limit' && value?.type === 'string')) continue;
    found ??= [];
    found.push({ name: String(key.value), key, value, node });
  }
  return found ?? none;
}

/** The name under `tools` whose rules Intercept applies to every tool. */
export const everyTool = '*';

/** True when an entry of `tools` holds Intercept's rules for every tool, and names no tool. */
export function isForEveryTool(name: string, definition: Node | undefined): boolean {
  return name === everyTool && dialectProperties(definition).length > 0;
}

const none: readonly [] = [];
