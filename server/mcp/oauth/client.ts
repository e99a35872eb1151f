import type { ReadyUrl } from '../../serverConfig/definition/readyDefinition.ts';
import type { Browser } from './browser.ts';
import type { AuthorizationServer } from './discovery.ts';
import type { KeptClient, KeptSignIns } from './keptSignIns.ts';
import { registeredClient } from './registration.ts';
import { anyPortReturn, editorReturn, isEditorAddress, portReturn, type ReturnWay } from './returnWay.ts';

type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>;

export interface ClientQuestion {
  readonly definition: ReadyUrl;
  readonly keeping: KeptSignIns;
  readonly browser: Browser;
  readonly authorizationServer: AuthorizationServer;
  readonly scope: string | undefined;
  readonly fetchFn: Fetch;
  readonly now: () => number;
  /** Hears which address the browser is to come back to, before anybody is asked for a client. */
  readonly learnAddress: (address: string) => void;
}

export interface ClientAndWay {
  readonly client: Pick<KeptClient, 'clientId' | 'clientSecret' | 'authMethod'>;
  /** To be closed by whoever asked. */
  readonly way: ReturnWay;
}

/** The client to sign in as, and how the browser comes back to it: the definition's, the one of before, or a new one. */
export async function clientFor(question: ClientQuestion): Promise<ClientAndWay> {
  const { definition, browser } = question;
  const { clientId, clientSecret, callbackPort } = definition.oauth ?? {};
  const isPreregistered = clientId !== undefined;
  const way =
    callbackPort === undefined ? await editorReturn(browser, isPreregistered) : await portReturn(callbackPort);
  question.learnAddress(way.address);
  if (isPreregistered) return { way, client: { clientId, ...(clientSecret !== undefined && { clientSecret }) } };
  try {
    return { way, client: await keptOrRegistered(way, question) };
  } catch (error) {
    way.close();
    const { RegistrationRejectedError } = await import('@modelcontextprotocol/client');
    const mayDislikeAddress = error instanceof RegistrationRejectedError && isEditorAddress(way.address);
    if (!mayDislikeAddress) throw error;
    return onAnyPort(question, error);
  }
}

/** Many servers let native clients come back to this computer, and to no editor. */
async function onAnyPort(question: ClientQuestion, before: unknown): Promise<ClientAndWay> {
  const way = await anyPortReturn();
  try {
    return { way, client: await registered(way, question) };
  } catch {
    way.close();
    throw before;
  }
}

async function keptOrRegistered(way: ReturnWay, question: ClientQuestion): Promise<KeptClient> {
  const { keeping, authorizationServer, scope, now } = question;
  const { isStrictScopeSuperset } = await import('@modelcontextprotocol/client');
  const kept = await keeping.client(authorizationServer.issuer);
  const isUsable =
    kept !== undefined &&
    kept.redirectAddress === way.address &&
    !isStrictScopeSuperset(scope, kept.scope) &&
    (kept.secretExpiresAt === undefined || kept.secretExpiresAt > now());
  if (isUsable) return kept;
  const client = await registered(way, question);
  await keeping.keepClient(client);
  return client;
}

function registered(way: ReturnWay, question: ClientQuestion): Promise<KeptClient> {
  const { authorizationServer, scope, definition, fetchFn } = question;
  const registration = { authorizationServer, redirectAddress: way.address, scope, server: definition.url };
  return registeredClient(registration, fetchFn);
}
