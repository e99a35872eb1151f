import { elements, type Node, type Property, properties } from './syntaxTree.ts';

/** Finds nodes by their path from the root. Remembers each object's properties, so that many look-ups stay linear. */
export interface TreePaths {
  /** The value at the path; `undefined` when the text has none there. */
  value(path: readonly string[]): Node | undefined;
  /** The property `name` of the object at the path. */
  property(path: readonly string[], name: string): Property | undefined;
}

/** Look-ups below one root. An object is indexed by its keys when one is first asked for, so that each further one is cheap. */
export function treePaths(root: Node | undefined): TreePaths {
  const remembered = new Map<Node, Map<string, Property>>();

  function propertyOf(node: Node, name: string): Property | undefined {
    let byName = remembered.get(node);
    if (byName === undefined) {
      // Later duplicates overwrite earlier ones: the last one counts.
      byName = new Map(properties(node).map((property) => [property.name, property]));
      remembered.set(node, byName);
    }
    return byName.get(name);
  }

  function value(path: readonly string[]): Node | undefined {
    let node = root;
    for (const segment of path) {
      if (node === undefined) return undefined;
      node = node.type === 'array' ? elements(node)[Number(segment)] : propertyOf(node, segment)?.value;
    }
    return node;
  }

  return {
    value,
    property(path, name) {
      const node = value(path);
      return node === undefined ? undefined : propertyOf(node, name);
    },
  };
}

/** Splits a JSON Pointer (RFC 6901) such as `/tools/a~1b/limits/0`. */
export function pointerSegments(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}
