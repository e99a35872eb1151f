import type { ConnectionProblem } from '../../tools/knowledge.ts';
import { errorCode } from '../faults/wording.ts';
import { clientByHand } from './registration.ts';
import { SignInProblem } from './signInProblem.ts';

/** What surrounds a failure on the way to a token. */
export interface SignInFailure {
  readonly server: URL;
  /** The authorization server, once it is known. */
  readonly issuer: string | undefined;
  readonly redirectAddress: string | undefined;
  /** Words of others, without secrets, as a quotation. */
  readonly quoted: (words: string) => string;
}

/** Puts any error on the way to a token into words. */
export async function explainSignIn(error: unknown, failure: SignInFailure): Promise<SignInProblem> {
  if (error instanceof SignInProblem) return error;
  return new SignInProblem(await problemOf(error, failure));
}

async function problemOf(error: unknown, failure: SignInFailure): Promise<ConnectionProblem> {
  const { IssuerMismatchError, OAuthError, RegistrationRejectedError } = await import('@modelcontextprotocol/client');
  const { server, quoted } = failure;
  const place = failure.issuer === undefined ? server.host : new URL(failure.issuer).origin;
  const nobody = `Nobody was signed in to ${server.host}`;
  if (error instanceof IssuerMismatchError) {
    const what =
      error.kind === 'metadata'
        ? `${place} says of itself that it is somebody else`
        : 'the answer came from another authorization server than the one that was asked';
    return {
      what: `${nobody}: ${what}. That can be an attack, so nothing was sent there.`,
      remedy: 'Do not try again before you have asked those who run the server.',
    };
  }
  if (error instanceof RegistrationRejectedError) {
    const words = describedIn(error.body);
    return {
      what: `${nobody}: ${place} refused to register a client (HTTP ${error.status}).${words === undefined ? '' : ` It says: ${quoted(words)}.`}`,
      remedy: clientByHand(failure.redirectAddress ?? ''),
    };
  }
  if (error instanceof OAuthError) {
    return {
      what: `${nobody}: ${place} gave no token (${visibleCode(error.code)}). It says: ${quoted(error.message)}.`,
      remedy:
        error.code === 'invalid_client'
          ? 'Check the client id and its secret in the definition.'
          : 'Connect again. If that does not help, ask those who run the server.',
    };
  }
  if (error instanceof Error && error.name === 'TimeoutError') {
    return { what: `${nobody}: ${place} did not answer in time.`, remedy: 'Check the network and try again.' };
  }
  const code = errorCode(error);
  if (error instanceof TypeError && code !== undefined) {
    return {
      what: `${nobody}: ${place} cannot be reached (${code}).`,
      remedy: 'Check the network connection and try again.',
    };
  }
  return {
    what: `${nobody}: ${place} answered in a way that is not OAuth: ${quoted(error instanceof Error ? error.message : String(error))}.`,
    remedy: 'Tell those who run the server, or write a token under "headers" in the definition.',
  };
}

/** Codes are words of the protocol; whoever makes up another one gets no more room than those take. */
function visibleCode(code: string): string {
  return /^[a-z_]{1,40}$/.test(code) ? code : 'an error of its own';
}

function describedIn(body: string): string | undefined {
  return /"error_description"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(body)?.[1];
}
