import type { Problem, Severity } from '../policy/problems/problem.ts';

/** More than this nobody reads, and an editor that is sent a hundred thousand stands still. */
export const mostProblems = 1000;

const ranks: Readonly<Record<Severity, number>> = { error: 0, warning: 1, information: 2, hint: 3 };

/**
 * The problems in the order of the text. Of too many the errors stay before the warnings, and those before the information;
 * first of all the one that says that not all was checked. The last one says, at the end of the text, how many more there are.
 */
export function limitedProblems(problems: readonly Problem[], textLength: number): Problem[] {
  const inOrder = problems.toSorted((a, b) => a.span.offset - b.span.offset);
  if (inOrder.length <= mostProblems) return inOrder;
  const kept = inOrder
    .toSorted((a, b) => rankOf(a) - rankOf(b))
    .slice(0, mostProblems - 1)
    .sort((a, b) => a.span.offset - b.span.offset);
  return [
    ...kept,
    {
      code: 'too-many-problems',
      severity: 'information',
      span: { offset: textLength, length: 0 },
      message: `${inOrder.length - kept.length} more problems are not shown. Fix some of those above first`,
    },
  ];
}

/** Without the word that not all was checked, what is shown would read as all there is. */
function rankOf({ code, severity }: Problem): number {
  return code === 'too-many-problems' ? -1 : ranks[severity];
}
