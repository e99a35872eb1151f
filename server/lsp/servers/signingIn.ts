import { CancellationTokenSource, type Connection } from 'vscode-languageserver';
import type { Browser } from '../../mcp/oauth/browser.ts';
import type { SecretStore } from '../../mcp/oauth/secretStore.ts';
import { SignInProblem } from '../../mcp/oauth/signInProblem.ts';
import { type SignIns, signIns } from '../../mcp/oauth/signIns.ts';
import {
  editorRequests,
  type SecretParams,
  type SignInParams,
  type SignInResult,
  type StoreSecretParams,
} from '../../protocol/authorization.ts';
import { type ConnectParams, requests, type ServerDefinitionsParams } from '../../protocol/requests.ts';
import { type Check, isAnyOf, isShape, isText } from '../../protocol/shape.ts';
import { withAnswers } from '../../serverConfig/definition/answers.ts';
import type { ServerDefinition } from '../../serverConfig/definition/definition.ts';
import type { ReadyUrl } from '../../serverConfig/definition/readyDefinition.ts';
import { inputIds } from '../../serverConfig/definition/template.ts';
import { checked, isServerDefinitionsParams, isSignOutTypedParams } from '../requestParams.ts';

const isValue = isText(1_000_000);
const isSecret = isAnyOf(isValue, isNothing);
const isSignInResult = isAnyOf<SignInResult>(isShape<{ readonly callback: string }>({ callback: isValue }), isNothing);

function isNothing(value: unknown): value is null {
  return value === null;
}

/** Who is signed in, by the editor's browser and its secret storage. Only for an editor with `signsIn`. */
export function editorSignIns(connection: Connection): SignIns {
  return signIns({ store: editorStore(connection), browser: editorBrowser(connection), now: Date.now });
}

function editorStore(connection: Connection): SecretStore {
  async function put(params: StoreSecretParams): Promise<void> {
    await connection.sendRequest(editorRequests.storeSecret, params);
  }
  return {
    async get(key) {
      const params: SecretParams = { key };
      return answered(isSecret, await connection.sendRequest(editorRequests.secret, params)) ?? undefined;
    },
    set: (key, value) => put({ key, value }),
    delete: (key) => put({ key, value: null }),
  };
}

function editorBrowser(connection: Connection): Browser {
  return {
    async redirectAddress() {
      return answered(isValue, await connection.sendRequest(editorRequests.redirectAddress));
    },
    async signIn(page, signal) {
      const cancellation = new CancellationTokenSource();
      const cancel = () => cancellation.cancel();
      signal.addEventListener('abort', cancel, { once: true });
      try {
        const params: SignInParams = page;
        const result = await connection.sendRequest(editorRequests.signIn, params, cancellation.token);
        return answered(isSignInResult, result)?.callback;
      } catch (error) {
        if (signal.aborted || error instanceof SignInProblem) throw error;
        throw notOpened();
      } finally {
        signal.removeEventListener('abort', cancel);
        cancellation.dispose();
      }
    },
  };
}

/** What an editor answers is checked as what it asks is. */
function answered<Answer>(check: Check<Answer>, answer: unknown): Answer {
  if (check(answer)) return answer;
  throw notOpened();
}

function notOpened(): SignInProblem {
  return new SignInProblem({
    what: 'Nobody was signed in: the editor could not open the page, or did not say where the browser is to come back to.',
    remedy: 'Try again, or write a token under "headers" in the definition.',
  });
}

/** What signing out needs of the language server. */
export interface SigningOut {
  /** `undefined` where the editor signs nobody in. */
  readonly signIns: () => SignIns | undefined;
  /** The server that belongs to the policy, with the hash of its definition when one was connected. */
  readonly serverOf: (uri: string) => { readonly name: string; readonly hash?: string | undefined } | undefined;
  /** The definitions of that name around the policy, and among what the person typed. */
  readonly definitionsNamed: (params: ServerDefinitionsParams, name: string) => Promise<readonly ServerDefinition[]>;
  /** Nobody may use what was forgotten any longer: a connection that is kept to the policy's server ends. */
  readonly signedOut: (uri: string) => Promise<void>;
}

/** Answers whether somebody was signed in, and no longer is. */
export function answerSignOutRequest(connection: Connection, signingOut: SigningOut): void {
  connection.onRequest<boolean, unknown>(requests.signOut, async (params: unknown) => {
    const known = checked(requests.signOut, isServerDefinitionsParams, params);
    const targets = (await definitionsOf(known, signingOut)).map((each) => signInTarget(each));
    const wasSignedIn = await signOut(targets);
    if (wasSignedIn) await signingOut.signedOut(known.uri);
    return wasSignedIn;
  });

  connection.onRequest<boolean, unknown>(requests.signOutTyped, async (params: unknown) => {
    const { uri, server, typed, inputs } = checked(requests.signOutTyped, isSignOutTypedParams, params);
    const named = await signingOut.definitionsNamed({ uri, typed: [typed] }, server);
    return signOut(named.filter((each) => each.typed === typed).map((each) => signInTarget(each, inputs)));
  });

  async function signOut(targets: readonly (ReadyUrl | undefined)[]): Promise<boolean> {
    let wasSignedIn = false;
    for (const target of targets)
      if (target !== undefined && (await signingOut.signIns()?.signOut(target))) wasSignedIn = true;
    return wasSignedIn;
  }
}

/** The definition that was connected; all of that name when it has changed since. */
async function definitionsOf(
  params: ServerDefinitionsParams,
  { serverOf, definitionsNamed }: SigningOut,
): Promise<readonly ServerDefinition[]> {
  const server = serverOf(params.uri);
  if (server === undefined) return [];
  const named = await definitionsNamed(params, server.name);
  const connected = named.filter(({ hash }) => hash === server.hash);
  return connected.length > 0 ? connected : named;
}

/** The server whom tokens were for. `undefined` where its address or its client need an answer that is not given. */
export function signInTarget(definition: ServerDefinition, inputs: ConnectParams['inputs'] = {}): ReadyUrl | undefined {
  if (definition.transport === 'stdio') return undefined;
  const answers = new Map(Object.entries(inputs));
  const identity = [definition.url, definition.oauth?.clientId ?? []];
  if (identity.flatMap(inputIds).some((id) => !answers.has(id))) return undefined;
  const readiness = withAnswers(definition, new Map(definition.inputs.map(({ id }) => [id, answers.get(id) ?? ''])));
  return 'ready' in readiness && readiness.ready.transport !== 'stdio' ? readiness.ready : undefined;
}
