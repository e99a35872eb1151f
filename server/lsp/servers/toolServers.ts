import type { ListProgress } from '../../mcp/listing/listTools.ts';
import type { SignIns } from '../../mcp/oauth/signIns.ts';
import type { Watch, WatchOptions } from '../../mcp/watch/watchTools.ts';
import type { ConnectParams, ServerDefinitionsResult } from '../../protocol/requests.ts';
import type { ServerDefinition } from '../../serverConfig/definition/definition.ts';
import type { ConnectionProblem } from '../../tools/knowledge.ts';
import type { ToolList } from '../../tools/tool.ts';

/** Where a policy lies: its own path and that of the workspace folder it is in. */
export interface PolicyPlace {
  readonly path: string;
  readonly folder: string;
}

/** Where servers are looked for around a policy. */
export interface ServerSearch extends PolicyPlace {
  /** The other folders of the workspace. */
  readonly otherFolders?: readonly string[];
  /** The folder of the editor's user settings. */
  readonly userFolder?: string | undefined;
  /** Commands and URLs that the person typed. */
  readonly typed?: readonly string[];
}

/** The definition that the person said yes to. */
export type AgreedServer = Pick<ConnectParams, 'server' | 'source' | 'typed' | 'hash' | 'inputs'>;

export type ListingResult = { readonly list: ToolList } | { readonly problem: ConnectionProblem };

/** A connection that is kept open, or why there is none. */
export type WatchResult = { readonly watch: Watch } | { readonly problem: ConnectionProblem };

export interface ListingOptions {
  readonly timeoutMilliseconds: number;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: ListProgress) => void;
  /** Who is signed in, and how somebody signs in; absent where the editor signs nobody in. */
  readonly signIns?: SignIns | undefined;
}

export interface WatchingOptions extends Omit<WatchOptions, 'authorization'>, Pick<ListingOptions, 'signIns'> {
  readonly signal: AbortSignal;
}

/** How the language server keeps connections to MCP servers. */
export interface WatchableServers {
  /** As {@link ToolServers.list}, and keeps the connection; what comes of it is told by the options' functions. */
  watch(search: ServerSearch, wanted: AgreedServer, options: WatchingOptions): Promise<WatchResult>;
}

/** How the language server gets at MCP servers. */
export interface ToolServers {
  /** The folder whose servers are the policy's own: the nearest with a file that defines some. */
  folderOf(place: PolicyPlace): Promise<string>;
  definitions(search: ServerSearch): Promise<ServerDefinitionsResult>;
  /** The definitions of that name: several files may have one, and a person may have typed one. */
  definitionsNamed(search: ServerSearch, name: string): Promise<readonly ServerDefinition[]>;
  /**
   * Connects to the named server, lists its tools and ends the connection. Refuses when the definition's hash is not the
   * one that the person said yes to.
   */
  list(search: ServerSearch, wanted: AgreedServer, options: ListingOptions): Promise<ListingResult>;
}
