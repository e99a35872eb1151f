import type { ConnectParams, SignOutTypedParams } from '../../server/protocol/requests.ts';
import type { ServerDefinitionSummary } from '../../server/protocol/serverDefinition.ts';

/** What is kept of a command or URL that a person typed, and how it goes. */
export interface TypedTraces {
  /** The answers that are kept, by input. */
  readonly answersTo: (definition: ServerDefinitionSummary) => Promise<ConnectParams['inputs']>;
  /** As *Forget Trusted MCP Servers* does: consent, answers and an open connection. */
  readonly forget: (hashes: readonly string[]) => Promise<unknown>;
  /** Whether somebody was signed in. */
  readonly signOut: (params: SignOutTypedParams) => Promise<boolean>;
  readonly takeOff: (text: string) => PromiseLike<void>;
  readonly putBack: (text: string) => PromiseLike<void>;
}

/**
 * Takes what was typed off the list, with all that is kept of it: without the text nobody could forget it, or sign out of
 * it, later. When that fails it is on the list again. True when somebody was signed in, and is no more.
 */
export async function forgetTyped(
  policy: string,
  definition: ServerDefinitionSummary,
  { answersTo, forget, signOut, takeOff, putBack }: TypedTraces,
): Promise<boolean> {
  const { typed, name, hash } = definition;
  if (typed === undefined) return false;
  // The address may be made of answers, which are forgotten next.
  const inputs = await answersTo(definition);
  // First of all: having the tokens revoked may take a while.
  await takeOff(typed);
  try {
    await forget([hash]);
    return await signOut({ uri: policy, server: name, typed, inputs });
  } catch (error) {
    await putBack(typed);
    throw error;
  }
}
