import type { PolicyDocument } from '../policy/policyDocument.ts';
import type { Span } from '../policy/span.ts';
import { elements, type Node, properties, property, spanOf } from '../policy/syntaxTree.ts';

/** A place where a tool's name stands or may be written. */
export interface ToolNamePlace {
  readonly list: 'tools' | 'hide';
  /** What is there of the name, quotes included, and what a completion replaces. Empty between two entries. */
  readonly span: Span;
  /** True when `: …` already follows the key. */
  readonly hasValue: boolean;
  /** True when another entry follows without a comma between. */
  readonly needsComma: boolean;
  /** Where a comma is missing behind the entry before. */
  readonly missingComma: number | undefined;
}

/** The tool name place at an offset, in text that may be half-written; `undefined` anywhere else. */
export function toolNamePlace(document: PolicyDocument, offset: number): ToolNamePlace | undefined {
  const { root } = document;
  const source = document.text.getText();
  const tools = property(root, 'tools')?.value;
  if (isInside(tools, offset, 'object', source)) {
    const around = properties(tools).find(
      ({ node }) => touches(node, offset) || isBeforeItsValue(node, offset, source),
    );
    if (around === undefined) return place('tools', wordSpan(offset, source), source);
    return touches(around.key, offset) ? place('tools', nameSpan(around.key, offset, source), source) : undefined;
  }
  const hide = property(root, 'hide')?.value;
  if (isInside(hide, offset, 'array', source)) {
    const around = elements(hide).find((entry) => touches(entry, offset));
    if (around === undefined) return place('hide', wordSpan(offset, source), source);
    return around.type === 'string' ? place('hide', nameSpan(around, offset, source), source) : undefined;
  }
  return undefined;
}

function place(list: ToolNamePlace['list'], span: Span, source: string): ToolNamePlace {
  const rest = source.slice(span.offset + span.length).match(/\S/)?.[0] ?? '';
  const before = endOfText(source, span.offset);
  const isFirst = ',[{'.includes(source[before - 1] ?? ' ');
  return {
    list,
    span,
    hasValue: rest === ':',
    needsComma: /["{[\w]/.test(rest),
    missingComma: isFirst ? undefined : before,
  };
}

/** Where the text before an offset ends, blanks and line ends left aside. */
function endOfText(source: string, offset: number): number {
  let end = offset;
  while (end > 0 && /\s/.test(source[end - 1] ?? '')) end--;
  return end;
}

/** No server's tool is called by a longer name; whatever is longer is not a name that is being typed. */
const longestWord = 200;

/** A name that is typed without quotes; where there is none, the empty place at the cursor. */
function wordSpan(offset: number, source: string): Span {
  let start = offset;
  while (start > 0 && offset - start < longestWord && /[\w.-]/.test(source[start - 1] ?? '')) start--;
  return { offset: start, length: offset - start };
}

/** Between the brackets, or behind the open one while the closing one is not written yet. */
function isInside(node: Node | undefined, offset: number, type: 'object' | 'array', source: string): node is Node {
  if (node?.type !== type || offset <= node.offset) return false;
  const end = node.offset + node.length;
  const isClosed = node.length > 1 && source[end - 1] === (type === 'object' ? '}' : ']');
  return isClosed ? offset < end : offset <= end || source.slice(end, offset).trim() === '';
}

/** On the node or at one of its ends, but not before the first character. */
function touches(node: Node, offset: number): boolean {
  return node.offset < offset && offset <= node.offset + node.length;
}

/** Behind a colon whose value is not written yet, on the same line. */
function isBeforeItsValue(node: Node, offset: number, source: string): boolean {
  const { colonOffset } = node;
  if (colonOffset === undefined || node.children?.[1] !== undefined || offset <= colonOffset) return false;
  return /^[^\S\n]*$/.test(source.slice(colonOffset + 1, offset));
}

/** A string that is still open would reach to the end of its line; only what is before the cursor belongs to it. */
function nameSpan(node: Node, offset: number, source: string): Span {
  const written = source.slice(node.offset, node.offset + node.length);
  // A quote typed directly before the next name: the second one belongs to that name.
  if (written === '""' && /\w/.test(source[node.offset + 2] ?? '')) return { offset: node.offset, length: 1 };
  return isClosed(written) ? spanOf(node) : { offset: node.offset, length: offset - node.offset };
}

/** Ends with a quote that is not the first one, and is no escape: an even number of backslashes stands before it. */
function isClosed(written: string): boolean {
  let backslashes = 0;
  while (written[written.length - 2 - backslashes] === '\\') backslashes++;
  return written.length > 1 && written.endsWith('"') && backslashes % 2 === 0;
}
