/**
 * What the language server asks its editor for when an HTTP server wants a person to sign in. Only an editor that says so
 * when it starts the language server (`InitializationOptions.signsIn`) is asked.
 */
export const editorRequests = {
  /** The address to which the browser comes back: no parameters → string. */
  redirectAddress: 'mcpPolicy/redirectAddress',
  /** Opens the page in the system's browser and waits for its return: {@link SignInParams} → {@link SignInResult}. */
  signIn: 'mcpPolicy/signIn',
  /** Reads a secret: {@link SecretParams} → `string | null`. */
  secret: 'mcpPolicy/secret',
  /** Keeps a secret, or forgets it: {@link StoreSecretParams} → nothing. */
  storeSecret: 'mcpPolicy/storeSecret',
} as const;

/** What every key of the language server's secrets begins with; the editor hands out no other secret. */
export const secretKeyPrefix = 'mcpPolicy.oauth.';

export interface SignInParams {
  /** The server's name in the configuration. */
  readonly server: string;
  /** The page of the authorization server, to be opened as it is. */
  readonly url: string;
  /** The host of the MCP server, and that of the authorization server it names: the page may be on a third one. */
  readonly serverHost: string;
  readonly issuerHost: string;
  /** The `state` in that address, by which the return is recognised. */
  readonly state: string;
}

/** The address the browser came back to, with its query; `null` when the person gave up. */
export type SignInResult = { readonly callback: string } | null;

export interface SecretParams {
  readonly key: string;
}

export interface StoreSecretParams {
  readonly key: string;
  readonly value: string | null;
}
