import type { PanelView } from '../../../server/protocol/panel.ts';
import type { TrafficRun } from '../../../server/protocol/traffic.ts';
import { timeOfDay } from '../call/moments.ts';
import { callsInWords, grouped, outcomes } from '../words.ts';
import { ageInWords } from './ageInWords.ts';
import type { TrafficTab } from './trafficState.ts';

/** What a screen reader says when a run is there, or why there is none; and what the timeline points at. */
export function trafficAnnouncement(view: PanelView | undefined, { age, shown, pointed }: TrafficTab): string {
  if (view?.state !== 'ready') return '';
  const mark = pointed === undefined ? undefined : shown?.run.marks[pointed.mark];
  if (mark !== undefined) return `${outcomes[mark.outcome].word} at ${timeOfDay(mark.at)}: rule ${mark.rule}.`;
  const notice = ageInWords(age);
  if (notice !== undefined) return `${notice.head}. ${notice.sentence}`;
  return shown === undefined || age.state === 'pending' ? '' : runInWords(shown.run);
}

/** `1,200 calls: 900 allowed, 300 denied, most by /tools/pay/limits/pay_rate.` */
export function runInWords({ calls, allowed, denied, approval, byRule }: TrafficRun): string {
  const held = approval === 0 ? '' : `, ${grouped(approval)} held back for approval`;
  const [first] = byRule;
  const by = first === undefined ? '' : `, ${byRule.length === 1 ? 'all' : 'most'} by ${first.name}`;
  return `${callsInWords(calls)}: ${grouped(allowed)} allowed, ${grouped(denied)} denied${held}${by}.`;
}
