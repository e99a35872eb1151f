import type { PolicyDocument } from '../../policy/policyDocument.ts';
import type { Node } from '../../policy/syntax/syntaxTree.ts';
import type { WrittenTool } from '../../policy/writtenPolicy.ts';

/** A tool's name under the cursor, and all that a policy says about it. */
export interface NamedTool {
  readonly name: string;
  /** Its entries of `tools`, of which the last one counts. */
  readonly listed: readonly WrittenTool[];
  /** Its entries of `hide`. */
  readonly hidden: readonly Node[];
}

/** The tool whose name is at an offset, in `tools` or `hide`; `"*"` is none. */
export function namedToolAt(document: PolicyDocument, offset: number): NamedTool | undefined {
  const { tools, hide } = document.written;
  const isAt = (node: Node): boolean => node.offset <= offset && offset <= node.offset + node.length;
  const hiddenName = hide.find((entry) => entry.value !== '*' && isAt(entry))?.value;
  const name: unknown = tools.find(({ key }) => isAt(key))?.name ?? hiddenName;
  if (typeof name !== 'string' || name === '') return undefined;
  return {
    name,
    listed: tools.filter((tool) => tool.name === name),
    hidden: hide.filter(({ value }) => value === name),
  };
}
