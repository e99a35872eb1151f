import { compilePattern } from './pattern.ts';
import type { Problem } from './problem.ts';
import { type Condition, conditionsOf } from './rules.ts';
import { type Node, spanOf } from './syntaxTree.ts';

/**
 * Regular expressions that the proxy cannot compile. It reads RE2's syntax, which has no look-around and no
 * back-references (known, from Intercept).
 */
export function patternProblems(root: Node | undefined): Problem[] {
  return conditionsOf(root).flatMap((condition) => patternProblem(condition) ?? []);
}

function patternProblem({ op, value }: Condition): Problem | undefined {
  if (op?.value !== 'regex' || value?.type !== 'string') return undefined;
  const compiled = compilePattern(String(value.value));
  if ('pattern' in compiled) return undefined;
  return {
    code: 'pattern-does-not-compile',
    severity: 'error',
    span: spanOf(value),
    message: `The proxy cannot compile this pattern: ${compiled.reason}. It reads RE2's syntax, without look-around and back-references`,
  };
}
