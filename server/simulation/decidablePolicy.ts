import type { CompiledPolicy } from '../decision/compile/compiledPolicy.ts';
import { compiledPolicyOf } from '../decision/compile/compilePolicy.ts';
import type { PolicyDocument } from '../policy/policyDocument.ts';
import type { Problem, ProblemCode } from '../policy/problems/problem.ts';

/** A policy that calls can be decided against, or why they cannot. */
export type Decidable = { readonly policy: CompiledPolicy } | { readonly reason: string };

/** Errors that leave no doubt about what the proxy would do: of two keys with one name, the last one counts. */
const harmless = new Set<ProblemCode>(['duplicate-tool', 'duplicate-key']);

/**
 * Compiles a policy for deciding. The reason why it cannot be names the first line to blame: the proxy would not load such
 * a policy, or would decide by something that is not known here, so that a decision would be a guess.
 */
export function decidablePolicy({ root, text, nature }: PolicyDocument, problems: readonly Problem[]): Decidable {
  if (nature === 'foreign') return { reason: 'This is a policy of another product, not of PolicyLayer' };
  const errors = problems.filter(({ severity, code }) => severity === 'error' && !harmless.has(code));
  // What seems to be missing or wrong in broken text often is so only because the text is broken.
  const blocking = errors.find(({ code }) => code === 'json-syntax') ?? errors[0];
  if (blocking !== undefined) return { reason: at(blocking.span.offset, blocking.message) };
  if (mayMissErrors(problems)) return { reason: 'There are too many errors to see them all. Fix some of them first' };
  if (root === undefined) return { reason: 'The file is empty' };
  const policy = compiledPolicyOf(root);
  const [doubt] = policy.problems;
  return doubt === undefined ? { policy } : { reason: at(doubt.span.offset, doubt.message) };

  function at(offset: number, message: string): string {
    return `Line ${text.positionAt(offset).line + 1}: ${message}`;
  }
}

/** Of too many problems the errors are kept first: where nothing else is left, one that blocks may have been cut. */
function mayMissErrors(problems: readonly Problem[]): boolean {
  const isCut = problems.some(({ code }) => code === 'too-many-problems');
  return isCut && problems.every(({ severity, code }) => severity === 'error' || code === 'too-many-problems');
}
