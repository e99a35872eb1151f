import { RE2JS } from 're2js';
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
  try {
    RE2JS.compile(String(value.value));
    return undefined;
  } catch (error) {
    return {
      code: 'pattern-does-not-compile',
      severity: 'error',
      span: spanOf(value),
      message: `The proxy cannot compile this pattern: ${reason(error)}. It reads RE2's syntax, without look-around and back-references`,
    };
  }
}

function reason(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/^error parsing regexp: /, '');
}
