import type { KeptTraffic, TrafficHostMessage } from '../../../server/protocol/trafficPanel.ts';
import { emptyTraffic, type KeptPlan, type TrafficTab } from './trafficState.ts';

/** The tab after a message from the host. */
export function receivedTraffic(before: TrafficTab, message: TrafficHostMessage): TrafficTab {
  const tab = before.policy === message.policy ? before : { ...emptyTraffic, policy: message.policy };
  switch (message.type) {
    case 'traffic': {
      const { plan, planRevision, age } = message.traffic;
      const shown = { ...tab, age, planOfHost: plan, progress: undefined };
      // While someone edits the plan, theirs is the newer one.
      if (tab.planRevision === planRevision) return shown;
      return { ...withPlan(shown, newerPlan(before.kept, message) ?? message.traffic), planRevision, kept: undefined };
    }
    case 'trafficRun':
      return { ...tab, shown: message.shown, progress: undefined, pointed: undefined };
    case 'trafficProgress':
      return { ...tab, progress: { done: message.done, calls: message.calls } };
    case 'trafficCall': {
      const { pointed, shown } = tab;
      if (pointed === undefined || shown?.run.marks[pointed.mark]?.call !== message.call) return tab;
      return { ...tab, pointed: { ...pointed, explained: message.explained ?? 'none' } };
    }
  }
}

type PlanMessage = Extract<TrafficHostMessage, { type: 'traffic' }>;

/** The plan that the page changed and could not tell any more before it was loaded again. */
function newerPlan(kept: KeptPlan | undefined, { policy, traffic }: PlanMessage): KeptTraffic | undefined {
  if (kept?.policy !== policy || kept.planRevision !== traffic.planRevision) return undefined;
  return JSON.stringify(kept.traffic.plan) === JSON.stringify(traffic.plan) ? undefined : kept.traffic;
}

function withPlan(tab: TrafficTab, { plan, preset }: KeptTraffic): TrafficTab {
  return { ...tab, plan, preset, ownPlan: preset === undefined ? plan : undefined };
}
