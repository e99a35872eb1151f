import { createScanner, type ParseError, type ParseErrorCode, type SyntaxKind } from 'jsonc-parser';
import { fault, faultOfScan, token } from './tokens.ts';

/** Reads a text token by token, past blanks and comments, and keeps what is wrong with it. */
export interface TokenReader {
  /** The token at hand. */
  kind(): SyntaxKind;
  offset(): number;
  length(): number;
  /** The text of a string without its quotes and escapes, or a number as it is written. */
  value(): string;
  next(): void;
  /** Makes the token that starts there the one at hand again; the token before it ended at `end`. */
  backTo(offset: number, end: number): void;
  /** Reports a fault at the token at hand, or at the given place. */
  report(error: ParseErrorCode, offset?: number, length?: number): void;
  /** Where the token before the one at hand ended. */
  endOfPrevious(): number;
  readonly errors: readonly ParseError[];
  /** For the parser to note that an object names a key twice. */
  hasDuplicateKeys: boolean;
}

/** A reader with the text's first token at hand. At the end of the text the token at hand stays the end. */
export function tokenReader(text: string): TokenReader {
  const scanner = createScanner(text, false);
  const errors: ParseError[] = [];
  let kind: SyntaxKind = token.unknown;
  let previousEnd = 0;

  function report(error: ParseErrorCode, offset = scanner.getTokenOffset(), length = scanner.getTokenLength()): void {
    errors.push({ error, offset, length });
  }

  function next(): void {
    previousEnd = scanner.getTokenOffset() + scanner.getTokenLength();
    for (;;) {
      kind = scanner.scan();
      const error = scanner.getTokenError();
      if (error !== 0) report(faultOfScan(error));
      else if (kind === token.unknown) report(fault.invalidSymbol);
      if (kind === token.lineComment || kind === token.blockComment) {
        if (error === 0) report(fault.invalidComment);
      } else if (kind !== token.lineBreak && kind !== token.blank) {
        return;
      }
    }
  }

  function backTo(offset: number, end: number): void {
    scanner.setPosition(offset);
    next();
    previousEnd = end;
  }

  next();
  return {
    kind: () => kind,
    offset: () => scanner.getTokenOffset(),
    length: () => scanner.getTokenLength(),
    value: () => scanner.getTokenValue(),
    next,
    backTo,
    report,
    endOfPrevious: () => previousEnd,
    errors,
    hasDuplicateKeys: false,
  };
}
