import { type CodeAction, CodeActionKind, type Range } from 'vscode-languageserver-types';
import { isAsked, policyActionKinds } from '../../language/actions/actionKinds.ts';
import { textEdits } from '../../language/textEdits.ts';
import { compatible, type Replacement } from '../../policy/edits/replacement.ts';
import type { ProblemFix } from '../../policy/problems/problem.ts';
import { shownLine } from '../../policy/shownName.ts';
import type { ScenarioProblem } from '../scenarioProblem.ts';
import { scenarioDiagnostic } from './diagnostics.ts';
import { type ScenarioFixing, scenarioFixes } from './fixes/scenarioFixes.ts';

/** What a fix writes may come from anywhere: its title shows hidden characters, while the text stays as it is. */
const longestTitle = 200;

/** More mistakes are not shown, and nobody mends more of them by a light bulb. */
const most = 1000;

/**
 * What can be done about a stretch of a scenario file: the ways out of the problems that it touches and, to who asks for
 * its kind, all evident ones of the file at once.
 * @param problems those that the editor shows
 * @param only the kinds that are asked for; a kind asks for those below it, too
 */
export function scenarioActions(
  problems: readonly ScenarioProblem[],
  range: Range,
  only: readonly string[] | undefined,
  fixing: ScenarioFixing,
): CodeAction[] {
  const asksFixes = isAsked(CodeActionKind.QuickFix, only);
  const touched = asksFixes ? problemsIn(problems, range, fixing).slice(0, most) : [];
  const fixes = touched.flatMap((problem) => quickFixes(problem, fixing));
  const ofKind = asksFixes && problems.length <= most ? fixesOfKind(problems, touched, fixing) : [];
  return [...fixes, ...ofKind, ...(isAsked(policyActionKinds.fixAll, only) ? fixAll(problems, fixing) : [])];
}

/** The problems that a range touches. */
function problemsIn(
  problems: readonly ScenarioProblem[],
  { start, end }: Range,
  { file: { document } }: ScenarioFixing,
): ScenarioProblem[] {
  const [from, to] = [document.text.offsetAt(start), document.text.offsetAt(end)];
  return problems.filter(({ span }) => span.offset <= to && span.offset + span.length >= from);
}

function quickFixes(problem: ScenarioProblem, fixing: ScenarioFixing): CodeAction[] {
  return scenarioFixes(problem, fixing).map(({ title, edits, isEvident }, index) => ({
    ...action(title, CodeActionKind.QuickFix, edits, [problem], fixing),
    isPreferred: index === 0 && isEvident,
  }));
}

/** For each kind of problem under the cursor, all evident fixes of that kind: where at least two problems have one. */
function fixesOfKind(
  problems: readonly ScenarioProblem[],
  touched: readonly ScenarioProblem[],
  fixing: ScenarioFixing,
): CodeAction[] {
  const codes = new Set(touched.filter((problem) => evident(problem, fixing) !== undefined).map(({ code }) => code));
  return [...codes].flatMap((code) => {
    const alike = problems.filter((problem) => problem.code === code);
    const fixes = alike.flatMap((problem) => evident(problem, fixing) ?? []);
    const title = `Fix all problems of this kind (${code})`;
    const solved = touched.filter((problem) => problem.code === code);
    return fixes.length < 2 ? [] : [action(title, CodeActionKind.QuickFix, together(fixes), solved, fixing)];
  });
}

function fixAll(problems: readonly ScenarioProblem[], fixing: ScenarioFixing): CodeAction[] {
  const fixes = problems.slice(0, most).flatMap((problem) => evident(problem, fixing) ?? []);
  if (fixes.length === 0) return [];
  return [action('Fix all evident problems', policyActionKinds.fixAll, together(fixes), [], fixing)];
}

function evident(problem: ScenarioProblem, fixing: ScenarioFixing): ProblemFix | undefined {
  return scenarioFixes(problem, fixing).find(({ isEvident }) => isEvident);
}

/** Of two that touch the same text the first is made; the next time has the other one. */
function together(fixes: readonly ProblemFix[]): Replacement[] {
  return compatible(fixes.map(({ edits }) => edits));
}

function action(
  title: string,
  kind: string,
  edits: readonly Replacement[],
  problems: readonly ScenarioProblem[],
  { file: { document } }: ScenarioFixing,
): CodeAction {
  return {
    title: shownLine(title, longestTitle),
    kind,
    ...(problems.length > 0 && { diagnostics: problems.map((problem) => scenarioDiagnostic(problem, document)) }),
    edit: { changes: { [document.uri]: textEdits(edits, document) } },
  };
}
