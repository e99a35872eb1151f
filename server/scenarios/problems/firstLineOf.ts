import type { Span } from '../../policy/syntax/span.ts';
import type { Node } from '../../policy/syntax/syntaxTree.ts';

/** As much of a value as stands on its first line: what is wrong with the whole of it is marked there. */
export function firstLineOf(node: Node, source: string): Span {
  const [line = ''] = source.slice(node.offset, node.offset + node.length).split(/\r?\n/, 1);
  return { offset: node.offset, length: line.trimEnd().length };
}
