import type { PageMessage } from '../../../server/protocol/panel.ts';
import type { TrafficTab } from './trafficState.ts';

/** What is changed in the plan is told to the host after this pause, in milliseconds. */
const typingPause = 250;
/** A mark is explained when the pointer has rested on it for so long, in milliseconds. */
const restingPause = 120;

/** Tells the host what the person does in the traffic tab, when it has settled. */
export class TrafficTelling {
  private readonly send: (message: PageMessage) => void;
  private current: TrafficTab | undefined;
  private plan: ReturnType<typeof setTimeout> | undefined;
  private mark: ReturnType<typeof setTimeout> | undefined;

  constructor(send: (message: PageMessage) => void) {
    this.send = send;
  }

  /** The tab was drawn anew. */
  shown(after: TrafficTab): void {
    const before = this.current;
    this.current = after;
    if (after.plan !== before?.plan) this.planChanged(after);
    if (after.pointed?.mark !== before?.pointed?.mark) this.markChanged(after);
  }

  private planChanged({ plan, planOfHost }: TrafficTab): void {
    clearTimeout(this.plan);
    this.plan = plan === planOfHost ? undefined : setTimeout(() => this.tellPlan(), typingPause);
  }

  /** A change that is not told yet is told at once, since something else is told that may have to do with it. */
  tellPlan(): void {
    if (this.plan === undefined) return;
    clearTimeout(this.plan);
    this.plan = undefined;
    const { policy, plan, planRevision, preset } = this.current ?? {};
    if (policy === undefined || plan === undefined || planRevision === undefined) return;
    this.send({ type: 'trafficPlan', policy, planRevision, plan, ...(preset === undefined ? {} : { preset }) });
  }

  private markChanged({ policy, shown, pointed }: TrafficTab): void {
    clearTimeout(this.mark);
    const mark = pointed === undefined ? undefined : shown?.run.marks[pointed.mark];
    if (policy === undefined || mark === undefined) return;
    this.mark = setTimeout(() => this.send({ type: 'trafficCall', policy, call: mark.call }), restingPause);
  }
}
