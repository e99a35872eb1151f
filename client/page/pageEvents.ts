import {
  argumentsText,
  callOf,
  hasRoomFor,
  type PageMessage,
  type PanelForm,
  type PanelTab,
} from '../../server/protocol/panel.ts';
import { maximumTimes } from '../../server/protocol/simulation.ts';
import { type ArgumentEvent, argumentsChanged, argumentsMode, withDraft } from './arguments/argumentEvents.ts';
import type { Expected } from './arguments/argumentProblems.ts';
import { type ArgumentsCheck, checkArguments } from './arguments/argumentsCheck.ts';
import { unreadArgument } from './arguments/typedArguments.ts';
import { type CallerEvent, callerChanged, readSeconds } from './call/callerEvents.ts';
import { readMoment } from './call/moments.ts';
import { chosenTool, type PageState } from './pageState.ts';
import { changedTraffic, type TrafficEvent } from './traffic/trafficEvents.ts';
import { changedWatchesTab, type WatchesEvent } from './watches/watchesState.ts';

/** Everything the person can do on the page that is more than a message to the host. */
export type PageEvent =
  | { readonly type: 'tabChosen'; readonly tab: PanelTab }
  | { readonly type: 'traffic'; readonly event: TrafficEvent }
  | { readonly type: 'watches'; readonly event: WatchesEvent }
  | ArgumentEvent
  | CallerEvent
  | { readonly type: 'clockTyped'; readonly text: string }
  | { readonly type: 'clockLeft' }
  | { readonly type: 'clockSet'; readonly at: number }
  | { readonly type: 'timesTyped'; readonly text: string }
  | { readonly type: 'timesLeft' }
  | { readonly type: 'pickerOpened' }
  | { readonly type: 'pickerTyped'; readonly query: string }
  | { readonly type: 'pickerMoved'; readonly active: number }
  | { readonly type: 'pickerClosed' }
  | { readonly type: 'toolPicked'; readonly tool: string }
  | { readonly type: 'stepToggled'; readonly index: number }
  | { readonly type: 'focusWanted'; readonly focus: NonNullable<PageState['wantedFocus']> }
  | { readonly type: 'focused' };

/** The page after an event. */
export function changed(state: PageState, event: PageEvent): PageState {
  const { form } = state;
  if (form === undefined) return state;
  switch (event.type) {
    case 'tabChosen':
      return { ...state, tab: event.tab, picker: undefined };
    case 'traffic':
      return { ...state, traffic: changedTraffic(state.traffic, event.event) };
    case 'watches':
      return { ...state, watches: changedWatchesTab(state.watches, event.event) };
    case 'clockTyped': {
      const at = readMoment(event.text, form.at);
      return { ...state, clockText: event.text, ...(at === undefined ? {} : { form: { ...form, at } }) };
    }
    case 'clockLeft':
      return { ...state, clockText: undefined };
    case 'clockSet':
      return { ...state, clockText: undefined, form: { ...form, at: event.at } };
    case 'timesTyped': {
      const times = readTimes(event.text);
      return times === undefined
        ? { ...state, timesText: event.text }
        : { ...state, timesText: undefined, form: { ...form, times } };
    }
    case 'timesLeft':
      return { ...state, timesText: undefined };
    case 'pickerOpened':
      return { ...state, picker: { query: '', active: Math.max(0, placeOf(state, form.tool)) } };
    case 'pickerTyped':
      return { ...state, picker: { query: event.query, active: 0 } };
    case 'pickerMoved':
      return state.picker === undefined ? state : { ...state, picker: { ...state.picker, active: event.active } };
    case 'pickerClosed':
      return { ...state, picker: undefined };
    case 'toolPicked':
      return { ...state, picker: undefined, form: withTool(state, form, event.tool) };
    case 'stepToggled':
      return { ...state, toggledSteps: toggled(state.toggledSteps, event.index) };
    case 'focusWanted':
      return { ...state, wantedFocus: event.focus, focusFrom: state.view };
    case 'focused':
      return { ...state, wantedFocus: undefined };
    case 'argumentsTyped':
    case 'argumentsShownAs':
    case 'argumentTyped':
    case 'argumentLeft':
    case 'argumentSet':
      return argumentsChanged(state, form, event);
    default:
      return callerChanged(state, form, event);
  }
}

/** What is wrong or odd about the arguments that are written now. */
export function argumentsCheck(state: PageState): ArgumentsCheck {
  if (state.form === undefined) return { state: 'bad', problem: 'There is no policy to ask.' };
  const check = checkArguments(argumentsText(state.form), expectedArguments(state));
  if (check.state === 'bad' || argumentsMode(state) === 'json') return check;
  const unread = unreadArgument(state.typedArguments, state.form.tool, check.args);
  return unread === undefined ? check : { state: 'bad', problem: `“${unread.join('.')}” is not JSON yet.` };
}

/** The arguments that the chosen tool takes, as far as they are known. */
export function expectedArguments(state: PageState): Expected | undefined {
  const { parameters, takesOthers } = chosenTool(state) ?? {};
  return parameters === undefined ? undefined : { parameters, takesOthers: takesOthers === true };
}

/** What the ×N field says, from 1 to the most that can be called at once; `undefined` when it says something else. */
function readTimes(text: string): number | undefined {
  const times = /^\d{1,6}$/.test(text.trim()) ? Number(text.trim()) : 0;
  return times >= 1 && times <= maximumTimes ? times : undefined;
}

/** What is said when one more call would be too much to replay on every edit. */
export const fullHistory = 'The history is full: remove calls from it, or reset.';

/** Why that many calls cannot be made just now; `undefined` when they can. */
export function callObstacle(state: PageState, times: number): string | undefined {
  const { form, view } = state;
  if (form === undefined || view?.state !== 'ready') return 'There is no policy to ask.';
  if (form.tool === '') return 'Choose a tool first.';
  if (argumentsCheck(state).state === 'bad') return 'The arguments must be a JSON object first.';
  if (clockProblem(state) !== undefined) return 'Set the clock to a moment first.';
  if (isAnswerUnread(state)) return 'Set the seconds until the answer first.';
  if (times > 1 && state.timesText !== undefined) return `Up to ${maximumTimes} calls can be made at once.`;
  if (!hasRoomFor(view.history, times)) return fullHistory;
  return undefined;
}

function isAnswerUnread({ answerText }: PageState): boolean {
  return answerText !== undefined && readSeconds(answerText) === undefined;
}

/** What is wrong with the clock as it is written. */
export function clockProblem({ clockText, form }: PageState): string | undefined {
  const isMoment = clockText === undefined || readMoment(clockText, form?.at ?? 0) !== undefined;
  return isMoment ? undefined : 'Write a UTC moment, like 2026-03-02 10:31:00 or 10:31.';
}

/** The message that makes the call; `undefined` when an obstacle stands in the way. */
export function callMessage(state: PageState, times: number): PageMessage | undefined {
  const { form, view } = state;
  const check = argumentsCheck(state);
  if (callObstacle(state, times) !== undefined || form === undefined) return undefined;
  if (view?.state !== 'ready' || check.state === 'bad') return undefined;
  return { type: 'call', policy: view.policy.uri, call: callOf(form, check.args, times) };
}

/** A tool comes with what was typed for it before, else with its sample arguments. */
function withTool(state: PageState, form: PanelForm, tool: string): PanelForm {
  const typed = form.drafts.find((draft) => draft.tool === tool)?.text;
  const sample = state.tools.find(({ name }) => name === tool)?.sampleArguments ?? {};
  return withDraft(form, tool, typed ?? JSON.stringify(sample, null, 2));
}

function placeOf(state: PageState, tool: string): number {
  return state.tools.findIndex(({ name }) => name === tool);
}

function toggled(steps: ReadonlySet<number>, index: number): ReadonlySet<number> {
  const next = new Set(steps);
  if (!next.delete(index)) next.add(index);
  return next;
}
