import { type Check, isAnyOf, isIntegerFrom, isOneOf, isOptional, isShape, isText } from './shape.ts';
import { longestText } from './simulationShape.ts';
import type { TrafficCallResult, TrafficPlan, TrafficResult, TrafficRun } from './traffic.ts';
import { isCallNumber, isTrafficCallResult, isTrafficPlan, isTrafficResult } from './trafficShape.ts';

/** What is kept of a policy's traffic beyond the window's life. The run is not: it is made again. */
export interface KeptTraffic {
  readonly plan: TrafficPlan;
  /** The id of the preset that the plan still is. */
  readonly preset?: string;
}

/** How far the traffic's run is. */
export type TrafficAge =
  | { readonly state: 'current' }
  /** It runs. What is shown meanwhile is the run before. */
  | { readonly state: 'pending' }
  | { readonly state: 'cancelled' }
  /** The plan makes more calls than anyone waits for: at least so many. */
  | { readonly state: 'too-many'; readonly calls: number }
  /** The text cannot be decided on, or nobody answered: what is shown is from before, and this is why. */
  | { readonly state: 'old'; readonly reason: string };

/** One policy's traffic, as far as the page shows it. The run comes in a message of its own, since it is large. */
export interface TrafficView extends KeptTraffic {
  /** Another number than before: the host set the plan, and what the page has is out of date. */
  readonly planRevision: number;
  readonly age: TrafficAge;
}

/** A run and the plan it is of, which may not be the one in the editor any more. */
export interface ShownRun {
  readonly plan: TrafficPlan;
  readonly run: TrafficRun;
}

/** Page to host. */
export type TrafficPageMessage =
  /** `planRevision`: the host's plan that this one was made from; when the host has set another one since, this is late. */
  | {
      readonly type: 'trafficPlan';
      readonly policy: string;
      readonly planRevision: number;
      readonly plan: TrafficPlan;
      readonly preset?: string;
    }
  /** Runs the plan that was cancelled. */
  | { readonly type: 'trafficAgain'; readonly policy: string }
  | { readonly type: 'trafficCancel'; readonly policy: string }
  /** Asks for the chain of one call of the run shown. */
  | { readonly type: 'trafficCall'; readonly policy: string; readonly call: number };

/** Host to page. */
export type TrafficHostMessage =
  | { readonly type: 'traffic'; readonly policy: string; readonly traffic: TrafficView }
  | { readonly type: 'trafficRun'; readonly policy: string; readonly shown: ShownRun }
  | { readonly type: 'trafficProgress'; readonly policy: string; readonly done: number; readonly calls: number }
  /** Without an explanation when there is none: the policy has changed meanwhile, or nobody answered. */
  | {
      readonly type: 'trafficCall';
      readonly policy: string;
      readonly call: number;
      readonly explained?: TrafficCallResult;
    };

type Page<Type extends TrafficPageMessage['type']> = Extract<TrafficPageMessage, { type: Type }>;
type Host<Type extends TrafficHostMessage['type']> = Extract<TrafficHostMessage, { type: Type }>;
type Age<State extends TrafficAge['state']> = Extract<TrafficAge, { state: State }>;

const isName = isText(longestText);
const isCount = isIntegerFrom(0, Number.MAX_SAFE_INTEGER);
const isPresetId = isText(100);

/** Also what comes back from the workspace's memory. */
export const isKeptTraffic = isShape<KeptTraffic>({ plan: isTrafficPlan, preset: isOptional(isPresetId) });

export const isTrafficPageMessage = isAnyOf<TrafficPageMessage>(
  isShape<Page<'trafficPlan'>>({
    type: isOneOf('trafficPlan'),
    policy: isName,
    planRevision: isCount,
    plan: isTrafficPlan,
    preset: isOptional(isPresetId),
  }),
  isShape<Page<'trafficAgain'>>({ type: isOneOf('trafficAgain'), policy: isName }),
  isShape<Page<'trafficCancel'>>({ type: isOneOf('trafficCancel'), policy: isName }),
  isShape<Page<'trafficCall'>>({ type: isOneOf('trafficCall'), policy: isName, call: isCallNumber }),
);

const isAge = isAnyOf<TrafficAge>(
  isShape<Age<'current'>>({ state: isOneOf('current') }),
  isShape<Age<'pending'>>({ state: isOneOf('pending') }),
  isShape<Age<'cancelled'>>({ state: isOneOf('cancelled') }),
  isShape<Age<'too-many'>>({ state: isOneOf('too-many'), calls: isCount }),
  isShape<Age<'old'>>({ state: isOneOf('old'), reason: isName }),
);

const isRun: Check<TrafficRun> = (value): value is TrafficRun => isTrafficResult(value) && isMade(value);

function isMade({ state }: TrafficResult): boolean {
  return state === 'run';
}

export const isTrafficHostMessage = isAnyOf<TrafficHostMessage>(
  isShape<Host<'traffic'>>({
    type: isOneOf('traffic'),
    policy: isName,
    traffic: isShape<TrafficView>({
      plan: isTrafficPlan,
      preset: isOptional(isPresetId),
      planRevision: isCount,
      age: isAge,
    }),
  }),
  isShape<Host<'trafficRun'>>({
    type: isOneOf('trafficRun'),
    policy: isName,
    shown: isShape<ShownRun>({ plan: isTrafficPlan, run: isRun }),
  }),
  isShape<Host<'trafficProgress'>>({ type: isOneOf('trafficProgress'), policy: isName, done: isCount, calls: isCount }),
  isShape<Host<'trafficCall'>>({
    type: isOneOf('trafficCall'),
    policy: isName,
    call: isCallNumber,
    explained: isOptional(isTrafficCallResult),
  }),
);
