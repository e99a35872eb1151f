import type { PanelView } from '../../../server/protocol/panel.ts';
import type { SourceRange } from '../../../server/protocol/simulation.ts';

/** What stands behind a limit: how full its counter is after the call that is shown. */
export interface CounterHint {
  readonly range: SourceRange;
  /** `30/30 · 10:32:00Z`, with the day before the moment where the window is a day or longer. */
  readonly text: string;
}

/** The hints for what the panel shows; `undefined` while that is not known anew, so that nothing blinks. */
export function counterHintsOf(view: PanelView): readonly CounterHint[] | undefined {
  if (view.state !== 'ready') return [];
  if (view.age.state === 'pending') return undefined;
  if (view.age.state === 'old') return [];
  return (view.decision?.result.counters ?? []).flatMap(({ range, used, max, resetsAt }) =>
    range === undefined
      ? []
      : [{ range, text: `${Math.round(used * 100) / 100}/${max} · ${momentOf(resetsAt, view.form.at)}` }],
  );
}

/** In UTC; the day only where it is another than the clock's. */
function momentOf(moment: number, clock: number): string {
  const [day = '', time = ''] = new Date(moment).toISOString().replace('.000Z', 'Z').split('T');
  return new Date(clock).toISOString().startsWith(`${day}T`) ? time : `${day}T${time}`;
}
