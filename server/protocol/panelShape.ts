import {
  type ArgumentsDraft,
  type ArgumentsMode,
  type HistoryEntry,
  type HostMessage,
  maximumDrafts,
  maximumHistory,
  type PageMessage,
  type PanelForm,
  type PanelPolicy,
  type PanelSimulation,
  type PanelView,
  panelTabs,
  type ResultAge,
  type ShownDecision,
} from './panel.ts';
import {
  type Check,
  isAnyOf,
  isIntegerFrom,
  isListOf,
  isOneOf,
  isOptional,
  isShape,
  isText,
  isTruth,
} from './shape.ts';
import {
  isAnsweredAfter,
  isCallResult,
  isCallTally,
  isMoment,
  isSimulatedCall,
  isSourceRange,
  isTimes,
  isToolChoice,
  isToolKnowledge,
  isUpstreamOutcome,
  isWindowMode,
  longestText,
} from './simulationShape.ts';
import { isTrafficHostMessage, isTrafficPageMessage } from './trafficPanel.ts';
import { isWatchesHostMessage, isWatchesPageMessage } from './watchesPanel.ts';

const isName = isText(longestText);
const isEntry = isIntegerFrom(0, Number.MAX_SAFE_INTEGER);

/** Also what comes back from the workspace's memory. */
export const isPanelForm = isShape<PanelForm>({
  tool: isName,
  drafts: isListOf(isShape<ArgumentsDraft>({ tool: isName, text: isName }), maximumDrafts),
  grant: isName,
  session: isName,
  upstream: isUpstreamOutcome,
  answeredAfter: isOptional(isAnsweredAfter),
  windows: isOptional(isWindowMode),
  argumentsAs: isOptional(isOneOf<ArgumentsMode>('fields', 'json')),
  at: isMoment,
  times: isTimes,
});

type Page<Type extends PageMessage['type']> = Extract<PageMessage, { type: Type }>;
type Host<Type extends HostMessage['type']> = Extract<HostMessage, { type: Type }>;
type View<State extends PanelView['state']> = Extract<PanelView, { state: State }>;

const isPageMessage: Check<PageMessage> = isAnyOf<PageMessage>(
  isShape<Page<'ready'>>({ type: isOneOf('ready') }),
  isShape<Page<'tab'>>({ type: isOneOf('tab'), tab: isOneOf(...panelTabs) }),
  isShape<Page<'run'>>({
    type: isOneOf('run'),
    action: isOneOf('connect', 'trust', 'openPolicy', 'showProblems', 'retry'),
  }),
  isShape<Page<'form'>>({ type: isOneOf('form'), policy: isName, formRevision: isEntry, form: isPanelForm }),
  isShape<Page<'call'>>({ type: isOneOf('call'), policy: isName, call: isSimulatedCall }),
  isShape<Page<'select'>>({ type: isOneOf('select'), policy: isName, entry: isEntry }),
  isShape<Page<'remove'>>({ type: isOneOf('remove'), policy: isName, entry: isEntry }),
  isShape<Page<'reset'>>({ type: isOneOf('reset'), policy: isName }),
  isShape<Page<'reveal'>>({ type: isOneOf('reveal'), policy: isName, range: isSourceRange }),
  isShape<Page<'point'>>({ type: isOneOf('point'), policy: isName, range: isOptional(isSourceRange) }),
  isShape<Page<'copy'>>({ type: isOneOf('copy'), policy: isName, entry: isOptional(isEntry) }),
  isTrafficPageMessage,
  isWatchesPageMessage,
);

const isPolicy = isShape<PanelPolicy>({ uri: isName, name: isName, path: isName });

const isAge = isAnyOf<ResultAge>(
  isShape<Extract<ResultAge, { state: 'current' }>>({ state: isOneOf('current') }),
  isShape<Extract<ResultAge, { state: 'pending' }>>({ state: isOneOf('pending') }),
  isShape<Extract<ResultAge, { state: 'old' }>>({ state: isOneOf('old'), reason: isName }),
);

const isView = isAnyOf<PanelView>(
  isShape<View<'noPolicy'>>({ state: isOneOf('noPolicy') }),
  isShape<View<'loading'>>({ state: isOneOf('loading'), policy: isPolicy }),
  isShape<View<'failed'>>({ state: isOneOf('failed'), policy: isPolicy, reason: isName }),
  isShape<PanelSimulation>({
    state: isOneOf('ready'),
    policy: isPolicy,
    form: isPanelForm,
    formRevision: isEntry,
    history: isListOf(
      isShape<HistoryEntry>({ entry: isEntry, call: isSimulatedCall, tally: isOptional(isCallTally) }),
      maximumHistory,
    ),
    selected: isOptional(isEntry),
    decision: isOptional(
      isShape<ShownDecision>({ entry: isOptional(isEntry), call: isSimulatedCall, result: isCallResult }),
    ),
    age: isAge,
    knowledge: isToolKnowledge,
    trusted: isTruth,
  }),
);

const isHostMessage = isAnyOf<HostMessage>(
  isShape<Host<'view'>>({ type: isOneOf('view'), view: isView }),
  isShape<Host<'tools'>>({ type: isOneOf('tools'), policy: isName, tools: isListOf(isToolChoice, longestText) }),
  isShape<Host<'tab'>>({ type: isOneOf('tab'), tab: isOneOf(...panelTabs) }),
  isShape<Host<'focus'>>({ type: isOneOf('focus') }),
  isTrafficHostMessage,
  isWatchesHostMessage,
);

/** The host's edge: what the page sent, or `undefined` when it is nothing that a page may send. */
export function readPageMessage(value: unknown): PageMessage | undefined {
  return isPageMessage(value) ? value : undefined;
}

/** The page's edge: what the host sent, or `undefined` when it is nothing that a host may send. */
export function readHostMessage(value: unknown): HostMessage | undefined {
  return isHostMessage(value) ? value : undefined;
}
