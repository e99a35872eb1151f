import type { PolicyDocument } from '../../../policy/policyDocument.ts';
import type { Node } from '../../../policy/syntax/syntaxTree.ts';
import type { WrittenTool } from '../../../policy/writtenPolicy.ts';

/** Where a policy names its tools, for asking of many. */
export interface NamedIn {
  /** The entries of `tools`, of which the last one counts. */
  listed(name: string): readonly WrittenTool[];
  /** The entries of `hide`. */
  hidden(name: string): readonly Node[];
}

export function namedIn({ written }: PolicyDocument): NamedIn {
  const listed = grouped(written.tools, ({ name }) => name);
  const hidden = grouped(written.hide, ({ value }) => String(value));
  return { listed: (name) => listed.get(name) ?? [], hidden: (name) => hidden.get(name) ?? [] };
}

function grouped<Entry>(entries: readonly Entry[], nameOf: (entry: Entry) => string): ReadonlyMap<string, Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const name = nameOf(entry);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [entry]);
    else group.push(entry);
  }
  return groups;
}
