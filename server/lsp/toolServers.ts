import type { ConnectParams, ServerDefinitionsResult } from '../protocol/requests.ts';
import type { ConnectionProblem } from '../tools/knowledge.ts';
import type { ToolList } from '../tools/tool.ts';

/** Where a policy lies: its own path and that of the workspace folder it is in. */
export interface PolicyPlace {
  readonly path: string;
  readonly folder: string;
}

export type ListingResult = { readonly list: ToolList } | { readonly problem: ConnectionProblem };

/** How the language server gets at MCP servers. */
export interface ToolServers {
  /** The folder whose configuration is in force for the policy, e.g. the one with `.vscode/mcp.json`. */
  folderOf(place: PolicyPlace): Promise<string>;
  definitions(place: PolicyPlace): Promise<ServerDefinitionsResult>;
  /**
   * Connects to the named server, lists its tools and ends the connection. Refuses when the definition's hash is not the
   * one that the person said yes to.
   */
  list(
    place: PolicyPlace,
    wanted: Pick<ConnectParams, 'server' | 'hash' | 'inputs'>,
    timeoutMilliseconds: number,
    signal: AbortSignal,
  ): Promise<ListingResult>;
}
