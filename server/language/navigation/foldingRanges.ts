import type { FoldingRange } from 'vscode-languageserver-types';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import type { Node } from '../../policy/syntax/syntaxTree.ts';
import { endOf } from './nodesAround.ts';

/**
 * Every object and list over several lines but the policy itself: tools, rules, limits and their lists. Of those that start
 * on one line only the outermost folds. The line of a closing bracket stays in sight. In the order of the text.
 */
export function foldingRanges({ root, text }: PolicyDocument): FoldingRange[] {
  const source = text.getText();
  const ranges: FoldingRange[] = [];
  const visit = (node: Node): void => {
    const isFoldable = (node.type === 'object' || node.type === 'array') && node !== root;
    if (isFoldable) {
      const startLine = text.positionAt(node.offset).line;
      const lastLine = text.positionAt(endOf(node)).line;
      const endLine = hasClosingBracket(source, node) ? lastLine - 1 : lastLine;
      if (endLine > startLine && ranges.at(-1)?.startLine !== startLine) ranges.push({ startLine, endLine });
    }
    node.children?.forEach(visit);
  };
  if (root !== undefined) visit(root);
  return ranges;
}

/** In half-written text the last bracket of a node can be that of its last child. */
function hasClosingBracket(source: string, { type, offset, length, children = [] }: Node): boolean {
  const last = children.at(-1);
  const end = offset + length;
  return source[end - 1] === (type === 'object' ? '}' : ']') && (last === undefined || endOf(last) < end);
}
