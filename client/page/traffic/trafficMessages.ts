import type { TrafficHostMessage } from '../../../server/protocol/trafficPanel.ts';
import { emptyTraffic, type TrafficTab } from './trafficState.ts';

/** The tab after a message from the host. */
export function receivedTraffic(before: TrafficTab, message: TrafficHostMessage): TrafficTab {
  const tab = before.policy === message.policy ? before : { ...emptyTraffic, policy: message.policy };
  switch (message.type) {
    case 'traffic': {
      const { plan, preset, planRevision, age } = message.traffic;
      const shown = { ...tab, age, planOfHost: plan, progress: undefined };
      // While someone edits the plan, theirs is the newer one.
      if (tab.planRevision === planRevision) return shown;
      return { ...shown, planRevision, plan, preset, ownPlan: preset === undefined ? plan : undefined };
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
