import type { RiskGuess, SourceRange, ToolStanding } from './simulation.ts';

/** The requests behind the *Tools* tree: what a policy does to every tool of its server, and edits made from there. */

export interface ToolsOverviewResult {
  readonly server: ShownServer;
  /** What the policy does with tools it does not list; absent while the text cannot be read as a policy. */
  readonly default?: 'allow' | 'deny';
  /** In the server's order, then those that only the policy names. At most {@link mostShownTools}. */
  readonly tools: readonly ShownTool[];
  /** How many tools were left out beyond the bound. */
  readonly leftOut: number;
}

export const mostShownTools = 10_000;

/** The server behind a policy, as the tree shows it in its first row. Texts are the server's own and untrusted. */
export interface ShownServer {
  /** Its name in the configuration; absent when no server belongs to the policy. */
  readonly definition?: string;
  /** What it calls itself. */
  readonly name?: string;
  readonly state: 'unknown' | 'fresh' | 'stale';
  /** Where the list comes from; absent when nothing is known. */
  readonly from?: ListOrigin;
  readonly toolCount: number;
  readonly fetchedAt?: number;
  readonly cutShort?: string;
  readonly skipped: readonly string[];
  readonly problem?: { readonly what: string; readonly remedy: string };
  /** How a connection that is kept open stands; absent when none is. */
  readonly watch?: WatchState;
  /** The snapshot that the list is compared with, as a path. */
  readonly snapshot?: string;
}

/** `live`: listed in this session; `earlier`: the last good list of an earlier session; `snapshot`: a saved file. */
export type ListOrigin = 'live' | 'earlier' | 'snapshot';

export type WatchState =
  | { readonly state: 'connected' }
  /** The connection was lost and is tried again at this time, in milliseconds since the epoch. */
  | { readonly state: 'waiting'; readonly retryAt: number; readonly attempt: number };

export interface ShownTool {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly standing: ToolStanding;
  /** What the policy says in a line, e.g. `30/min per grant`. */
  readonly line: string;
  /** True when the policy names the tool under `tools` or in `hide`. */
  readonly isNamed: boolean;
  /** `false`: only the policy names it. */
  readonly isKnown: boolean;
  /** Where the policy names it. */
  readonly range?: SourceRange;
  readonly risk?: RiskGuess & { readonly chosenIn?: RiskOrigin };
  readonly drift: readonly DriftMark[];
  /** What in its texts is suspicious, a sentence each: hidden characters, instructions to a model. */
  readonly flags: readonly string[];
}

/** Where a person has said what class a tool is of. */
export type RiskOrigin = 'settings' | 'snapshot';

/** How the live list differs from the snapshot at a tool. */
export interface DriftMark {
  readonly kind: 'added' | 'removed' | 'renamed' | 'description' | 'schema' | 'annotations';
  /** One sentence, with the consequence for the policy where there is one. */
  readonly sentence: string;
}

/** What a person can do to some tools at once. */
export type ToolRuleChange = 'allow' | 'deny' | 'hide' | 'limit' | 'starter' | 'remove';

export interface ToolRuleChangeParams {
  readonly uri: string;
  readonly tools: readonly string[];
  readonly change: ToolRuleChange;
}

/** Edits of the document as it was in this version, none of which overlaps another. */
export interface ToolRuleChangeResult {
  readonly version: number;
  readonly edits: readonly { readonly range: SourceRange; readonly newText: string }[];
  /** Tools for which the policy cannot be made to do what was asked; nothing was changed for them. */
  readonly refused: readonly string[];
}
