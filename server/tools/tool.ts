import type { JsonObject } from '../policy/json.ts';

/** What a server claims of a tool's behaviour. Claims can be wrong: they never lower a risk class by themselves. */
export interface ToolAnnotations {
  readonly title?: string;
  readonly readOnlyHint?: boolean;
  readonly destructiveHint?: boolean;
  readonly idempotentHint?: boolean;
  readonly openWorldHint?: boolean;
}

/** One tool of an MCP server. Every text in it is the server's own and untrusted. */
export interface Tool {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly inputSchema: JsonObject;
  readonly annotations?: ToolAnnotations;
}

/** A tool that the server listed but that is too malformed to use. `name` is there when at least that was readable. */
export interface SkippedTool {
  readonly name?: string;
  /** Zero-based place in the server's list. */
  readonly position: number;
  readonly reason: string;
}

/** In UTF-16 code units, for a server's name and its version: they stand in one line of a message. */
export const longestServerName = 200;

/** A server's whole answer to `tools/list`, over all pages. */
export interface ToolList {
  readonly server: string;
  readonly version?: string;
  /** Milliseconds since the Unix epoch; absent when a snapshot does not say. */
  readonly fetchedAt?: number;
  readonly tools: readonly Tool[];
  readonly skipped: readonly SkippedTool[];
  /** Why the list ends early (a repeated cursor, a cap). Absent: the list is complete. */
  readonly cutShort?: string;
}
