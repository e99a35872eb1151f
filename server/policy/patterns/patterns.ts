import type { Problem } from '../problems/problem.ts';
import { shownLine } from '../shownName.ts';
import type { Span } from '../syntax/span.ts';
import { conditionsOf, type WrittenPolicy } from '../writtenPolicy.ts';
import { compilePattern } from './compiledPattern.ts';
import { spanInString } from './patternFault.ts';
import { patternSize } from './patternSize.ts';

/** All patterns of a policy together, in instructions, before the rest of them is refused. See `compiledPattern.ts`. */
const mostInstructions = 200_000;

/**
 * Regular expressions that the proxy cannot compile. It reads RE2's syntax, which has no look-around and no
 * back-references (known, from Intercept). One that is too large to be tried here is refused as well: whoever reads a
 * policy must not run out of memory over it. Marks the stretch of the pattern that is wrong, where it is not all of it.
 * @param source the policy's text
 */
export function patternProblems(policy: WrittenPolicy, source: string): Problem[] {
  const seen = new Map<string, PatternProblem | undefined>();
  let instructions = 0;

  function problemOf(pattern: string): PatternProblem | undefined {
    if (seen.has(pattern)) return seen.get(pattern);
    const size = patternSize(pattern);
    const found = instructions + size > mostInstructions ? tooMuch : compiling(pattern);
    if (found === undefined) instructions += size;
    seen.set(pattern, found);
    return found;
  }

  const problems: Problem[] = [];
  for (const { op, value } of conditionsOf(policy)) {
    if (op?.value !== 'regex' || value?.type !== 'string') continue;
    const problem = problemOf(String(value.value));
    if (problem === undefined) continue;
    const written = source.slice(value.offset, value.offset + value.length);
    const span = spanInString(value, written, problem.fault);
    problems.push({ code: 'pattern-does-not-compile', severity: 'error', span, message: problem.message });
  }
  return problems;
}

interface PatternProblem {
  readonly message: string;
  /** Where in the pattern. */
  readonly fault?: Span | undefined;
}

const tooMuch: PatternProblem = {
  message: `This pattern is not tried: the patterns of this policy together are larger than ${mostInstructions} instructions`,
};

function compiling(pattern: string): PatternProblem | undefined {
  const compiled = compilePattern(pattern);
  if ('pattern' in compiled) return undefined;
  if ('limit' in compiled) return { message: `This pattern is not tried: ${compiled.limit}` };
  const reason = shownLine(compiled.reason, 300);
  const message = `The proxy cannot compile this pattern: ${reason}. It reads RE2's syntax, without look-around and back-references`;
  return { message, fault: compiled.fault };
}
