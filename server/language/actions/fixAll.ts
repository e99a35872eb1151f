import { TextDocument } from 'vscode-languageserver-textdocument';
import { composedReplacements } from '../../policy/edits/composedReplacements.ts';
import { compatible, type Replacement, replaced } from '../../policy/edits/replacement.ts';
import { type PolicyDocument, parsePolicyDocument } from '../../policy/policyDocument.ts';
import type { Problem, ProblemCode, ProblemFix } from '../../policy/problems/problem.ts';
import { fixesOf } from '../quickFixes.ts';

/** A fix may uncover what another one solves. After so many rounds that did not leave fewer problems none will. */
const mostFutileRounds = 10;

/**
 * In UTF-16 code units of text that is checked anew, which takes some seconds. A text of a megabyte with tens of thousands
 * of mistakes is mended in part, and the next time goes on from there.
 */
const mostChecked = 5_000_000;

/** What the problems of a text are. */
export type FindingsOf = (document: PolicyDocument) => readonly Problem[];

/**
 * Makes the evident fix of every problem, again and again until none is left, and returns what of that leaves the fewest
 * problems, as replacements of the original text. None when nothing gets better. Made twice, it changes nothing more, unless the
 * first time was too long.
 * @param code the only kind of problem whose fixes are made; every kind without
 */
export function fixAll(document: PolicyDocument, findingsOf: FindingsOf, code?: ProblemCode): Replacement[] {
  const steps: (readonly Replacement[])[] = [];
  let [current, problems] = [document, findingsOf(document)];
  let best = { steps: 0, problems: numberOf(problems) };
  let checked = 0;
  while (steps.length - best.steps < mostFutileRounds && checked < mostChecked) {
    const step = evidentFixes(problems.filter((problem) => code === undefined || problem.code === code));
    if (step.length === 0) break;
    current = changed(current, step);
    problems = findingsOf(current);
    checked += current.text.getText().length;
    steps.push(step);
    if (numberOf(problems) < best.problems) best = { steps: steps.length, problems: numberOf(problems) };
  }
  return composedReplacements(document.text.getText(), steps.slice(0, best.steps));
}

/** The evident fix of each problem that has one, as far as they can be made together. */
function evidentFixes(problems: readonly Problem[]): Replacement[] {
  return compatible(problems.map((problem) => evidentFix(problem)?.edits ?? []));
}

/** The first fix that may be made unasked. */
export function evidentFix(problem: Problem): ProblemFix | undefined {
  return fixesOf(problem).find(({ isEvident }) => isEvident);
}

/** Where not all are counted, any number that is known is fewer. */
function numberOf(problems: readonly Problem[]): number {
  const isCutShort = problems.some(({ code }) => code === 'too-many-problems');
  return isCutShort ? Number.POSITIVE_INFINITY : problems.length;
}

function changed({ text }: PolicyDocument, step: readonly Replacement[]): PolicyDocument {
  const written = replaced(text.getText(), step);
  return parsePolicyDocument(TextDocument.create(text.uri, text.languageId, text.version, written));
}
