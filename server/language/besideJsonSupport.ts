import type { Problem } from '../policy/problems/problem.ts';

/**
 * What is left to say beside an editor's own JSON support, which reports broken JSON and every key that is written twice.
 * That a tool's first entry has no effect is more than it says: it stays, as a hint on the entry.
 */
export function besideJsonSupport(problems: readonly Problem[]): Problem[] {
  return problems.flatMap((problem): Problem[] => {
    if (problem.code === 'json-syntax' || problem.code === 'duplicate-key') return [];
    return [problem.code === 'duplicate-tool' ? { ...problem, severity: 'hint' } : problem];
  });
}
