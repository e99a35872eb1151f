import type { PanelForm, PanelView, ShownDecision } from '../../server/protocol/panel.ts';
import type { ToolChoice } from '../../server/protocol/simulation.ts';

/** The tool picker's list while it is open. */
export interface OpenPicker {
  readonly query: string;
  /** The line that Enter chooses. */
  readonly active: number;
}

/** Where the keyboard goes once the page has been drawn. */
export type WantedFocus = 'call' | 'history';

/** Everything the page draws from. */
export interface PageState {
  /** `undefined` until the host has said anything. */
  readonly view: PanelView | undefined;
  readonly tools: readonly ToolChoice[];
  /** The page's own, newer than the host's while someone types. */
  readonly form: PanelForm | undefined;
  /** What is written in the clock while someone types there, a moment or not; gone when the field is left. */
  readonly clockText: string | undefined;
  /** What is written in the ×N field while it is not a number that can be called; gone when the field is left. */
  readonly timesText: string | undefined;
  readonly picker: OpenPicker | undefined;
  /** Shown until the next one is there, so that nothing jumps while the policy is asked. */
  readonly decision: ShownDecision | undefined;
  /** The steps that were opened or closed by hand, by their place in the chain. */
  readonly toggledSteps: ReadonlySet<number>;
  readonly wantedFocus: WantedFocus | undefined;
}

export const emptyPage: PageState = {
  view: undefined,
  tools: [],
  form: undefined,
  clockText: undefined,
  timesText: undefined,
  picker: undefined,
  decision: undefined,
  toggledSteps: new Set(),
  wantedFocus: undefined,
};

/** What the page keeps through a reload, in the webview's own memory: a form that the host may not have heard of yet. */
export interface KeptPage {
  readonly policy: string;
  readonly formRevision: number;
  readonly form: PanelForm;
}

/** The choice that the form stands on, if the tool is known at all. */
export function chosenTool({ tools, form }: PageState): ToolChoice | undefined {
  return tools.find(({ name }) => name === form?.tool);
}
