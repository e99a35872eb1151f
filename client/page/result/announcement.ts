import type { PanelView, ShownDecision } from '../../../server/protocol/panel.ts';
import { timeOfDay } from '../call/moments.ts';
import { callsInWords, grouped, outcomes } from '../words.ts';

/** What a screen reader says when the verdict is there: the same that stands in the decision's first lines. */
export function announcement(view: PanelView | undefined, decision: ShownDecision | undefined): string {
  if (view?.state !== 'ready') return '';
  if (view.age.state === 'old') return `Out of date. ${view.age.reason}`;
  if (decision === undefined) return '';
  const { entry, call, result } = decision;
  const prefix = entry === undefined ? 'Preview. ' : '';
  const what = call.times === 1 ? call.tool : `${callsInWords(call.times)} of ${call.tool}`;
  const amount = call.times === 1 ? '' : ` ${grouped(result.allowed)} of ${grouped(call.times)} allowed.`;
  const rule = result.rule === undefined ? '' : ` Rule ${result.rule}.`;
  const number = view.history.length === 0 ? '' : ` ${view.history.length} in the history.`;
  return `${prefix}${what} at ${timeOfDay(call.at)}: ${outcomes[result.outcome].word}.${amount}${rule}${number}`;
}
