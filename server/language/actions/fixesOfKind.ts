import { CodeActionKind } from 'vscode-languageserver-types';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import type { Problem } from '../../policy/problems/problem.ts';
import { evidentFix, type FindingsOf, fixAll } from './fixAll.ts';
import type { OfferedAction } from './offeredAction.ts';

/**
 * For each kind of problem under the cursor, the evident fixes of all problems of that kind at once: where at least two
 * have one.
 * @param problems all of the text
 * @param touched those under the cursor
 */
export function fixesOfKind(
  document: PolicyDocument,
  problems: readonly Problem[],
  touched: readonly Problem[],
  findingsOf: FindingsOf,
): OfferedAction[] {
  const hasFix = (problem: Problem): boolean => evidentFix(problem) !== undefined;
  const codes = new Set(touched.filter(hasFix).map(({ code }) => code));
  return [...codes].flatMap((code): OfferedAction[] => {
    const ofKind = ({ code: each }: Problem): boolean => each === code;
    if (problems.filter(ofKind).filter(hasFix).length < 2) return [];
    return [
      {
        title: `Fix all problems of this kind (${code})`,
        kind: CodeActionKind.QuickFix,
        edits: fixAll(document, findingsOf, code),
        problems: touched.filter(ofKind).filter(hasFix),
      },
    ];
  });
}
