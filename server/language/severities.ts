import type { Severity } from '../policy/problems/problem.ts';

/** How loudly a kind of problem is said, or that it is not said at all. */
export type SeverityChoice = Severity | 'off';

/** What a person chose, by code, of policies and of scenarios; a code that is missing keeps its own severity. */
export type SeverityChoices = ReadonlyMap<string, SeverityChoice>;

export const severityChoices = ['error', 'warning', 'information', 'hint', 'off'] as const satisfies SeverityChoice[];

/** What has a kind and is said more or less loudly. */
interface Said {
  readonly code: string;
  readonly severity: Severity;
}

/** The problems as a person wants to hear of them. What can be decided or simulated does not depend on it. */
export function withSeverities<Problem extends Said>(
  problems: readonly Problem[],
  choices: SeverityChoices,
): readonly Problem[] {
  if (choices.size === 0) return problems;
  return problems.flatMap((problem) => {
    const choice = choices.get(problem.code);
    if (choice === undefined || choice === problem.severity) return problem;
    return choice === 'off' ? [] : { ...problem, severity: choice };
  });
}
