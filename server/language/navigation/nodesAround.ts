import type { Node } from '../../policy/syntax/syntaxTree.ts';

/** True at every offset from the node's start to its end, both included: a cursor at either end is still on a name. */
export function holds(node: Node, offset: number): boolean {
  return node.offset <= offset && offset <= endOf(node);
}

/** The offset behind the node's last character. */
export function endOf(node: Node): number {
  return node.offset + node.length;
}

/**
 * The nodes that hold an offset, outermost first, properties included. Each step halves the children that are left, so
 * that many cursors in a list of thousands cost little.
 */
export function nodesAround(root: Node | undefined, offset: number): Node[] {
  const nodes: Node[] = [];
  let node = root;
  while (node !== undefined && holds(node, offset)) {
    nodes.push(node);
    node = lastStartedBy(node.children ?? [], offset);
  }
  return nodes;
}

/** Of nodes in the order of the text, the last one that does not start behind the offset. */
function lastStartedBy(nodes: readonly Node[], offset: number): Node | undefined {
  let [low, high] = [0, nodes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const node = nodes[middle];
    if (node !== undefined && node.offset <= offset) low = middle + 1;
    else high = middle;
  }
  return nodes[low - 1];
}
