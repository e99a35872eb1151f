import type { PolicyDocument } from '../policy/policyDocument.ts';
import type { Span } from '../policy/span.ts';
import { type Node, spanOf } from '../policy/syntaxTree.ts';

/** A tool's name as it stands in `tools` or `hide`. */
export interface WrittenToolName {
  readonly name: string;
  readonly list: 'tools' | 'hide';
  readonly span: Span;
}

/** The tool name at an offset: a key of `tools` or an entry of `hide`. */
export function toolNameAt({ written }: PolicyDocument, offset: number): WrittenToolName | undefined {
  const isAt = (node: Node): boolean => node.offset <= offset && offset <= node.offset + node.length;
  const listed = written.tools.find(({ key }) => isAt(key));
  if (listed !== undefined) return { name: listed.name, list: 'tools', span: spanOf(listed.key) };
  const hidden = written.hide.find(isAt);
  return hidden && { name: String(hidden.value), list: 'hide', span: spanOf(hidden) };
}
