import { elements, type Node, properties } from './syntaxTree.ts';

/** Where an offset lies in a syntax tree. */
export interface TreePlace {
  /** The innermost node at the offset; a property's key counts as a node, the property itself does not. */
  readonly node: Node;
  /** Keys and indexes from the root down to the node: of the value, or of the property whose key it is. */
  readonly path: readonly (string | number)[];
  readonly part: 'key' | 'value';
  /** The objects and lists around the node, outermost first. */
  readonly around: readonly Node[];
}

/** The place at an offset, both ends of a node included; `undefined` outside of the root. */
export function treePlaceAt(root: Node | undefined, offset: number): TreePlace | undefined {
  if (root === undefined || !holds(root, offset)) return undefined;
  const path: (string | number)[] = [];
  const around: Node[] = [];
  let node = root;
  for (;;) {
    const step = stepInto(node, offset);
    if (step === undefined) return { node, path, part: 'value', around };
    around.push(node);
    path.push(step.segment);
    if (step.part === 'key') return { node: step.node, path, part: 'key', around };
    node = step.node;
  }
}

interface Step {
  readonly segment: string | number;
  readonly node: Node;
  readonly part: 'key' | 'value';
}

function stepInto(node: Node, offset: number): Step | undefined {
  for (const { name, key, value, node: whole } of properties(node)) {
    if (!holds(whole, offset)) continue;
    if (holds(key, offset)) return { segment: name, node: key, part: 'key' };
    if (value !== undefined && holds(value, offset)) return { segment: name, node: value, part: 'value' };
  }
  const index = elements(node).findIndex((element) => holds(element, offset));
  const element = elements(node)[index];
  return element && { segment: index, node: element, part: 'value' };
}

function holds(node: Node, offset: number): boolean {
  return node.offset <= offset && offset <= node.offset + node.length;
}
