import type { ConnectionProblem } from '../../tools/knowledge.ts';

/** Why nobody is signed in, in words for the person. It carries neither a secret nor the error it was made from. */
export class SignInProblem extends Error {
  readonly problem: ConnectionProblem;
  /** True when signing in is all that is missing: a person has to be asked. */
  readonly needsPerson: boolean;

  constructor(problem: ConnectionProblem, needsPerson = false) {
    super(problem.what);
    this.name = 'SignInProblem';
    this.problem = problem;
    this.needsPerson = needsPerson;
  }
}

/** The sign-in problem in a chain of causes, if there is one. */
export function signInProblemIn(error: unknown): SignInProblem | undefined {
  for (let each = error, depth = 0; each instanceof Error && depth < 10; each = each.cause, depth += 1) {
    if (each instanceof SignInProblem) return each;
  }
  return undefined;
}
