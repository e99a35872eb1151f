import { createScanner, type SyntaxKind } from 'jsonc-parser';
import type { Replacement } from '../../policy/edits/replacement.ts';
import { token } from '../../policy/syntax/tokens.ts';

/** A stretch of JSON text that starts with a token, and how its lines are indented. */
export interface Stretch {
  readonly source: string;
  readonly from: number;
  readonly to: number;
  /** The indentation of the line that the first token is on. */
  readonly base: string;
  /** One step of indentation. */
  readonly unit: string;
}

/** Blanks that stand where others belong. */
export interface Spacing extends Replacement {
  /** True for the blanks that a line starts with, false for those within it or at its end. */
  readonly isIndentation: boolean;
}

/**
 * The blanks that a stretch should have and has not. Lines stay as they are broken, empty ones and line ends as well:
 * - a line is indented by one step more than the line on which its object or list was opened, a closing bracket as much;
 * - nothing stands before a colon and a comma, one blank behind them;
 * - the blanks inside of brackets on one line, and those around comments, are the author's own;
 * - no line ends with blanks.
 */
export function spacings({ source, from, to, base, unit }: Stretch): Spacing[] {
  const scanner = createScanner(source, false);
  scanner.setPosition(from);
  const found: Spacing[] = [];
  /** For each open bracket, how far the line that it is on is indented. */
  const open: number[] = [];
  let level = 0;
  let end = from;
  let previous: SyntaxKind | undefined;
  for (;;) {
    const kind = nextToken();
    const start = scanner.getTokenOffset();
    if (kind === token.end || start >= to) return found;
    const gap = source.slice(end, start);
    const isLineStart = /[\r\n]/.test(gap);
    if (isLineStart) level = levelOf(kind);
    if (isLineStart) found.push(...lineSpacings(gap, end, base + unit.repeat(level)));
    else if (previous !== undefined) found.push(...spacing(gap, end, wanted(previous, kind, gap), false));
    if (kind === token.openBrace || kind === token.openBracket) open.push(level);
    if (isCloser(kind)) open.pop();
    previous = kind;
    end = start + scanner.getTokenLength();
  }

  function nextToken(): SyntaxKind {
    let kind = scanner.scan();
    while (kind === token.blank || kind === token.lineBreak) kind = scanner.scan();
    return kind;
  }

  function levelOf(kind: SyntaxKind): number {
    const outer = open.at(-1);
    if (outer === undefined) return 0;
    return isCloser(kind) ? outer : outer + 1;
  }
}

/** The blanks between two tokens that are on different lines. */
export function lineSpacings(gap: string, offset: number, indentation: string): Spacing[] {
  const found: Spacing[] = [];
  let start = 0;
  for (const { index, 0: lineEnd } of gap.matchAll(/\r\n|\r|\n/g)) {
    found.push(...spacing(gap.slice(start, index), offset + start, '', false));
    start = index + lineEnd.length;
  }
  return [...found, ...spacing(gap.slice(start), offset + start, indentation, true)];
}

function spacing(blanks: string, offset: number, text: string, isIndentation: boolean): Spacing[] {
  return blanks === text ? [] : [{ span: { offset, length: blanks.length }, text, isIndentation }];
}

/** What belongs between two tokens on one line. */
function wanted(previous: SyntaxKind, kind: SyntaxKind, gap: string): string {
  if (isComment(previous) || isComment(kind)) return gap;
  if (kind === token.comma || kind === token.colon) return '';
  return previous === token.comma || previous === token.colon ? ' ' : gap;
}

function isCloser(kind: SyntaxKind): boolean {
  return kind === token.closeBrace || kind === token.closeBracket;
}

function isComment(kind: SyntaxKind): boolean {
  return kind === token.lineComment || kind === token.blockComment;
}
