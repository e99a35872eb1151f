import { visibleLine } from '../../policy/visibleText.ts';
import type { StepResult } from '../../scenarios/stepResult.ts';
import { stepTexts } from '../../scenarios/stepText.ts';
import { difference } from './difference.ts';
import { caseName, placeIn, type TestedCase, type TestedFile, type TestReport } from './report.ts';

const marks = { passed: '✓', failed: '✗', errored: '!' } as const;

/** For people: a line for each scenario, and below those that fail what was expected and why it is otherwise. */
export function asText({ files }: TestReport): string {
  const lines = files.flatMap((file) => [
    visibleLine(file.path),
    ...file.cases.flatMap((each) => ofCase(each, file)),
    '',
  ]);
  return `${[...lines, totals(files)].join('\n')}\n`;
}

function ofCase(each: TestedCase, file: TestedFile): string[] {
  const head = visibleLine(`  ${marks[each.state]} ${caseName(each.case)}`);
  if (each.state !== 'errored') return [head, ...each.steps.flatMap((step) => failuresOf(step, file))];
  const place = placeIn(file.path, file.file.document, each.problem.span);
  return [head, visibleLine(`      ${place} cannot be run: ${each.problem.message}`)];
}

function failuresOf(result: StepResult, { path, file }: TestedFile): string[] {
  if (result.failures.length === 0) return [];
  const texts = stepTexts(result);
  return [
    ...result.failures.map(({ expectation, message }) =>
      visibleLine(`      ${placeIn(path, file.document, expectation.span)} ${message}`),
    ),
    ...difference(texts.expected, texts.actual).map((line) => `        ${line}`),
  ];
}

function totals(files: readonly TestedFile[]): string {
  const cases = files.flatMap((file) => file.cases);
  const count = (state: TestedCase['state']): number => cases.filter((each) => each.state === state).length;
  const parts = [`${count('passed')} passed`];
  if (count('failed') > 0) parts.push(`${count('failed')} failed`);
  if (count('errored') > 0) parts.push(`${count('errored')} could not be run`);
  return `${cases.length} ${cases.length === 1 ? 'scenario' : 'scenarios'}: ${parts.join(', ')}`;
}
