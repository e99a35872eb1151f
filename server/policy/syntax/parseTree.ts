import type { Node, ParseError } from 'jsonc-parser';
import { PropertyNode, TextNode } from './nodes.ts';
import { type TokenReader, tokenReader } from './tokenReader.ts';
import { fault, token } from './tokens.ts';

/** A document's syntax tree, as complete as broken text allows, and every place where the text is not JSON. */
export interface SyntaxTree {
  /** Absent when the text holds no value at all. */
  readonly root: Node | undefined;
  readonly errors: readonly ParseError[];
  /** True when an object names a key twice. Seen while its keys are at hand; looking later is another walk. */
  readonly hasDuplicateKeys: boolean;
}

/** Deeper nesting is an attack on the stack, not a policy. What lies below is passed over and reported once. */
const deepest = 200;

type Writable = { -readonly [Key in keyof Node]: Node[Key] };

/**
 * Parses plain JSON: comments and trailing commas are errors, but the tree goes on behind them.
 *
 * jsonc-parser's scanner with a parser of our own, because policies are read most often while they are being typed: a key
 * that has no value yet must not swallow the properties on the lines below it, as jsonc-parser's own `parseTree` lets it.
 */
export function parseTree(text: string): SyntaxTree {
  const reader = tokenReader(text);
  let root: Node | undefined;
  while (reader.kind() !== token.end) {
    const value = parseValue(reader, 0);
    if (value === undefined) {
      if (reader.kind() !== token.unknown)
        reader.report(root === undefined ? fault.valueExpected : fault.endOfFileExpected);
      reader.next();
    } else if (root === undefined) {
      root = value;
    } else {
      reader.report(fault.endOfFileExpected, value.offset, value.length);
    }
  }
  if (root === undefined && reader.errors.length === 0) reader.report(fault.valueExpected, 0, 0);
  return { root, errors: reader.errors, hasDuplicateKeys: reader.hasDuplicateKeys };
}

/** The value that starts with the token at hand; `undefined`, and nothing read, when none does. */
function parseValue(reader: TokenReader, depth: number): Node | undefined {
  const kind = reader.kind();
  if (kind === token.openBrace || kind === token.openBracket) {
    if (depth >= deepest) return passOver(reader);
    return kind === token.openBrace ? parseObject(reader, depth) : parseArray(reader, depth);
  }
  const node = parseScalar(reader);
  if (node !== undefined) reader.next();
  return node;
}

function parseScalar(reader: TokenReader): Node | undefined {
  const offset = reader.offset();
  const length = reader.length();
  switch (reader.kind()) {
    case token.string:
      return new TextNode(offset, length, reader.value());
    case token.number:
      return { type: 'number', offset, length, value: Number(reader.value()) };
    case token.trueKeyword:
      return { type: 'boolean', offset, length, value: true };
    case token.falseKeyword:
      return { type: 'boolean', offset, length, value: false };
    case token.nullKeyword:
      return { type: 'null', offset, length, value: null };
    default:
      return undefined;
  }
}

function parseObject(reader: TokenReader, depth: number): Node {
  const children: Node[] = [];
  const node: Writable = { type: 'object', offset: reader.offset(), length: 1, children };
  reader.next();
  let comma: number | undefined;
  for (;;) {
    const kind = reader.kind();
    if (kind === token.closeBrace) {
      if (comma !== undefined) reader.report(fault.propertyNameExpected, comma, 1);
      reader.next();
      break;
    }
    if (kind === token.end || kind === token.closeBracket) {
      reader.report(fault.closeBraceExpected);
      break;
    }
    if (kind === token.comma) {
      if (comma !== undefined || children.length === 0) reader.report(fault.propertyNameExpected);
      comma = reader.offset();
      reader.next();
    } else if (kind === token.string) {
      // A property without a value has been reported; the comma would only be missing behind that value.
      const isComplete = children.at(-1)?.children?.[1] !== undefined;
      if (isComplete && comma === undefined) reader.report(fault.commaExpected, reader.offset(), 1);
      comma = undefined;
      children.push(parseProperty(reader, depth));
    } else {
      // The scanner has reported an unknown token already.
      if (kind !== token.unknown) reader.report(fault.propertyNameExpected);
      if (parseValue(reader, depth + 1) === undefined) reader.next();
    }
  }
  if (hasDuplicateKeys(children)) reader.hasDuplicateKeys = true;
  return closed(node, children, reader);
}

function parseProperty(reader: TokenReader, depth: number): Node {
  const key = new TextNode(reader.offset(), reader.length(), reader.value());
  reader.next();
  if (reader.kind() === token.colon) {
    const colonOffset = reader.offset();
    reader.next();
    const end = reader.endOfPrevious();
    const value = parseValue(reader, depth + 1);
    const isThere = value !== undefined && !isKeyAfterAll(value, end, reader);
    if (!isThere) reader.report(fault.valueExpected, colonOffset, 1);
    const length = reader.endOfPrevious() - key.offset;
    return new PropertyNode(key.offset, length, key, isThere ? value : undefined, colonOffset);
  }
  reader.report(fault.colonExpected, key.offset, key.length);
  const startsValue = reader.kind() === token.openBrace || reader.kind() === token.openBracket;
  const value = startsValue ? parseValue(reader, depth + 1) : undefined;
  const length = reader.endOfPrevious() - key.offset;
  return new PropertyNode(key.offset, length, key, value);
}

function parseArray(reader: TokenReader, depth: number): Node {
  const children: Node[] = [];
  const node: Writable = { type: 'array', offset: reader.offset(), length: 1, children };
  reader.next();
  let comma: number | undefined;
  for (;;) {
    const kind = reader.kind();
    if (kind === token.closeBracket) {
      if (comma !== undefined) reader.report(fault.valueExpected, comma, 1);
      reader.next();
      break;
    }
    if (kind === token.end || kind === token.closeBrace) {
      reader.report(fault.closeBracketExpected);
      break;
    }
    if (kind === token.comma) {
      if (comma !== undefined || children.length === 0) reader.report(fault.valueExpected);
      comma = reader.offset();
      reader.next();
      continue;
    }
    const end = reader.endOfPrevious();
    const value = parseValue(reader, depth + 1);
    if (value === undefined) {
      if (reader.kind() !== token.unknown) reader.report(fault.valueExpected);
      reader.next();
      continue;
    }
    // A key means that the list was never closed and its object goes on.
    if (isKeyAfterAll(value, end, reader)) {
      reader.report(fault.closeBracketExpected);
      break;
    }
    if (children.length > 0 && comma === undefined) reader.report(fault.commaExpected, value.offset, 1);
    comma = undefined;
    children.push(value);
  }
  return closed(node, children, reader);
}

/** A list that has grown by pushing holds room for more; a tree lives long and has thousands of them. */
function closed(node: Writable, children: readonly Node[], reader: TokenReader): Node {
  node.children = children.slice();
  node.length = reader.endOfPrevious() - node.offset;
  return node;
}

/** A string with a colon behind it is the next property's key, not a value. It becomes the token at hand again. */
function isKeyAfterAll(value: Node, end: number, reader: TokenReader): boolean {
  if (value.type !== 'string' || reader.kind() !== token.colon) return false;
  reader.backTo(value.offset, end);
  return true;
}

/** Reads on to the bracket that closes the one at hand, without recursion. Stands for `null`. */
function passOver(reader: TokenReader): Node {
  const offset = reader.offset();
  reader.report(fault.invalidSymbol, offset, 1);
  let open = 0;
  do {
    const kind = reader.kind();
    if (kind === token.openBrace || kind === token.openBracket) open++;
    if (kind === token.closeBrace || kind === token.closeBracket) open--;
    reader.next();
  } while (open > 0 && reader.kind() !== token.end);
  return { type: 'null', offset, length: reader.endOfPrevious() - offset, value: null };
}

/** Nearly no object has any, and a policy has thousands of small ones: comparing their few keys costs no memory. */
export function hasDuplicateKeys(properties: readonly Node[]): boolean {
  if (properties.length > 8) return new Set(properties.map(keyOf)).size < properties.length;
  for (let index = 1; index < properties.length; index++) {
    const key = keyOf(properties[index]);
    for (let before = 0; before < index; before++) if (keyOf(properties[before]) === key) return true;
  }
  return false;
}

function keyOf(property: Node | undefined): unknown {
  return property instanceof PropertyNode ? property.key.value : undefined;
}
