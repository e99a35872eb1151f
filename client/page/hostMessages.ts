import type { HostMessage, PanelSimulation, PanelView, ShownDecision } from '../../server/protocol/panel.ts';
import type { TypedArguments } from './arguments/typedArguments.ts';
import type { KeptPage, PageState } from './pageState.ts';
import { receivedTraffic } from './traffic/trafficMessages.ts';
import { receivedWatches } from './watches/watchesState.ts';

/** The page after a message from the host. `kept` is what the page itself remembers from before a reload. */
export function received(state: PageState, message: HostMessage, kept?: KeptPage): PageState {
  if (message.type === 'tab') return { ...state, tab: message.tab };
  if (message.type === 'focus') return { ...state, tab: 'call', wantedFocus: 'call' };
  if (message.type === 'tools') return { ...state, tools: message.tools };
  if (message.type === 'watches') return { ...state, watches: receivedWatches(state.watches, message) };
  if (message.type !== 'view') return { ...state, traffic: receivedTraffic(state.traffic, message) };
  const { view } = message;
  if (view.state === 'ready') return showing(state, view, kept);
  return { ...state, view, form: undefined, decision: undefined };
}

function showing(state: PageState, view: PanelSimulation, kept: KeptPage | undefined): PageState {
  const samePolicy = isSamePolicy(state.view, view);
  const decision = decisionToShow(samePolicy ? state.decision : undefined, view);
  const toggledSteps = isSameChain(state.decision, decision) ? state.toggledSteps : new Set<number>();
  const shown = { ...state, view, decision, toggledSteps };
  if (samePolicy && state.view.formRevision === view.formRevision) return shown;
  const sameKept = kept?.policy === view.policy.uri && kept.formRevision === view.formRevision;
  const form = sameKept ? kept.form : view.form;
  const typedArguments: TypedArguments = samePolicy ? state.typedArguments : new Map();
  const untyped = { clockText: undefined, timesText: undefined, answerText: undefined };
  return { ...shown, ...untyped, form, typedArguments, picker: undefined, names: undefined };
}

function isSamePolicy(before: PanelView | undefined, view: PanelSimulation): before is PanelSimulation {
  return before?.state === 'ready' && before.policy.uri === view.policy.uri;
}

/** The decision before stays while the policy is asked about the next one. */
function decisionToShow(before: ShownDecision | undefined, view: PanelSimulation): ShownDecision | undefined {
  return view.decision ?? (view.age.state === 'pending' ? before : undefined);
}

function isSameChain(before: ShownDecision | undefined, decision: ShownDecision | undefined): boolean {
  return before?.entry === decision?.entry && before?.result.steps.length === decision?.result.steps.length;
}
