import type { DefinitionInput, DefinitionProblem } from '../../protocol/serverDefinition.ts';
import type { ClientTemplate } from './configuredClient.ts';
import type { Template } from './template.ts';

/** A server as a configuration file defines it: variables looked up, inputs not yet answered. */
export type ServerDefinition = ProcessDefinition | UrlDefinition;

interface AnyDefinition {
  readonly name: string;
  /** The file that defines it; `typed by hand` where no file does. */
  readonly source: string;
  /** Whose file it is and at which level, for people: `Cursor, user`. */
  readonly origin: string;
  /** What the person typed, when no file defines it. */
  readonly typed?: string;
  /** What the person has to answer before it can be used, in the order of first use. */
  readonly inputs: readonly DefinitionInput[];
  /** Identifies this exact definition, without the answers; another hash means that something changed. */
  readonly hash: string;
}

/** A server that is started as a process and spoken to over its standard input and output. */
export interface ProcessDefinition extends AnyDefinition {
  readonly transport: 'stdio';
  readonly command: Template;
  readonly args: readonly Template[];
  /** Absolute. */
  readonly cwd: Template;
  /** Added to the small environment that every server gets; `null` takes a variable out of it. */
  readonly environment: ReadonlyMap<string, Template | null>;
}

/** A server that is reached over HTTP: streamable HTTP (`http`, falling back to SSE) or SSE alone. */
export interface UrlDefinition extends AnyDefinition {
  readonly transport: 'http' | 'sse';
  readonly url: Template;
  readonly headers: ReadonlyMap<string, Template>;
  /** The OAuth client to sign in as; absent: one that the authorization server registers. */
  readonly oauth?: ClientTemplate;
}

/** The servers that one place defines, and what is wrong there. */
export interface FoundServers {
  readonly definitions: readonly ServerDefinition[];
  readonly problems: readonly DefinitionProblem[];
}

/**
 * Everything that a person configured, the definition that counts first where several have one name: what is nearer to
 * the policy before what is farther, the workspace before the user, files before what was typed.
 */
export interface ConfiguredServers extends FoundServers {
  /** The `.vscode/mcp.json` nearest to the policy, or the one that could be created when there is none. */
  readonly source: string;
  readonly exists: boolean;
}
