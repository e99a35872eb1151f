import type { Node, ParseError } from 'jsonc-parser';
import { isAtLineStart, lineEndOf, lineIndentation } from '../edits/textLayout.ts';
import type { ProblemFix } from '../problems/problem.ts';
import { fault } from '../syntax/tokens.ts';

/** A text in which brackets are not closed. */
export interface UnclosedText {
  readonly source: string;
  readonly root: Node | undefined;
  readonly errors: readonly ParseError[];
  /** Where the text before the error ends, blanks and comments left aside. */
  readonly end: number;
}

/** Writes the bracket that is missing; at the end of the text, all of them. */
export function closingFixes(text: UnclosedText, error: ParseError): ProblemFix[] {
  const { source, end } = text;
  if (error.offset >= source.length) return closingAll(text);
  const bracket = closerOf(error);
  const isBeforeKey = source[error.offset] === '"';
  if (!isBeforeKey) {
    // The wrong bracket may be one too few, or another one than was meant.
    return [
      { title: `Add the ${bracket}`, edits: [{ span: { offset: end, length: 0 }, text: bracket }], isEvident: false },
    ];
  }
  // The list's last comma was meant to follow it.
  const hasComma = source[end - 1] === ',';
  const span = hasComma ? { offset: end - 1, length: 1 } : { offset: end, length: 0 };
  return [{ title: `Add the ${bracket}`, edits: [{ span, text: `${bracket},` }], isEvident: true }];
}

function closingAll({ source, root, errors, end }: UnclosedText): ProblemFix[] {
  const brackets = errors.filter((error) => error.offset >= source.length && isUnclosed(error)).map(closerOf);
  const open = openContainers(root, brackets.length).reverse();
  // Behind a comment on the last line a bracket would belong to it.
  if (open.length < brackets.length || source.slice(end).trim() !== '') return [];
  const hasComma = source[end - 1] === ',';
  const offset = hasComma ? end - 1 : end;
  const text = brackets.map((bracket, index) => closing(source, open[index], bracket, offset)).join('');
  const title = brackets.length === 1 ? `Add the ${text.trim()}` : `Add the ${brackets.length} closing brackets`;
  return [{ title, edits: [{ span: { offset, length: end - offset }, text }], isEvident: true }];
}

/** On a line of its own when the last entry of its container has one. */
function closing(source: string, container: Node | undefined, bracket: string, end: number): string {
  if (container === undefined) return bracket;
  const last = container.children?.at(-1);
  if (last === undefined) return bracket;
  if (isAtLineStart(source, last.offset))
    return `${lineEndOf(source)}${lineIndentation(source, container.offset)}${bracket}`;
  const isSpaced = container.type === 'object' && source[container.offset + 1] === ' ' && end > container.offset + 1;
  return isSpaced ? ` ${bracket}` : bracket;
}

/** The objects and lists at the end of the text, outermost first: none within one that is open is closed before it. */
function openContainers(root: Node | undefined, count: number): Node[] {
  const open: Node[] = [];
  let node = root;
  while (node !== undefined && open.length < count) {
    if (node.type === 'object' || node.type === 'array') open.push(node);
    else if (node.type !== 'property') break;
    node = node.type === 'property' ? node.children?.[1] : node.children?.at(-1);
  }
  return open;
}

function isUnclosed({ error }: ParseError): boolean {
  return error === fault.closeBraceExpected || error === fault.closeBracketExpected;
}

function closerOf({ error }: ParseError): '}' | ']' {
  return error === fault.closeBraceExpected ? '}' : ']';
}
