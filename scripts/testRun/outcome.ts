import { failureLines, type TestFailure } from './failure.ts';
import { problemIn, type Totals } from './totals.ts';

/** How a step ended. */
export type StepOutcome = {
  name: string;
  passed: number;
  failed: number;
  /** Why it has not succeeded, in a sentence. */
  problem?: string;
  /** Its tests that failed, as far as they are known. */
  failures: TestFailure[];
  seconds: number;
};

/**
 * What a step contributes to the totals. A step that only passes or fails counts as one test. One with tests that went
 * wrong in another way than by a failing test counts as one more failed: nothing that is wrong adds up to success.
 *
 * @param exitCode null when the step took longer than it may
 * @param totals what its tests left; undefined when nothing; null when it has no tests
 */
export function outcomeOf(
  name: string,
  exitCode: number | null,
  totals: Totals | undefined | null,
  seconds: number,
): StepOutcome {
  const ended = endOf(exitCode);
  if (totals === null) {
    if (ended === undefined) return { name, passed: 1, failed: 0, failures: [], seconds };
    return { name, passed: 0, failed: 1, problem: ended, failures: [], seconds };
  }
  const { passed, failed, failures } = totals ?? { passed: 0, failed: 0, failures: [] };
  const inTests = problemIn(totals);
  // A suite with failed tests ends with an exit code that says no more than that.
  const problems = failed > 0 && exitCode !== null ? [inTests] : [inTests, ended];
  const problem = problems.filter((each) => each !== undefined).join('; ');
  if (problem === '') return { name, passed, failed, failures, seconds };
  return { name, passed, failed: Math.max(failed, 1), problem, failures, seconds };
}

function endOf(exitCode: number | null): string | undefined {
  if (exitCode === null) return 'it took too long';
  return exitCode === 0 ? undefined : `it ended with exit code ${exitCode}`;
}

/**
 * The end of a test run: a line for each step, then every test that failed, and one line with the totals alone. It is all
 * that is sure to be read of a long log.
 */
export function summary(outcomes: StepOutcome[]): string {
  const lines = outcomes.map(({ name, passed, failed, problem, seconds }) => {
    const mark = problem === undefined ? '✔' : '✖';
    const reason = problem === undefined ? '' : `  — ${problem}`;
    return `${mark} ${name.padEnd(10)} ${passed} passed, ${failed} failed  (${seconds} s)${reason}`;
  });
  const sum = (key: 'passed' | 'failed') => outcomes.reduce((total, outcome) => total + outcome[key], 0);
  const failed = outcomes.flatMap(failuresOf);
  return [...lines, ...failed, '', `Tests: ${sum('passed')} passed, ${sum('failed')} failed`].join('\n');
}

function failuresOf({ name, failures }: StepOutcome): string[] {
  return failures.length === 0 ? [] : ['', `Failed in ${name}:`, ...failures.flatMap(failureLines)];
}
