import type { TrafficProgressParams } from '../../../server/protocol/requests.ts';
import type { TrafficCallResult, TrafficPlan, TrafficResult, TrafficRun } from '../../../server/protocol/traffic.ts';
import type { KeptTraffic, TrafficHostMessage, TrafficPageMessage } from '../../../server/protocol/trafficPanel.ts';
import type { TrafficServer } from '../languageServer.ts';
import { LatestQuestion } from '../session/latestQuestion.ts';
import {
  changedTraffic,
  isToRun,
  keptOf,
  newTraffic,
  type Traffic,
  type TrafficEvent,
  trafficView,
} from './traffic.ts';

export interface TrafficEffects {
  readonly server: TrafficServer;
  /** Tells the page, if it is there. */
  readonly post: (message: TrafficHostMessage) => void;
  /** The plan of this policy is another: keep it. */
  readonly keep: (policy: string) => void;
}

/**
 * Runs the traffic of the policy shown, as long as someone looks at it. A newer run abandons the older; what is shown
 * stays until the new one is there.
 */
export class TrafficRuns {
  private readonly effects: TrafficEffects;
  private readonly traffic = new Map<string, Traffic>();
  private readonly runQuestion = new LatestQuestion<TrafficResult>();
  private readonly callQuestion = new LatestQuestion<TrafficCallResult | undefined>();
  private shown: string | undefined;
  private isWatched = false;
  /** Names the run in its progress. */
  private token = 0;

  constructor(effects: TrafficEffects) {
    this.effects = effects;
  }

  /** Shows a policy's traffic, or none; `first` is the plan to start from where there is none yet. */
  show(policy: string, first: () => KeptTraffic): void {
    if (this.shown === policy) return;
    this.hide();
    this.shown = policy;
    if (!this.traffic.has(policy)) this.traffic.set(policy, newTraffic(first()));
    this.apply({ type: 'policyEdited' });
    this.postAll();
  }

  /** No policy is shown. */
  hide(): void {
    this.shown = undefined;
    this.dispose();
  }

  /** Someone looks at the traffic, or does not any more: nothing runs then. */
  watch(isWatched: boolean): void {
    this.isWatched = isWatched;
    if (isWatched) void this.run();
    else this.dispose();
  }

  /** A page was opened: it is told everything. */
  postAll(): void {
    const { shown } = this;
    const traffic = shown === undefined ? undefined : this.traffic.get(shown);
    if (shown === undefined || traffic === undefined) return;
    this.effects.post({ type: 'traffic', policy: shown, traffic: trafficView(traffic) });
    if (traffic.shown !== undefined) this.effects.post({ type: 'trafficRun', policy: shown, shown: traffic.shown });
  }

  policyEdited(): void {
    this.apply({ type: 'policyEdited' });
  }

  /** What of this policy's traffic outlives the window; `undefined` when it was never shown. */
  keptOf(policy: string): KeptTraffic | undefined {
    const traffic = this.traffic.get(policy);
    return traffic && keptOf(traffic);
  }

  /** Shows that plan, which the page does not have yet. */
  setPlan(plan: TrafficPlan): void {
    const { shown } = this;
    if (shown === undefined) return;
    this.apply({ type: 'planSet', kept: { plan } });
    this.effects.keep(shown);
  }

  /** The run of that plan with the policy as it is, if that is the one shown. */
  runOf(plan: TrafficPlan): TrafficRun | undefined {
    const traffic = this.shown === undefined ? undefined : this.traffic.get(this.shown);
    if (traffic?.age.state !== 'current' || traffic.shown === undefined) return undefined;
    return JSON.stringify(traffic.shown.plan) === JSON.stringify(plan) ? traffic.shown.run : undefined;
  }

  /** A message about the policy shown. */
  receive(message: TrafficPageMessage): void {
    if (message.type === 'trafficPlan') {
      this.apply({ type: 'planned', planRevision: message.planRevision, kept: keptOf(message) });
      this.effects.keep(message.policy);
    } else if (message.type === 'trafficAgain') this.apply({ type: 'wantedAgain' });
    else if (message.type === 'trafficCancel') this.cancel();
    else void this.explain(message.policy, message.call);
  }

  /** The language server has come so far. */
  progressed({ token, done, calls }: TrafficProgressParams): void {
    if (this.shown === undefined || token !== String(this.token)) return;
    this.effects.post({ type: 'trafficProgress', policy: this.shown, done, calls });
  }

  dispose(): void {
    this.token += 1;
    this.runQuestion.abandon();
    this.callQuestion.abandon();
  }

  private cancel(): void {
    this.token += 1;
    this.runQuestion.abandon();
    this.apply({ type: 'cancelled' });
  }

  private apply(event: TrafficEvent): void {
    const { shown } = this;
    const before = shown === undefined ? undefined : this.traffic.get(shown);
    if (shown === undefined || before === undefined) return;
    const traffic = changedTraffic(before, event);
    if (traffic === before) return;
    this.traffic.set(shown, traffic);
    if (traffic.shown !== undefined && traffic.shown !== before.shown) {
      // Call numbers are those of the run before.
      this.callQuestion.abandon();
      this.effects.post({ type: 'trafficRun', policy: shown, shown: traffic.shown });
    }
    this.effects.post({ type: 'traffic', policy: shown, traffic: trafficView(traffic) });
    if (traffic.revision !== before.revision) void this.run();
  }

  private async run(): Promise<void> {
    const { shown } = this;
    const traffic = shown === undefined ? undefined : this.traffic.get(shown);
    if (shown === undefined || traffic === undefined || !this.isWatched || !isToRun(traffic)) return;
    this.token += 1;
    const { plan, revision } = traffic;
    const asked = { uri: shown, plan, token: String(this.token) };
    const reply = await this.runQuestion.ask((signal) => this.effects.server.traffic(asked, signal));
    if (reply?.state === 'answered') this.apply({ type: 'answered', revision, answer: reply.answer });
    else if (reply !== undefined) {
      const reason = `The language server did not answer: ${reply.problem}`;
      this.apply({ type: 'unanswered', revision, reason });
    }
  }

  private async explain(policy: string, call: number): Promise<void> {
    const plan = this.traffic.get(policy)?.shown?.plan;
    if (plan === undefined) return;
    const reply = await this.callQuestion.ask((signal) =>
      this.effects.server.trafficCall({ uri: policy, plan, call }, signal),
    );
    if (reply === undefined) return;
    const explained = reply.state === 'answered' ? reply.answer : undefined;
    this.effects.post({ type: 'trafficCall', policy, call, ...(explained === undefined ? {} : { explained }) });
  }
}
