import type { PanelForm, PanelTab, PanelView, ShownDecision } from '../../server/protocol/panel.ts';
import type { ToolChoice } from '../../server/protocol/simulation.ts';
import type { TypedArguments } from './arguments/typedArguments.ts';
import { emptyTraffic, type KeptPlan, type TrafficTab } from './traffic/trafficState.ts';
import { emptyWatches, type WatchesTab } from './watches/watchesState.ts';

/** The tool picker's list while it is open. */
export interface OpenPicker {
  readonly query: string;
  /** The line that Enter chooses. */
  readonly active: number;
}

/** The list of names used before while it is open under the grant or the session. */
export interface OpenNames {
  readonly field: 'grant' | 'session';
  /** The name that Enter chooses; `undefined` while none is chosen and Enter calls. */
  readonly active: number | undefined;
}

/** Where the keyboard goes once the page has been drawn. */
export type WantedFocus = 'call' | 'history';

/** Everything the page draws from. */
export interface PageState {
  /** `undefined` until the host has said anything. */
  readonly view: PanelView | undefined;
  readonly tab: PanelTab;
  readonly traffic: TrafficTab;
  readonly watches: WatchesTab;
  readonly tools: readonly ToolChoice[];
  /** The page's own, newer than the host's while someone types. */
  readonly form: PanelForm | undefined;
  /** What is written in the clock while someone types there, a moment or not; gone when the field is left. */
  readonly clockText: string | undefined;
  /** What is written in the ×N field while it is not a number that can be called; gone when the field is left. */
  readonly timesText: string | undefined;
  /** What is written in the field for the server's answer while it is no number of seconds; gone when it is left. */
  readonly answerText: string | undefined;
  /** What is written in the arguments' fields where that is not just how their values are written. */
  readonly typedArguments: TypedArguments;
  readonly picker: OpenPicker | undefined;
  readonly names: OpenNames | undefined;
  /** Shown until the next one is there, so that nothing jumps while the policy is asked. */
  readonly decision: ShownDecision | undefined;
  /** The steps that were opened or closed by hand, by their place in the chain. */
  readonly toggledSteps: ReadonlySet<number>;
  readonly wantedFocus: WantedFocus | undefined;
  /** What was shown when it was wanted: until that changes the host has not answered. */
  readonly focusFrom: PanelView | undefined;
}

export const emptyPage: PageState = {
  view: undefined,
  tab: 'call',
  traffic: emptyTraffic,
  watches: emptyWatches,
  tools: [],
  form: undefined,
  clockText: undefined,
  timesText: undefined,
  answerText: undefined,
  typedArguments: new Map(),
  picker: undefined,
  names: undefined,
  decision: undefined,
  toggledSteps: new Set(),
  wantedFocus: undefined,
  focusFrom: undefined,
};

/** What the page keeps through a reload, in the webview's own memory: what the host may not have heard of yet. */
export interface KeptPage {
  readonly policy: string;
  readonly formRevision: number;
  readonly form: PanelForm;
  /** Absent in what an older version kept. */
  readonly tab?: PanelTab | undefined;
  /** Absent until there is one. */
  readonly traffic?: KeptPlan | undefined;
}

/** The choice that the form stands on, if the tool is known at all. */
export function chosenTool({ tools, form }: PageState): ToolChoice | undefined {
  return tools.find(({ name }) => name === form?.tool);
}
