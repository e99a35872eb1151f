import type { ConfiguredClient } from './configuredClient.ts';

/** A definition with every value filled in: what really is started or requested. It holds secrets and is never shown. */
export type ReadyDefinition = ReadyProcess | ReadyUrl;

/** A value that must not appear in any message, and the name that stands in its place. */
export interface Secret {
  readonly name: string;
  readonly value: string;
  /** Typed as a password: it is secret whatever it is called. */
  readonly isPassword?: boolean;
}

export interface ReadyProcess {
  readonly name: string;
  readonly transport: 'stdio';
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** `null` takes a variable out of the environment that every server gets. */
  readonly environment: ReadonlyMap<string, string | null>;
  readonly secrets: readonly Secret[];
}

export interface ReadyUrl {
  readonly name: string;
  readonly transport: 'http' | 'sse';
  readonly url: URL;
  readonly headers: ReadonlyMap<string, string>;
  /** The OAuth client to sign in as, when the definition names one. */
  readonly oauth?: ConfiguredClient;
  readonly secrets: readonly Secret[];
}
