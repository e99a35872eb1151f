/** Stands for the file of a definition that a person typed instead of writing one. */
export const typedByHand = 'typed by hand';

/** One server that a person configured, described so that a person can say yes or no. It never carries a secret's value. */
export interface ServerDefinitionSummary {
  readonly name: string;
  /** The file that defines it; `typed by hand` where no file does. */
  readonly source: string;
  /** Whose file it is and at which level, e.g. `Cursor, user`. */
  readonly origin?: string;
  /** What the person typed, when no file defines it. */
  readonly typed?: string;
  readonly transport: 'stdio' | 'http' | 'sse';
  /** The whole command line (stdio) or the URL (http, sse), as it will be used. */
  readonly target: string;
  readonly cwd?: string;
  /** Names only. */
  readonly environment: readonly string[];
  /** Names, with the variables whose values are sent: `Authorization (${env:TOKEN})`. */
  readonly headers: readonly string[];
  /** The OAuth client that the definition names, in words. */
  readonly client?: readonly string[];
  /** Answers the definition asks the person for (`${input:id}`). */
  readonly inputs: readonly DefinitionInput[];
  /** Identifies this exact definition; another hash means that it changed since the person said yes. */
  readonly hash: string;
}

export interface DefinitionInput {
  readonly id: string;
  readonly description: string;
  readonly password: boolean;
  readonly default?: string;
  readonly options?: readonly string[];
}

/** Something in a configuration file that cannot be used, at its place. */
export interface DefinitionProblem {
  readonly source: string;
  /** The server's name, when one is to blame. */
  readonly server?: string;
  /** One-based, where the place is known. */
  readonly line?: number;
  readonly message: string;
}
