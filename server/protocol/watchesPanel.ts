import {
  type Check,
  isAnyOf,
  isIntegerFrom,
  isListOf,
  isNumber,
  isOneOf,
  isOptional,
  isShape,
  isText,
} from './shape.ts';
import type { Outcome, SimulatedCall, SourceRange, WindowMode } from './simulation.ts';
import { isSimulatedCall, isSourceRange, isWindowMode, longestText } from './simulationShape.ts';
import type { TrafficPlan } from './traffic.ts';
import { isTrafficPlan } from './trafficShape.ts';

/** What is watched. Both are decided from empty counters, so that a watch says the same whatever else was called. */
export type WatchSubject =
  | { readonly kind: 'call'; readonly call: SimulatedCall; readonly windows: WindowMode }
  | { readonly kind: 'traffic'; readonly plan: TrafficPlan };

/** What must come of a call, of several equal ones: of the last. What is absent is not looked at. */
export interface CallExpectation {
  readonly kind: 'call';
  readonly outcome: Outcome;
  /** The rule that decides against it, by its id. */
  readonly rule?: string;
  /** How many of several equal calls are allowed. */
  readonly allowed?: number;
}

/** How many calls of the traffic are allowed. How many are made a loop's answers decide. */
export interface TrafficExpectation {
  readonly kind: 'traffic';
  readonly allowed: number;
}

export type WatchExpectation = CallExpectation | TrafficExpectation;

/** What the policy makes of a call: of several equal ones the last one's decision, with the sentence behind it. */
export interface CallActual {
  readonly kind: 'call';
  readonly outcome: Outcome;
  readonly allowed: number;
  readonly rule?: string;
  readonly detail?: string;
  readonly range?: SourceRange;
}

export interface TrafficActual {
  readonly kind: 'traffic';
  readonly allowed: number;
  readonly calls: number;
  /** The rule that stood against most calls. */
  readonly rule?: string;
  readonly range?: SourceRange;
}

export type WatchActual = CallActual | TrafficActual;

/** A watch as it is kept beyond the window's life. */
export interface KeptWatch {
  /** Names the watch for as long as it exists. */
  readonly id: number;
  readonly name: string;
  readonly subject: WatchSubject;
  /** Absent until the policy has been asked for the first time: what it says then is what is expected. */
  readonly expected?: WatchExpectation;
}

/** A watch as the page shows it. */
export interface WatchRow extends KeptWatch {
  /** What the policy said last. */
  readonly actual?: WatchActual;
  /** Why that is from before, or why there is none: the text cannot be decided on, or nobody answered. */
  readonly old?: string;
  /** Why no scenario can be made of it. */
  readonly unsavable?: string;
}

export type WatchState = 'passes' | 'fails' | 'undecidable' | 'waiting';

/** Whether what the policy last said of a watch is what it should say. */
export function watchState({ expected, actual, old }: Pick<WatchRow, 'expected' | 'actual' | 'old'>): WatchState {
  if (actual === undefined || expected === undefined) return old === undefined ? 'waiting' : 'undecidable';
  return isAsExpected(expected, actual) ? 'passes' : 'fails';
}

function isAsExpected(expected: WatchExpectation, actual: WatchActual): boolean {
  if (expected.kind === 'traffic' || actual.kind === 'traffic') return expected.allowed === actual.allowed;
  if (expected.outcome !== actual.outcome) return false;
  if (expected.rule !== undefined && expected.rule !== actual.rule) return false;
  return expected.allowed === undefined || expected.allowed === actual.allowed;
}

/** How many watches a policy can have: each is decided on every edit. */
export const maximumWatches = 100;
/** UTF-16 code units. */
export const longestWatchName = 200;

/** Page to host. */
export type WatchesPageMessage =
  | { readonly type: 'watchAdd'; readonly policy: string; readonly name: string; readonly subject: WatchSubject }
  | { readonly type: 'watchRemove'; readonly policy: string; readonly watch: number }
  | { readonly type: 'watchRename'; readonly policy: string; readonly watch: number; readonly name: string }
  | {
      readonly type: 'watchExpect';
      readonly policy: string;
      readonly watch: number;
      readonly expected: WatchExpectation;
    }
  /** Expects from now on what the policy says now. */
  | { readonly type: 'watchAccept'; readonly policy: string; readonly watch: number }
  /** Puts the subject into the form of the Call tab, or into the plan of the Traffic tab. */
  | { readonly type: 'watchOpen'; readonly policy: string; readonly watch: number }
  /** Writes one watch as a scenario, or each of them. */
  | { readonly type: 'saveWatches'; readonly policy: string; readonly watch?: number }
  /** Writes the history of the Call tab as one scenario. */
  | { readonly type: 'saveHistory'; readonly policy: string };

/** Host to page. */
export interface WatchesHostMessage {
  readonly type: 'watches';
  readonly policy: string;
  /** In the order in which they were made. */
  readonly watches: readonly WatchRow[];
}

type Page<Type extends WatchesPageMessage['type']> = Extract<WatchesPageMessage, { type: Type }>;
type Subject<Kind extends WatchSubject['kind']> = Extract<WatchSubject, { kind: Kind }>;

const isAnyText = isText(longestText);
const isId = isIntegerFrom(0, Number.MAX_SAFE_INTEGER);
const isCount = isIntegerFrom(0, Number.MAX_SAFE_INTEGER);
const isOutcome = isOneOf<Outcome>('allowed', 'denied', 'approval');

const isName: Check<string> = (value): value is string => isText(longestWatchName)(value) && value.trim() !== '';

const isSubject = isAnyOf<WatchSubject>(
  isShape<Subject<'call'>>({ kind: isOneOf('call'), call: isSimulatedCall, windows: isWindowMode }),
  isShape<Subject<'traffic'>>({ kind: isOneOf('traffic'), plan: isTrafficPlan }),
);

const isExpectation = isAnyOf<WatchExpectation>(
  isShape<CallExpectation>({
    kind: isOneOf('call'),
    outcome: isOutcome,
    rule: isOptional(isAnyText),
    allowed: isOptional(isCount),
  }),
  isShape<TrafficExpectation>({ kind: isOneOf('traffic'), allowed: isCount }),
);

const isActual = isAnyOf<WatchActual>(
  isShape<CallActual>({
    kind: isOneOf('call'),
    outcome: isOutcome,
    allowed: isNumber,
    rule: isOptional(isAnyText),
    detail: isOptional(isAnyText),
    range: isOptional(isSourceRange),
  }),
  isShape<TrafficActual>({
    kind: isOneOf('traffic'),
    allowed: isCount,
    calls: isCount,
    rule: isOptional(isAnyText),
    range: isOptional(isSourceRange),
  }),
);

const kept = { id: isId, name: isName, subject: isSubject, expected: isOptional(isExpectation) };

/** What comes back from the workspace's memory. */
export const areKeptWatches = isListOf(isShape<KeptWatch>(kept), maximumWatches);

const aboutOne = { policy: isAnyText, watch: isId };

export const isWatchesPageMessage = isAnyOf<WatchesPageMessage>(
  isShape<Page<'watchAdd'>>({ type: isOneOf('watchAdd'), policy: isAnyText, name: isName, subject: isSubject }),
  isShape<Page<'watchRemove'>>({ type: isOneOf('watchRemove'), ...aboutOne }),
  isShape<Page<'watchRename'>>({ type: isOneOf('watchRename'), ...aboutOne, name: isName }),
  isShape<Page<'watchExpect'>>({ type: isOneOf('watchExpect'), ...aboutOne, expected: isExpectation }),
  isShape<Page<'watchAccept'>>({ type: isOneOf('watchAccept'), ...aboutOne }),
  isShape<Page<'watchOpen'>>({ type: isOneOf('watchOpen'), ...aboutOne }),
  isShape<Page<'saveWatches'>>({ type: isOneOf('saveWatches'), policy: isAnyText, watch: isOptional(isId) }),
  isShape<Page<'saveHistory'>>({ type: isOneOf('saveHistory'), policy: isAnyText }),
);

export const isWatchesHostMessage = isShape<WatchesHostMessage>({
  type: isOneOf('watches'),
  policy: isAnyText,
  watches: isListOf(
    isShape<WatchRow>({
      ...kept,
      actual: isOptional(isActual),
      old: isOptional(isAnyText),
      unsavable: isOptional(isAnyText),
    }),
    maximumWatches,
  ),
});
