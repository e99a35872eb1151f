import { printParseErrorCode } from 'jsonc-parser';
import { syntaxFixes } from '../fixes/syntaxFixes.ts';
import type { PolicyDocument } from '../policyDocument.ts';
import type { Problem } from '../problems/problem.ts';
import type { ParseError } from './syntaxTree.ts';

/** By the names that jsonc-parser prints for its error codes. */
const words: ReadonlyMap<string, string> = new Map([
  ['InvalidSymbol', 'This is not JSON'],
  ['InvalidNumberFormat', 'This is not a JSON number'],
  ['PropertyNameExpected', 'A key in double quotes is missing here (is there a comma too many?)'],
  ['ValueExpected', 'A value is missing here (is there a comma too many?)'],
  ['ColonExpected', 'A colon is missing here'],
  ['CommaExpected', 'A comma is missing here'],
  ['CloseBraceExpected', 'A closing } is missing'],
  ['CloseBracketExpected', 'A closing ] is missing'],
  ['EndOfFileExpected', 'The policy has ended; nothing may follow it'],
  ['InvalidCommentToken', 'A policy is plain JSON: comments are not allowed'],
  ['UnexpectedEndOfComment', 'This comment does not end'],
  ['UnexpectedEndOfString', 'A closing double quote is missing'],
  ['UnexpectedEndOfNumber', 'This number does not end'],
  ['InvalidUnicode', 'This is not a Unicode escape; write \\u and four hexadecimal digits'],
  ['InvalidEscapeCharacter', 'This escape does not exist in JSON'],
  ['InvalidCharacter', 'This control character must be written as an escape'],
]);

const starter = '{ "version": "1", "default": "deny", "tools": {} }';

/** Nobody mends more than these one by one. */
const mostFixed = 1000;

/** Where the text is not JSON. VS Code reports these itself. */
export function syntaxProblems(document: PolicyDocument): Problem[] {
  if (document.root === undefined && document.text.getText().trim() === '') {
    return [
      {
        code: 'empty-policy-file',
        severity: 'error',
        span: { offset: 0, length: 0 },
        message: `The file is empty. A policy starts with ${starter}`,
        replacements: [starter],
      },
    ];
  }
  // One comma too many is two errors at one place: the key is missing and its value is missing.
  const marked = new Set<number>();
  const ways = syntaxFixes(document);
  return document.syntaxErrors.flatMap((error): Problem[] => {
    if (marked.has(error.offset)) return [];
    marked.add(error.offset);
    const fixes = marked.size <= mostFixed ? ways.fixesOf(error) : [];
    return [
      {
        code: 'json-syntax',
        severity: 'error',
        span: { offset: error.offset, length: Math.max(error.length, 1) },
        message: isByteOrderMark(document, error.offset) ? byteOrderMark : syntaxFaultInWords(error),
        ...(fixes.length > 0 && { fixes }),
      },
    ];
  });
}

/** What is wrong with the text at the place of an error, where it is a policy's. */
export function syntaxFaultInWords({ error }: ParseError): string {
  return words.get(printParseErrorCode(error)) ?? 'This is not JSON';
}

const byteOrderMark = 'The file starts with a byte order mark, which JSON does not allow: save it as UTF-8 without one';

function isByteOrderMark({ text }: PolicyDocument, offset: number): boolean {
  return offset === 0 && text.getText().startsWith('\uFEFF');
}
