import type { TrafficResult } from '../../../server/protocol/traffic.ts';
import type { KeptTraffic, ShownRun, TrafficAge, TrafficView } from '../../../server/protocol/trafficPanel.ts';

/** One policy's traffic: the plan, and what the policy last made of it. */
export interface Traffic extends KeptTraffic {
  /** Grows whenever the plan is set by anyone but the page. */
  readonly planRevision: number;
  /** Grows whenever there is something new to run; an answer to an older revision is late. */
  readonly revision: number;
  /** The revision that was run to its end, or that the person did not want to wait for. */
  readonly settled?: number;
  /** The last run that came to its end. */
  readonly shown?: ShownRun;
  readonly age: TrafficAge;
}

export type TrafficEvent =
  /** The page's own plan. One that was made from an older revision than the traffic's is late. */
  | { readonly type: 'planned'; readonly planRevision: number; readonly kept: KeptTraffic }
  /** A plan that the page does not have yet. */
  | { readonly type: 'planSet'; readonly kept: KeptTraffic }
  | { readonly type: 'policyEdited' }
  | { readonly type: 'wantedAgain' }
  | { readonly type: 'cancelled' }
  | { readonly type: 'answered'; readonly revision: number; readonly answer: TrafficResult }
  | { readonly type: 'unanswered'; readonly revision: number; readonly reason: string };

export function newTraffic(kept: KeptTraffic): Traffic {
  return { ...keptOf(kept), planRevision: 1, revision: 1, age: { state: 'pending' } };
}

/** What is kept beyond the window's life. */
export function keptOf({ plan, preset }: KeptTraffic): KeptTraffic {
  return preset === undefined ? { plan } : { plan, preset };
}

/** What the page is told, apart from the run itself. */
export function trafficView(traffic: Traffic): TrafficView {
  return { ...keptOf(traffic), planRevision: traffic.planRevision, age: traffic.age };
}

/** True while what is shown is not what the policy as it is makes of the plan as it is. */
export function isToRun({ settled, revision }: Traffic): boolean {
  return settled !== revision;
}

/** The traffic after an event. It is the same object when the event changes nothing. */
export function changedTraffic(traffic: Traffic, event: TrafficEvent): Traffic {
  switch (event.type) {
    case 'planned':
      return event.planRevision === traffic.planRevision ? planned(traffic, event.kept) : traffic;
    case 'planSet':
      return { ...planned(traffic, event.kept), planRevision: traffic.planRevision + 1 };
    case 'policyEdited':
    case 'wantedAgain':
      return toRun(traffic);
    case 'cancelled':
      return isToRun(traffic) ? settledAs(traffic, { state: 'cancelled' }) : traffic;
    case 'answered':
      return event.revision === traffic.revision ? withAnswer(traffic, event.answer) : traffic;
    case 'unanswered':
      return event.revision === traffic.revision ? settledAs(traffic, { state: 'old', reason: event.reason }) : traffic;
  }
}

function planned({ preset: _preset, ...rest }: Traffic, kept: KeptTraffic): Traffic {
  return toRun({ ...rest, ...keptOf(kept) });
}

/** What is shown meanwhile is what was good last, its reason included: a broken policy does not blink while it is edited. */
function toRun(traffic: Traffic): Traffic {
  const age: TrafficAge = traffic.age.state === 'old' ? traffic.age : { state: 'pending' };
  return { ...traffic, revision: traffic.revision + 1, age };
}

function settledAs(traffic: Traffic, age: TrafficAge): Traffic {
  return { ...traffic, age, settled: traffic.revision };
}

function withAnswer(traffic: Traffic, answer: TrafficResult): Traffic {
  if (answer.state === 'undecidable') return settledAs(traffic, { state: 'old', reason: answer.reason });
  if (answer.state === 'too-many') return settledAs(traffic, answer);
  return { ...settledAs(traffic, { state: 'current' }), shown: { plan: traffic.plan, run: answer } };
}
