import type { Problem } from './problem.ts';
import { limitsOf } from './rules.ts';
import { type Node, property, spanOf } from './syntaxTree.ts';

/** Scopes other than the one that PolicyLayer documents. They may exist, so this is a warning. */
export function scopeProblems(root: Node | undefined): Problem[] {
  return limitsOf(root).flatMap(({ node }): Problem[] => {
    const scope = property(node, 'scope')?.value;
    if (scope?.type !== 'string' || scope.value === 'grant' || scope.value === '') return [];
    return [
      {
        code: 'unknown-scope',
        severity: 'warning',
        span: spanOf(scope),
        message: '"grant" is the only scope that PolicyLayer documents; the simulator counts this one by grant, too',
        replacements: ['"grant"'],
      },
    ];
  });
}
