import type { JsonObject } from '../policy/json.ts';
import type { ToolKnowledgeResult } from './requests.ts';
import type { CallResult, SimulatedCall, SourceRange, ToolChoice, UpstreamOutcome, WindowMode } from './simulation.ts';
import type { TrafficHostMessage, TrafficPageMessage } from './trafficPanel.ts';
import type { WatchesHostMessage, WatchesPageMessage } from './watchesPanel.ts';

export { isJsonObject, type JsonObject, type JsonValue } from '../policy/json.ts';

/** What the person has typed as arguments for one tool: JSON or not yet. */
export interface ArgumentsDraft {
  readonly tool: string;
  readonly text: string;
}

/** The arguments one by one, or all of them as text. */
export type ArgumentsMode = 'fields' | 'json';

/** Everything the person can set before a call. */
export interface PanelForm {
  readonly tool: string;
  /** A draft for each tool that was chosen, the latest last, so that going back to a tool loses nothing. */
  readonly drafts: readonly ArgumentsDraft[];
  readonly grant: string;
  readonly session: string;
  readonly upstream: UpstreamOutcome;
  /** Milliseconds until the server's error, or until the proxy gives up; of no meaning to other outcomes. Absent: at once. */
  readonly answeredAfter?: number;
  /** How windows lie on the clock, for all calls of the simulation; absent: `aligned`. */
  readonly windows?: WindowMode;
  /** How the arguments are written; absent: as fields, where the tool's are known. */
  readonly argumentsAs?: ArgumentsMode;
  /** The virtual clock: when the next call is made, in milliseconds since the Unix epoch. */
  readonly at: number;
  /** How many calls the ×N button makes. */
  readonly times: number;
}

/** The draft for the form's own tool; an empty object when there is none. */
export function argumentsText(form: PanelForm): string {
  return form.drafts.find((draft) => draft.tool === form.tool)?.text ?? '{}';
}

/** The call that the form stands for, with these arguments. */
export function callOf(form: PanelForm, args: JsonObject, times: number): SimulatedCall {
  const { tool, at, grant, session, upstream, answeredAfter } = form;
  const isLate = waitsForAnswer(upstream) && answeredAfter !== undefined && answeredAfter > 0;
  return { tool, args, at, grant, session, upstream, ...(isLate ? { answeredAfter } : {}), times };
}

/** True where it matters when the server answers: what the call used up is given back at that moment. */
export function waitsForAnswer(upstream: UpstreamOutcome): boolean {
  return upstream === 'error' || upstream === 'timeout';
}

export const maximumDrafts = 50;
/** How many entries a history can hold: each is replayed on every edit. */
export const maximumHistory = 200;
/** How many calls, all entries together. */
const maximumCalls = 100_000;

/** What became of a call, in a word and in numbers. */
export type CallTally = Pick<CallResult, 'outcome' | 'allowed' | 'denied' | 'approval'>;

/** One line of the history: a call and what became of it, once the policy has been asked. */
export interface HistoryEntry {
  /** Names the entry for as long as it exists; never used again. */
  readonly entry: number;
  readonly call: SimulatedCall;
  readonly tally?: CallTally;
}

/** The decision that is shown with its whole chain: that of the selected entry, else of the call in the form, not made yet. */
export interface ShownDecision {
  readonly entry?: number;
  readonly call: SimulatedCall;
  readonly result: CallResult;
}

/** False when one more entry of that many calls would be too much to replay on every edit. */
export function hasRoomFor(history: readonly { readonly call: SimulatedCall }[], times: number): boolean {
  const calls = history.reduce((sum, { call }) => sum + call.times, times);
  return history.length < maximumHistory && calls <= maximumCalls;
}

/** Whether the shown results are those of the text in the editor. */
export type ResultAge =
  | { readonly state: 'current' }
  | { readonly state: 'pending' }
  /** The text cannot be decided on, or nobody answered: what is shown is from before, and this is why. */
  | { readonly state: 'old'; readonly reason: string };

export interface PanelPolicy {
  readonly uri: string;
  /** Short enough for a title, e.g. `stripe/policy.json`. */
  readonly name: string;
  /** Where the file is, in full, as the person's system writes it. */
  readonly path: string;
}

/** One policy's simulation, as far as the page shows it. The tools come in a message of their own. */
export interface PanelSimulation {
  readonly state: 'ready';
  readonly policy: PanelPolicy;
  readonly form: PanelForm;
  /** Another number than before: the host set the form, and what the page has is out of date. */
  readonly formRevision: number;
  /** In the order of the clock. */
  readonly history: readonly HistoryEntry[];
  /** The entry the person is looking at; absent when it is the call in the form, whose decision is a preview. */
  readonly selected?: number;
  /** Absent until the policy has been asked. */
  readonly decision?: ShownDecision;
  readonly age: ResultAge;
  readonly knowledge: ToolKnowledgeResult;
  readonly trusted: boolean;
}

export type PanelView =
  | { readonly state: 'noPolicy' }
  | { readonly state: 'loading'; readonly policy: PanelPolicy }
  | { readonly state: 'failed'; readonly policy: PanelPolicy; readonly reason: string }
  | PanelSimulation;

/** The views of the panel: one call at a time, many over time, and calls that are watched. */
export const panelTabs = ['call', 'traffic', 'watches'] as const;
export type PanelTab = (typeof panelTabs)[number];

/** What the host does when the person follows a state's one action. */
export type PanelAction = 'connect' | 'trust' | 'openPolicy' | 'showProblems' | 'retry';

/** Page to host. `policy` is the URI the page was showing, so that a message that crosses a switch changes nothing else. */
export type PageMessage =
  | { readonly type: 'ready' }
  /** The tab that is shown, so that nothing runs for one that is not. */
  | { readonly type: 'tab'; readonly tab: PanelTab }
  | { readonly type: 'run'; readonly action: PanelAction }
  /** `formRevision`: the host's form that this one was made from; when the host has set another one since, this is late. */
  | { readonly type: 'form'; readonly policy: string; readonly formRevision: number; readonly form: PanelForm }
  | { readonly type: 'call'; readonly policy: string; readonly call: SimulatedCall }
  | { readonly type: 'select'; readonly policy: string; readonly entry: number }
  | { readonly type: 'remove'; readonly policy: string; readonly entry: number }
  | { readonly type: 'reset'; readonly policy: string }
  | { readonly type: 'reveal'; readonly policy: string; readonly range: SourceRange }
  /** What the person is looking at is about this place; without a range about none any more. */
  | { readonly type: 'point'; readonly policy: string; readonly range?: SourceRange }
  /** Copies what the agent receives; without an entry that of the preview. */
  | { readonly type: 'copy'; readonly policy: string; readonly entry?: number }
  | TrafficPageMessage
  | WatchesPageMessage;

/** Host to page. */
export type HostMessage =
  | { readonly type: 'view'; readonly view: PanelView }
  | { readonly type: 'tools'; readonly policy: string; readonly tools: readonly ToolChoice[] }
  /** The tab that was shown last, before anything else is told: the page does not remember it over a restart. */
  | { readonly type: 'tab'; readonly tab: PanelTab }
  /** The person asked for the panel by name: put the keyboard on the call button. */
  | { readonly type: 'focus' }
  | TrafficHostMessage
  | WatchesHostMessage;
