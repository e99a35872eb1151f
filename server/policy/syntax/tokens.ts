import type { ParseErrorCode, ScanError, SyntaxKind } from 'jsonc-parser';

/*
 * jsonc-parser's numbers by name. Its own enums vanish when it is compiled and cannot be used by name here; `satisfies`
 * holds these to them.
 */

export const token = {
  openBrace: 1 satisfies SyntaxKind.OpenBraceToken,
  closeBrace: 2 satisfies SyntaxKind.CloseBraceToken,
  openBracket: 3 satisfies SyntaxKind.OpenBracketToken,
  closeBracket: 4 satisfies SyntaxKind.CloseBracketToken,
  comma: 5 satisfies SyntaxKind.CommaToken,
  colon: 6 satisfies SyntaxKind.ColonToken,
  nullKeyword: 7 satisfies SyntaxKind.NullKeyword,
  trueKeyword: 8 satisfies SyntaxKind.TrueKeyword,
  falseKeyword: 9 satisfies SyntaxKind.FalseKeyword,
  string: 10 satisfies SyntaxKind.StringLiteral,
  number: 11 satisfies SyntaxKind.NumericLiteral,
  lineComment: 12 satisfies SyntaxKind.LineCommentTrivia,
  blockComment: 13 satisfies SyntaxKind.BlockCommentTrivia,
  lineBreak: 14 satisfies SyntaxKind.LineBreakTrivia,
  blank: 15 satisfies SyntaxKind.Trivia,
  unknown: 16 satisfies SyntaxKind.Unknown,
  end: 17 satisfies SyntaxKind.EOF,
} as const;

export const fault = {
  invalidSymbol: 1 satisfies ParseErrorCode.InvalidSymbol,
  propertyNameExpected: 3 satisfies ParseErrorCode.PropertyNameExpected,
  valueExpected: 4 satisfies ParseErrorCode.ValueExpected,
  colonExpected: 5 satisfies ParseErrorCode.ColonExpected,
  commaExpected: 6 satisfies ParseErrorCode.CommaExpected,
  closeBraceExpected: 7 satisfies ParseErrorCode.CloseBraceExpected,
  closeBracketExpected: 8 satisfies ParseErrorCode.CloseBracketExpected,
  endOfFileExpected: 9 satisfies ParseErrorCode.EndOfFileExpected,
  invalidComment: 10 satisfies ParseErrorCode.InvalidCommentToken,
} as const;

/** What the scanner finds wrong inside a token, as a parse error: `ScanError` 1 to 6 are `ParseErrorCode` 11 to 16. */
export function faultOfScan(error: ScanError): ParseErrorCode {
  return error + 10;
}
