import type { ReadyDefinition } from '../../serverConfig/definition/readyDefinition.ts';
import { StepFailure } from '../faults/stepFailure.ts';
import { bringsAuthorization } from '../session.ts';
import type { Authorization, Challenge } from './authorization.ts';
import { signInProblemIn } from './signInProblem.ts';

/**
 * Tries; asks a person to sign in where the server wants that; tries again. At most once for each kind of refusal, so
 * that a server that is never content does not open the browser without end.
 */
export async function withSignIn<Result>(
  definition: ReadyDefinition,
  given: Authorization | undefined,
  signal: AbortSignal,
  attempt: () => Promise<Result>,
): Promise<Result> {
  const authorization = definition.transport === 'stdio' || bringsAuthorization(definition) ? undefined : given;
  const answered = new Set<Challenge['status']>();
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      const challenge = authorization === undefined ? undefined : challengeIn(error);
      if (authorization === undefined || challenge === undefined || answered.has(challenge.status)) throw error;
      answered.add(challenge.status);
      await authorization.signIn(challenge, signal);
    }
  }
}

/** What the server asks for, where a person's signing in would answer it. */
function challengeIn(error: unknown): Challenge | undefined {
  if (!(error instanceof StepFailure)) return undefined;
  const { status, challenge: header } = error.evidence.http ?? {};
  if (status === 403 && header !== undefined && /\binsufficient_scope\b/.test(header)) return { status, header };
  if (status !== 401 || signInProblemIn(error)?.needsPerson === false) return undefined;
  return { status, header };
}
