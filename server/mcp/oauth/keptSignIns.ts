import { createHash } from 'node:crypto';
import { secretKeyPrefix } from '../../protocol/authorization.ts';
import { isNumber, isOptional, isShape, isText } from '../../protocol/shape.ts';
import type { SecretStore } from './secretStore.ts';

/** A client of ours as an authorization server knows it. */
export interface KeptClient {
  readonly issuer: string;
  /** The one address it was registered with. */
  readonly redirectAddress: string;
  /** What it may ask for, where that was said. */
  readonly scope?: string;
  readonly clientId: string;
  readonly clientSecret?: string;
  /** In milliseconds since the epoch. */
  readonly secretExpiresAt?: number;
  readonly authMethod?: string;
}

/** What a person's sign-in gave: tokens for one server, from one issuer. */
export interface KeptSignIn {
  /** The server's address: these tokens go nowhere else. */
  readonly server: string;
  readonly issuer: string;
  readonly resource: string;
  readonly clientId: string;
  readonly clientSecret?: string;
  readonly authMethod?: string;
  /** The scope that was granted, or asked for where the answer did not say. */
  readonly scope?: string;
  /** Absent when the sign-in is over: somebody was signed in, and is no more. */
  readonly accessToken?: string;
  readonly refreshToken?: string;
  /** In milliseconds since the epoch. */
  readonly expiresAt?: number;
}

/** What is kept of one server's sign-in. Whatever cannot be read counts as not there. */
export interface KeptSignIns {
  signIn(): Promise<KeptSignIn | undefined>;
  keepSignIn(signIn: KeptSignIn): Promise<void>;
  forgetSignIn(): Promise<void>;
  client(issuer: string): Promise<KeptClient | undefined>;
  keepClient(client: KeptClient): Promise<void>;
  forgetClient(issuer: string): Promise<void>;
}

const isValue = isText(100_000);

const isKeptClient = isShape<KeptClient>({
  issuer: isValue,
  redirectAddress: isValue,
  scope: isOptional(isValue),
  clientId: isValue,
  clientSecret: isOptional(isValue),
  secretExpiresAt: isOptional(isNumber),
  authMethod: isOptional(isValue),
});

const isKeptSignIn = isShape<KeptSignIn>({
  server: isValue,
  issuer: isValue,
  resource: isValue,
  clientId: isValue,
  clientSecret: isOptional(isValue),
  authMethod: isOptional(isValue),
  scope: isOptional(isValue),
  accessToken: isOptional(isValue),
  refreshToken: isOptional(isValue),
  expiresAt: isOptional(isNumber),
});

/**
 * @param server the address of the MCP server
 * @param configuredClient the client that the definition names: another client is another sign-in
 */
export function keptSignIns(store: SecretStore, server: URL, configuredClient: string | undefined): KeptSignIns {
  const identity = [serverAddress(server), configuredClient ?? ''];
  const signInKey = keyOf('signIn', identity);
  const clientKey = (issuer: string) => keyOf('client', [...identity, issuer]);
  return {
    async signIn() {
      const kept = parsed(await store.get(signInKey));
      // Keys are fingerprints; what they lead to says itself whose it is.
      return isKeptSignIn(kept) && kept.server === serverAddress(server) ? kept : undefined;
    },
    keepSignIn: (signIn) => store.set(signInKey, JSON.stringify(signIn)),
    forgetSignIn: () => store.delete(signInKey),
    async client(issuer) {
      const kept = parsed(await store.get(clientKey(issuer)));
      return isKeptClient(kept) && kept.issuer === issuer ? kept : undefined;
    },
    keepClient: (client) => store.set(clientKey(client.issuer), JSON.stringify(client)),
    forgetClient: (issuer) => store.delete(clientKey(issuer)),
  };
}

/** The server's address with its query, which may name a tenant, and without a fragment, which is never sent. */
export function serverAddress(server: URL): string {
  return `${server.origin}${server.pathname}${server.search}`;
}

/** A fingerprint: addresses may hold secrets of their own, and keys are seen more often than values. */
function keyOf(kind: string, parts: readonly string[]): string {
  const fingerprint = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return `${secretKeyPrefix}${kind}.${fingerprint}`;
}

function parsed(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
