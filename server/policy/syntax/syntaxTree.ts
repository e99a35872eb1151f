import type { Node } from 'jsonc-parser';
import type { JsonObject, JsonValue } from '../json.ts';
import { PropertyNode } from './nodes.ts';
import type { Span } from './span.ts';

export type { Node, ParseError } from 'jsonc-parser';
export { parseTree } from './parseTree.ts';

/** One `"key": value` of an object. `value` is absent while the author has not typed it yet. */
export interface Property {
  readonly name: string;
  readonly key: Node;
  readonly value: Node | undefined;
  /** Key and value together. */
  readonly node: Node;
}

/** An object's properties in the order of the text, duplicates included; none when the node is not an object. */
export function properties(node: Node | undefined): Property[] {
  if (node?.type !== 'object') return [];
  const found: Property[] = [];
  for (const child of node.children ?? []) {
    if (child instanceof PropertyNode) found.push(propertyOf(child));
  }
  return found;
}

/** The property of that name. Of several the last counts, as in Go's and JavaScript's JSON decoders. */
export function property(node: Node | undefined, name: string): Property | undefined {
  const found = propertyNode(node, name);
  return found && propertyOf(found);
}

function propertyOf(node: PropertyNode): Property {
  return { name: String(node.key.value), key: node.key, value: node.written, node };
}

/** The value of that property; `undefined` also while it is not typed yet. */
export function valueAt(node: Node | undefined, name: string): Node | undefined {
  return propertyNode(node, name)?.written;
}

/** Asked some hundred thousand times for a large policy, so nothing is made on the way. */
function propertyNode(node: Node | undefined, name: string): PropertyNode | undefined {
  if (node?.type !== 'object' || node.children === undefined) return undefined;
  for (let index = node.children.length - 1; index >= 0; index--) {
    const child = node.children[index];
    if (child instanceof PropertyNode && child.key.value === name) return child;
  }
  return undefined;
}

/** An array's elements; none when the node is not an array. */
export function elements(node: Node | undefined): readonly Node[] {
  return node?.type === 'array' ? (node.children ?? []) : [];
}

export function spanOf(node: Node): Span {
  return { offset: node.offset, length: node.length };
}

/**
 * The value that a tree stands for. A key such as `__proto__` is a key like any other, as in `JSON.parse` (jsonc-parser's
 * own `getNodeValue` would set the prototype instead).
 */
export function jsonValueOf(node: Node): JsonValue {
  if (node.type === 'object') {
    const object: Record<string, JsonValue> = {};
    for (const { name, value } of properties(node))
      if (value !== undefined) setMember(object, name, jsonValueOf(value));
    return object satisfies JsonObject;
  }
  if (node.type === 'array') return elements(node).map(jsonValueOf);
  // The scanner only ever stores a string, number, boolean or null on the remaining node types.
  return node.value as JsonValue;
}

function setMember(object: Record<string, JsonValue>, name: string, value: JsonValue): void {
  if (name !== '__proto__') object[name] = value;
  else Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}
