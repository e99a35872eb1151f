import type { TrafficCallResult, TrafficPlan } from '../../../server/protocol/traffic.ts';
import type { KeptTraffic, ShownRun, TrafficAge } from '../../../server/protocol/trafficPanel.ts';
import type { OpenPicker } from '../pageState.ts';

/** A mark of the timeline that the person looks at, and why it was not allowed, once the policy has been asked. */
export interface PointedMark {
  /** Its place among the run's marks. */
  readonly mark: number;
  /** `undefined` until the answer is there; `none` when there is no explanation. */
  readonly explained: TrafficCallResult | 'none' | undefined;
}

/** A plan that the host may not have heard of yet, and which of the host's plans it was made from. */
export interface KeptPlan {
  readonly policy: string;
  readonly planRevision: number;
  readonly traffic: KeptTraffic;
}

/** Everything the traffic tab draws from. */
export interface TrafficTab {
  /** The URI of the policy whose traffic this is. */
  readonly policy: string | undefined;
  /** The page's own, newer than the host's while someone types. */
  readonly plan: TrafficPlan | undefined;
  readonly planRevision: number;
  /** The plan as the host has it. */
  readonly planOfHost: TrafficPlan | undefined;
  /** The id of the preset that the plan still is. */
  readonly preset: string | undefined;
  /** The last plan that was no preset, so that a look at a preset loses nothing. */
  readonly ownPlan: TrafficPlan | undefined;
  readonly age: TrafficAge;
  readonly shown: ShownRun | undefined;
  /** How far the run is that is not there yet; `undefined` while nothing is known of it. */
  readonly progress: { readonly done: number; readonly calls: number } | undefined;
  /** The stream whose fields are shown. */
  readonly openStream: number | undefined;
  /** What is written in fields while someone types there, sound or not, by the field's id; gone when it is left. */
  readonly texts: ReadonlyMap<string, string>;
  /** The list of tools of the stream whose fields are shown. */
  readonly picker: OpenPicker | undefined;
  /** The plan from before the page was loaded again, until the host tells its own. */
  readonly kept: KeptPlan | undefined;
  readonly pointed: PointedMark | undefined;
  /** The steps of the pointed mark's chain that were opened or closed by hand. */
  readonly toggledSteps: ReadonlySet<number>;
}

export const emptyTraffic: TrafficTab = {
  policy: undefined,
  plan: undefined,
  planRevision: 0,
  planOfHost: undefined,
  preset: undefined,
  ownPlan: undefined,
  age: { state: 'pending' },
  shown: undefined,
  progress: undefined,
  openStream: undefined,
  texts: new Map(),
  picker: undefined,
  kept: undefined,
  pointed: undefined,
  toggledSteps: new Set(),
};

/** The plan as it is kept, as soon as there is one. */
export function keptPlan({ policy, planRevision, plan, preset, kept }: TrafficTab): KeptPlan | undefined {
  if (policy === undefined || plan === undefined) return kept;
  return { policy, planRevision, traffic: preset === undefined ? { plan } : { plan, preset } };
}
