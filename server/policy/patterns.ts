import { compilePattern } from './compiledPattern.ts';
import { patternSize } from './patternSize.ts';
import type { Problem } from './problem.ts';
import { shownLine } from './shownName.ts';
import { spanOf } from './syntaxTree.ts';
import { conditionsOf, type WrittenPolicy } from './writtenPolicy.ts';

/** All patterns of a policy together, in instructions, before the rest of them is refused. See `compiledPattern.ts`. */
const mostInstructions = 200_000;

/**
 * Regular expressions that the proxy cannot compile. It reads RE2's syntax, which has no look-around and no
 * back-references (known, from Intercept). One that is too large to be tried here is refused as well: whoever reads a
 * policy must not run out of memory over it.
 */
export function patternProblems(policy: WrittenPolicy): Problem[] {
  const seen = new Map<string, string | undefined>();
  let instructions = 0;

  function fault(pattern: string): string | undefined {
    if (seen.has(pattern)) return seen.get(pattern);
    const size = patternSize(pattern);
    const found = instructions + size > mostInstructions ? tooMuch : wordsFor(pattern);
    if (found === undefined) instructions += size;
    seen.set(pattern, found);
    return found;
  }

  return conditionsOf(policy).flatMap(({ op, value }): Problem[] => {
    if (op?.value !== 'regex' || value?.type !== 'string') return [];
    const message = fault(String(value.value));
    return message === undefined
      ? []
      : [{ code: 'pattern-does-not-compile', severity: 'error', span: spanOf(value), message }];
  });
}

const tooMuch = `This pattern is not tried: the patterns of this policy together are larger than ${mostInstructions} instructions`;

function wordsFor(pattern: string): string | undefined {
  const compiled = compilePattern(pattern);
  if ('pattern' in compiled) return undefined;
  if ('limit' in compiled) return `This pattern is not tried: ${compiled.limit}`;
  const reason = shownLine(compiled.reason, 300);
  return `The proxy cannot compile this pattern: ${reason}. It reads RE2's syntax, without look-around and back-references`;
}
