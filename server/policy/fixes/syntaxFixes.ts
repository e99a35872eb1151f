import type { ParseError } from 'jsonc-parser';
import type { Replacement } from '../edits/replacement.ts';
import type { PolicyDocument } from '../policyDocument.ts';
import type { ProblemFix } from '../problems/problem.ts';
import { fault, faultOfScan } from '../syntax/tokens.ts';
import { closingFixes } from './closingFixes.ts';
import { fixesOfString, fixesOfSymbol } from './tokenFixes.ts';

/** The ways out of what is no JSON. Each looks at the text around its place, so that broken megabytes stay cheap. */
export interface SyntaxFixes {
  fixesOf(error: ParseError): readonly ProblemFix[];
}

/** Goes through the errors once, for the comments among them; each fix then costs no more than its surroundings. */
export function syntaxFixes({
  text,
  root,
  syntaxErrors,
}: Pick<PolicyDocument, 'text' | 'root' | 'syntaxErrors'>): SyntaxFixes {
  const source = text.getText();
  const comments = new Map<number, number>();
  for (const { error, offset, length } of syntaxErrors)
    if (error === fault.invalidComment) comments.set(offset + length, offset);

  /** Where the text before an offset ends, blanks and comments left aside. */
  function endBefore(offset: number): number {
    let end = offset;
    for (;;) {
      while (end > 0 && /\s/.test(source[end - 1] ?? '')) end--;
      const comment = comments.get(end);
      if (comment === undefined) return end;
      end = comment;
    }
  }

  return {
    fixesOf(error) {
      const { offset, length } = error;
      switch (error.error) {
        case fault.commaExpected:
          return [inserting('Add the comma', endBefore(offset), ',')];
        case fault.propertyNameExpected:
        case fault.valueExpected:
          return source[offset] === ',' ? [withoutComma(source, offset)] : [];
        case fault.colonExpected:
          return startsValue(source, offset + length) ? [inserting('Add the colon', offset + length, ':')] : [];
        case fault.invalidComment:
          return [removing('Remove the comment', commentEdit(source, offset, length))];
        case fault.endOfFileExpected:
          return fixesOfRest(source, offset, syntaxErrors.length === 1);
        case fault.closeBraceExpected:
        case fault.closeBracketExpected:
          return closingFixes({ source, root, errors: syntaxErrors, end: endBefore(offset) }, error);
        case fault.invalidSymbol:
          return fixesOfSymbol(source, offset, length);
        default:
          return error.error >= faultOfScan(1) ? fixesOfString(source, offset, length) : [];
      }
    },
  };
}

function inserting(title: string, offset: number, text: string): ProblemFix {
  return { title, edits: [{ span: { offset, length: 0 }, text }], isEvident: true };
}

function removing(title: string, edit: Replacement): ProblemFix {
  return { title, edits: [edit], isEvident: true };
}

/** With the blanks before it, as far as its line reaches. */
function withoutComma(source: string, comma: number): ProblemFix {
  let start = comma;
  while (/[ \t]/.test(source[start - 1] ?? '')) start--;
  return removing('Remove the comma', { span: { offset: start, length: comma + 1 - start }, text: '' });
}

/** A value on the same line: what stands on the next one is more likely the next key. */
function startsValue(source: string, offset: number): boolean {
  return /^[ \t]*(?:["[{\d-]|true\b|false\b|null\b)/.test(source.slice(offset, offset + 100));
}

/** A comment that has its lines to itself goes with them; another one goes with the blanks before it. */
function commentEdit(source: string, offset: number, length: number): Replacement {
  let [start, end] = [offset, offset + length];
  while (/[ \t]/.test(source[start - 1] ?? '')) start--;
  const lineEnd = /^[ \t]*\r?\n/.exec(source.slice(end, end + 200))?.[0];
  const isAlone = start === 0 || source[start - 1] === '\n';
  if (isAlone && lineEnd !== undefined) end += lineEnd.length;
  return { span: { offset: start, length: end - start }, text: '' };
}

/**
 * What follows the policy. A bracket too many at the very end is evident when everything else is right; otherwise it may be
 * the one that another mistake made too many.
 */
function fixesOfRest(source: string, offset: number, isOnlyError: boolean): ProblemFix[] {
  const surplus = source[offset] ?? '';
  if (!/[\]},]/.test(surplus)) return [];
  const isEvident = isOnlyError && source.slice(offset + 1).trim() === '';
  return [{ title: `Remove the ${surplus}`, edits: [{ span: { offset, length: 1 }, text: '' }], isEvident }];
}
