import type { ToolKnowledge } from '../tools/knowledge.ts';
import type { DefinitionProblem, ServerDefinitionSummary } from './serverDefinition.ts';
import type { SimulatedCall, SimulationResult, ToolChoice, WindowMode } from './simulation.ts';
import type { DriftMark, ListOrigin, WatchState } from './toolsOverview.ts';
import type { TrafficPlan } from './traffic.ts';

/**
 * The requests and notifications this product adds to LSP. Documents are named by their URI. Each entry is
 * `[method, parameters, result]`; client and server use the same constants, so a name is written once.
 */
export const requests = {
  /** Which servers are configured for the folder of this document, and what is wrong with the files that say so. */
  serverDefinitions: 'mcpPolicy/serverDefinitions',
  /** Connects to one of them, lists its tools and closes the connection. The person has said yes to this very hash. */
  connect: 'mcpPolicy/connect',
  /** The same, and keeps the connection open: the list follows the server's until {@link requests.unwatch}. */
  watch: 'mcpPolicy/watch',
  /** Ends the connection that is kept open for this document's server, if there is one: {@link DocumentParams}. */
  unwatch: 'mcpPolicy/unwatch',
  /** The connections that are kept open, of whichever policy: no parameters → {@link WatchedServer}s. */
  watched: 'mcpPolicy/watched',
  /** Ends those to these definitions, which are trusted no longer: {@link UnwatchDefinitionsParams} → how many. */
  unwatchDefinitions: 'mcpPolicy/unwatchDefinitions',
  /** Signs out of the server behind this document: {@link ServerDefinitionsParams} → whether somebody was signed in. */
  signOut: 'mcpPolicy/signOut',
  /** The same for what a person typed, whichever policy it belongs to: {@link SignOutTypedParams} → as above. */
  signOutTyped: 'mcpPolicy/signOutTyped',
  /** What the policy does to every tool of its server: {@link DocumentParams} → `ToolsOverviewResult`. */
  toolsOverview: 'mcpPolicy/toolsOverview',
  /** Edits that change what the policy says of tools: `ToolRuleChangeParams` → `ToolRuleChangeResult`. */
  toolRuleEdits: 'mcpPolicy/toolRuleEdits',
  /** The list behind this document as a snapshot: {@link DocumentParams} → {@link SnapshotResult}. */
  snapshot: 'mcpPolicy/snapshot',
  /** A snapshot from a `tools/list` answer that was captured elsewhere: {@link ImportParams} → {@link SnapshotResult}. */
  importSnapshot: 'mcpPolicy/importSnapshot',
  /** What changed in the server since its snapshot: {@link DocumentParams} → {@link DriftResult}. */
  drift: 'mcpPolicy/drift',
  /** A policy for the tools behind this document: {@link DocumentParams} → {@link CreatedPolicyResult}. */
  createPolicy: 'mcpPolicy/createPolicy',
  /** Whether the document reads like a policy: its name alone does not tell. */
  isPolicy: 'mcpPolicy/isPolicy',
  /** What is known of the tools of the server behind this document. */
  toolKnowledge: 'mcpPolicy/toolKnowledge',
  /** The tools that can be called in the simulator. */
  toolChoices: 'mcpPolicy/toolChoices',
  /** Replays calls against the document's text as it stands in the editor, saved or not. */
  simulate: 'mcpPolicy/simulate',
  /** Runs traffic against it: {@link TrafficParams} → `TrafficResult`. Cancelling the request ends the run. */
  traffic: 'mcpPolicy/traffic',
  /** Explains one call of such a run: {@link TrafficCallParams} → `TrafficCallResult`, `null` when there is none. */
  trafficCall: 'mcpPolicy/trafficCall',
  /** The tests of a scenario file: {@link ScenariosParams} → {@link ScenariosResult}. */
  scenarios: 'mcpPolicy/scenarios',
  /** Runs them, and says what of the policy they exercised: {@link RunScenariosParams} → {@link RunScenariosResult}. */
  runScenarios: 'mcpPolicy/runScenarios',
} as const;

export const notifications = {
  /** Server to client: tool knowledge of some documents changed. No parameters: ask again for what is shown. */
  toolKnowledgeChanged: 'mcpPolicy/toolKnowledgeChanged',
  /** Server to client: this policy was parsed anew; what was simulated on it may have changed. */
  policyChanged: 'mcpPolicy/policyChanged',
  /** Server to client: how far a run of traffic is, a few times a second: {@link TrafficProgressParams}. */
  trafficProgress: 'mcpPolicy/trafficProgress',
  /**
   * Server to client: a connection that was kept open is not any more: {@link WatchEndedParams}. Not told when the language
   * server itself ends: whoever starts it anew may ask for the connection again.
   */
  watchEnded: 'mcpPolicy/watchEnded',
  /** Server to client: how far the connection to a server is: {@link ConnectProgressParams}. */
  connectProgress: 'mcpPolicy/connectProgress',
  /** Client to server: the person has trusted the workspace. */
  workspaceTrusted: 'mcpPolicy/workspaceTrusted',
} as const;

export interface DocumentParams {
  readonly uri: string;
}

export interface ServerDefinitionsParams extends DocumentParams {
  /** Commands and URLs that a person typed by hand, as they were typed. */
  readonly typed?: readonly string[];
}

export interface ServerDefinitionsResult {
  /** The configuration file that was looked for; the person can create it when it does not exist. */
  readonly source: string;
  readonly exists: boolean;
  readonly definitions: readonly ServerDefinitionSummary[];
  /** The one that a setting ties the policy to; no other is connected for it. */
  readonly tiedTo?: string;
  /** The server that most likely belongs to the policy, and the sentence that says why. */
  readonly suggested?: { readonly server: string; readonly source: string; readonly why: string };
  readonly problems: readonly DefinitionProblem[];
}

export interface ConnectParams {
  readonly uri: string;
  readonly server: string;
  /** The file that defines it: several may define a server of one name. Absent: the first that does. */
  readonly source?: string;
  /** What the person typed, when no file defines it. */
  readonly typed?: string;
  readonly hash: string;
  /** Names the connection in its progress; without it there is no progress. */
  readonly token?: string;
  readonly inputs: Readonly<Record<string, string>>;
  /**
   * Of {@link requests.watch}: the connection was kept before the language server was started anew, and nobody asks for it
   * now. No person is asked to sign in, a server that cannot be reached is tried again as one that was lost, and what
   * somebody has chosen for the policy stays.
   */
  readonly again?: boolean;
}

/** The connection as it was asked for. */
export type WatchEndedParams = Pick<ConnectParams, 'uri' | 'server' | 'hash'>;

export interface SignOutTypedParams extends DocumentParams {
  /** What the person typed, and the name that it goes by. */
  readonly typed: string;
  readonly server: string;
  /** Answers, where the address is made of some. */
  readonly inputs: ConnectParams['inputs'];
}

/** A connection that is kept open. */
export interface WatchedServer {
  readonly server: string;
  /** The folder whose policies it serves. */
  readonly folder: string;
  readonly hash: string;
}

export interface UnwatchDefinitionsParams {
  readonly hashes: readonly string[];
}

export interface ConnectProgressParams {
  readonly token: string;
  /** Tools listed so far; 0 while the connection is made. */
  readonly tools: number;
}

/** A snapshot's text and where it belongs, or why there is none. */
export type SnapshotResult =
  | { readonly path: string; readonly text: string }
  | { readonly problem: { readonly what: string; readonly remedy: string } };

export interface ImportParams extends DocumentParams {
  readonly text: string;
  /** The server's name, when the text does not say it. */
  readonly server?: string;
}

export interface DriftResult {
  /** The snapshot that was compared with; absent when there is none. */
  readonly snapshot?: string;
  readonly tools: readonly {
    readonly name: string;
    /** The name in the snapshot, where the tool was renamed. */
    readonly formerName?: string;
    readonly marks: readonly DriftMark[];
    /** The tool as readable text, before and now, for a comparison side by side. Absent: it was not there. */
    readonly before?: string;
    readonly now?: string;
  }[];
}

export type CreatedPolicyResult =
  | { readonly text: string }
  | { readonly problem: { readonly what: string; readonly remedy: string } };

/** Without the schemas, which stay in the server. */
export interface ToolKnowledgeResult {
  readonly state: ToolKnowledge['state'];
  /** The server's own name, or the name in the configuration file when it never answered. */
  readonly server?: string;
  /** The name in the configuration file. */
  readonly definition?: string;
  readonly from?: ListOrigin;
  readonly watch?: WatchState;
  readonly toolCount: number;
  readonly skipped: readonly string[];
  readonly fetchedAt?: number;
  readonly cutShort?: string;
  readonly problem?: { readonly what: string; readonly remedy: string };
}

export interface SimulateParams {
  readonly uri: string;
  readonly calls: readonly SimulatedCall[];
  /** How windows lie on the clock; absent: `aligned`. */
  readonly windows?: WindowMode;
}

export interface TrafficParams {
  readonly uri: string;
  readonly plan: TrafficPlan;
  /** Names the run in its progress; without it there is no progress. */
  readonly token?: string;
}

export interface TrafficProgressParams {
  readonly token: string;
  /** Calls decided so far, and as many as there will be, as far as is known: a loop's calls depend on their answers. */
  readonly done: number;
  readonly calls: number;
}

export interface TrafficCallParams {
  readonly uri: string;
  readonly plan: TrafficPlan;
  /** The call's place in the run, from 0. */
  readonly call: number;
}

export type SimulateResult = SimulationResult;
export type ToolChoicesResult = { readonly tools: readonly ToolChoice[]; readonly knowledge: ToolKnowledgeResult };

/** What the client tells the language server when it starts it. Every other editor may leave all of it out. */
export interface InitializationOptions {
  /** The editor reports JSON syntax errors and duplicate keys itself (VS Code does), so the server leaves them out. */
  readonly editorReportsJsonSyntax?: boolean;
  /** Nothing is started and nothing is requested from a server until the workspace is trusted. */
  readonly workspaceTrusted?: boolean;
  /** The servers that a person connected from single policies in earlier sessions, by the policy's URI. */
  readonly chosenServers?: Readonly<Record<string, string>>;
  /** The editor can open a browser and keep secrets: `editorRequests` may be sent to it. */
  readonly signsIn?: boolean;
  /** A folder of the editor's own, where the last good lists are kept; without one they live as long as the server. */
  readonly memoryFolder?: string;
  /** The folder of the editor's user settings, which may hold an `mcp.json`. */
  readonly userFolder?: string;
  /** The address of `docs/diagnostics.md`, to which a problem's code links; by default the file beside the server. */
  readonly diagnosticsPage?: string;
}
