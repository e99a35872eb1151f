import type { AuthProvider } from '@modelcontextprotocol/client';
import type { Secret } from '../../serverConfig/definition/readyDefinition.ts';

/** What a server said when it refused a request: 401, or 403 because the token allows too little. */
export interface Challenge {
  readonly status: 401 | 403;
  /** The `WWW-Authenticate` header; untrusted. */
  readonly header: string | undefined;
}

/**
 * The authorization of one server's requests. As the transport's `AuthProvider` it hands out the token and renews it
 * after a 401 without a person; what needs a person is asked for outside of every connection, so that no clock of
 * a connection runs while somebody types a password.
 */
export interface Authorization extends AuthProvider {
  /**
   * Gets a new token with a person's help. Rejects with a {@link SignInProblem} when that fails or when nobody may be asked.
   */
  signIn(challenge: Challenge, signal: AbortSignal): Promise<void>;
  /** What it has sent so far: servers repeat it, and no message may. */
  readonly secrets: readonly Secret[];
}
