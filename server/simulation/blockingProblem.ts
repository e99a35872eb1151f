import type { PolicyDocument } from '../policy/policyDocument.ts';
import type { Problem, ProblemCode } from '../policy/problem.ts';

/** Errors that leave no doubt about what the proxy would do: of two keys with one name, the last one counts. */
const harmless = new Set<ProblemCode>(['duplicate-tool', 'duplicate-key']);

/**
 * Why calls cannot be decided against this text, naming the line; `undefined` when they can. The proxy would not load such
 * a policy, so a decision would be a guess.
 */
export function blockingProblem(document: PolicyDocument, problems: readonly Problem[]): string | undefined {
  const errors = problems.filter(({ severity, code }) => severity === 'error' && !harmless.has(code));
  // What seems to be missing or wrong in broken text often is so only because the text is broken.
  const blocking = errors.find(({ code }) => code === 'json-syntax') ?? errors[0];
  if (blocking === undefined) return undefined;
  const { line } = document.text.positionAt(blocking.span.offset);
  return `Line ${line + 1}: ${blocking.message}`;
}
