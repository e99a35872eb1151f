import type { Problem, ProblemCode, Severity } from '../policy/problem.ts';

/** How loudly a kind of problem is said, or that it is not said at all. */
export type SeverityChoice = Severity | 'off';

/** What a person chose, by code; a code that is missing keeps its own severity. */
export type SeverityChoices = ReadonlyMap<ProblemCode, SeverityChoice>;

export const severityChoices = ['error', 'warning', 'information', 'hint', 'off'] as const satisfies SeverityChoice[];

/** The problems as a person wants to hear of them. What can be decided or simulated does not depend on it. */
export function withSeverities(problems: readonly Problem[], choices: SeverityChoices): readonly Problem[] {
  if (choices.size === 0) return problems;
  return problems.flatMap((problem) => {
    const choice = choices.get(problem.code);
    if (choice === undefined || choice === problem.severity) return problem;
    return choice === 'off' ? [] : { ...problem, severity: choice };
  });
}
