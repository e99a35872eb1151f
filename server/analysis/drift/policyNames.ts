import type { PolicyDocument } from '../../policy/policyDocument.ts';
import type { Node } from '../../policy/syntax/syntaxTree.ts';
import type { WrittenTool } from '../../policy/writtenPolicy.ts';

/** Where a policy names tools, by their names. */
export interface PolicyNames {
  /** The entries of `tools`; of several with one name the last one counts, and the others are marked besides. */
  readonly listed: ReadonlyMap<string, readonly WrittenTool[]>;
  /** The entries of `hide`, `"*"` among them. */
  readonly hidden: ReadonlyMap<string, readonly Node[]>;
}

const read = new WeakMap<PolicyDocument, PolicyNames>();

export function policyNames(document: PolicyDocument): PolicyNames {
  const known = read.get(document);
  if (known !== undefined) return known;
  const { tools, hide } = document.written;
  const names = {
    listed: grouped(tools, ({ name }) => name),
    hidden: grouped(hide, ({ value }) => String(value)),
  };
  read.set(document, names);
  return names;
}

/** The entry of `tools` that counts. */
export function listedTool(names: PolicyNames, name: string): WrittenTool | undefined {
  return names.listed.get(name)?.at(-1);
}

/** True when the policy says something of the very tool. */
export function isNamed({ listed, hidden }: PolicyNames, name: string): boolean {
  return listed.has(name) || hidden.has(name);
}

/** True when `hide` takes the tool away, by its name or with all others. */
export function isHidden({ hidden }: PolicyNames, name: string): boolean {
  return hidden.has(name) || hidden.has('*');
}

function grouped<Entry>(entries: readonly Entry[], nameOf: (entry: Entry) => string): ReadonlyMap<string, Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const group = groups.get(nameOf(entry));
    if (group === undefined) groups.set(nameOf(entry), [entry]);
    else group.push(entry);
  }
  return groups;
}
