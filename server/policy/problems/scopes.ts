import { spanOf } from '../syntax/syntaxTree.ts';
import { limitsOf, type WrittenPolicy } from '../writtenPolicy.ts';
import type { Problem } from './problem.ts';

/** Scopes other than the one that PolicyLayer documents. They may exist, so this is a warning. */
export function scopeProblems(policy: WrittenPolicy): Problem[] {
  return limitsOf(policy).flatMap(({ scope }): Problem[] => {
    if (scope?.type !== 'string' || scope.value === 'grant' || scope.value === '') return [];
    return [
      {
        code: 'unknown-scope',
        severity: 'warning',
        span: spanOf(scope),
        message: '"grant" is the only scope that PolicyLayer documents; the simulator counts this one by grant, too',
        // The proxy may know the scope, so that another one may decide otherwise.
        fixes: [{ title: 'Change to "grant"', edits: [{ span: spanOf(scope), text: '"grant"' }], isEvident: false }],
      },
    ];
  });
}
