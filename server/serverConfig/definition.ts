import type { DefinitionInput, DefinitionProblem } from '../protocol/serverDefinition.ts';
import type { Template } from './template.ts';

/** A server as a configuration file defines it: variables looked up, inputs not yet answered. */
export type ServerDefinition = ProcessDefinition | UrlDefinition;

interface AnyDefinition {
  readonly name: string;
  /** The file that defines it. */
  readonly source: string;
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
}

/** Everything that one configuration file says. Names are keys of a Map: a server may be called `__proto__`. */
export interface ConfiguredServers {
  /** The file that was read, or that could be created when there is none. */
  readonly source: string;
  readonly exists: boolean;
  readonly definitions: ReadonlyMap<string, ServerDefinition>;
  readonly problems: readonly DefinitionProblem[];
}
