import { CodeActionKind } from 'vscode-languageserver-types';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import type { Problem, ProblemCode } from '../../policy/problems/problem.ts';
import { fixesOf } from '../quickFixes.ts';
import { evidentFix, type FindingsOf, fixAll } from './fixAll.ts';
import type { OfferedAction } from './offeredAction.ts';

/** What has a canonical form, and how a person calls it. */
const names: ReadonlyMap<ProblemCode, string> = new Map([
  ['shorthand', 'the shorthand'],
  ['intercept-dialect', "Intercept's dialect"],
]);

/**
 * For each other way of writing under the cursor, the canonical form of all of it at once, also where it differs: what is
 * evident alone is another action. Offered where at least two places have one.
 * @param problems all of the text
 * @param touched those under the cursor
 */
export function canonicalForms(
  document: PolicyDocument,
  problems: readonly Problem[],
  touched: readonly Problem[],
  findingsOf: FindingsOf,
): OfferedAction[] {
  return [...names].flatMap(([code, name]): OfferedAction[] => {
    const convertible = (problem: Problem): boolean => problem.code === code && fixesOf(problem).length > 0;
    const all = problems.filter(convertible);
    const here = touched.filter(convertible);
    const differs = all.some((problem) => evidentFix(problem) === undefined);
    if (here.length === 0 || all.length < 2 || !differs) return [];
    return [
      {
        title: `Write all of ${name} in the canonical form, also where it differs`,
        kind: CodeActionKind.QuickFix,
        edits: fixAll(document, (each) => findingsOf(each).map((problem) => taken(problem)), code),
        problems: here,
      },
    ];
  });
}

/** The problem with its first fix to be made unasked: the person has asked. */
function taken(problem: Problem): Problem {
  const [first] = fixesOf(problem);
  return { ...problem, replacements: [], fixes: first === undefined ? [] : [{ ...first, isEvident: true }] };
}
