import type { TrafficPlan, TrafficRun } from '../../../server/protocol/traffic.ts';
import type {
  KeptWatch,
  WatchActual,
  WatchesHostMessage,
  WatchesPageMessage,
  WatchSubject,
} from '../../../server/protocol/watchesPanel.ts';
import type { SimulationServer } from '../languageServer.ts';
import type { ScenariosToSave } from '../scenarios/scenarioSteps.ts';
import { burstsOf, scenarioOfWatch } from '../scenarios/watchScenario.ts';
import { LatestQuestion } from '../session/latestQuestion.ts';
import {
  callActual,
  changedWatches,
  keptWatches,
  newWatches,
  trafficActual,
  type Watch,
  type WatchAnswer,
  type Watches,
  type WatchesEvent,
  watchesToAsk,
  watchRows,
} from './watches.ts';

export interface WatchEffects {
  readonly server: SimulationServer;
  /** Tells the page, if it is there. */
  readonly post: (message: WatchesHostMessage) => void;
  /** The watches of this policy are others: keep them. */
  readonly keep: (policy: string) => void;
  /** Shows the subject in the tab that it came from. */
  readonly open: (subject: WatchSubject) => void;
  readonly saveScenarios: (policy: string, scenarios: Promise<ScenariosToSave>) => void;
  /** What the policy as it is made of that traffic, if it was run and is shown. */
  readonly runOf: (plan: TrafficPlan) => TrafficRun | undefined;
}

/** Of one question about a watch: what the policy says, or why it says nothing. */
type Asked = { readonly actual: WatchActual } | { readonly reason: string };

/**
 * Asks the policy shown about its watches, as long as the panel is shown: about all calls at once, about traffic one after
 * the other. A newer text abandons the questions about the older.
 */
export class WatchChecks {
  private readonly effects: WatchEffects;
  private readonly watches = new Map<string, Watches>();
  private readonly callsQuestion = new LatestQuestion<readonly WatchAnswer[]>();
  private readonly trafficQuestion = new LatestQuestion<void>();
  private shown: string | undefined;
  private isShown = false;
  private hasTraffic = false;

  constructor(effects: WatchEffects) {
    this.effects = effects;
  }

  /** Shows a policy's watches; `kept` are those from an earlier window. */
  show(policy: string, kept: () => readonly KeptWatch[] | undefined): void {
    if (this.shown === policy) return;
    this.hide();
    this.shown = policy;
    if (!this.watches.has(policy)) this.watches.set(policy, newWatches(kept()));
    this.policyEdited();
    this.postAll();
  }

  /** No policy is shown. */
  hide(): void {
    this.shown = undefined;
    this.dispose();
  }

  /**
   * Someone sees the panel, or does not any more: nothing is asked then.
   * @param hasTraffic whether traffic may run: the language server makes one run of a policy at a time, and while the
   * Traffic tab is shown that is the tab's own
   */
  watch(isShown: boolean, hasTraffic: boolean): void {
    this.isShown = isShown;
    this.hasTraffic = hasTraffic;
    if (!isShown) this.callsQuestion.abandon();
    if (!hasTraffic) this.trafficQuestion.abandon();
    this.ask();
  }

  /** A page was opened: it is told everything. */
  postAll(): void {
    const watches = this.current();
    if (this.shown === undefined || watches === undefined) return;
    this.effects.post({ type: 'watches', policy: this.shown, watches: watchRows(watches) });
  }

  policyEdited(): void {
    this.apply({ type: 'policyEdited' });
    this.ask();
  }

  /** What of this policy's watches outlives the window; `undefined` when they were never shown. */
  keptOf(policy: string): readonly KeptWatch[] | undefined {
    const watches = this.watches.get(policy);
    return watches && keptWatches(watches);
  }

  /** A message about the policy shown. */
  receive(message: Exclude<WatchesPageMessage, { type: 'saveHistory' }>): void {
    const { type } = message;
    if (type === 'watchAdd') this.add(message.name, message.subject);
    else if (type === 'saveWatches') {
      this.effects.saveScenarios(message.policy, this.scenarios(message.policy, message.watch));
    } else if (type === 'watchOpen') this.open(message.watch);
    else if (type === 'watchRemove') this.change({ ...message, type: 'removed' });
    else if (type === 'watchRename') this.change({ ...message, type: 'renamed' });
    else if (type === 'watchExpect') this.change({ ...message, type: 'expected' });
    else this.change({ ...message, type: 'accepted' });
  }

  dispose(): void {
    this.callsQuestion.abandon();
    this.trafficQuestion.abandon();
  }

  private current(): Watches | undefined {
    return this.shown === undefined ? undefined : this.watches.get(this.shown);
  }

  private open(watch: number): void {
    const subject = this.current()?.watches.find(({ id }) => id === watch)?.subject;
    if (subject !== undefined) this.effects.open(subject);
  }

  private add(name: string, subject: WatchSubject): void {
    const run = subject.kind === 'traffic' ? this.effects.runOf(subject.plan) : undefined;
    this.change({ type: 'pinned', name, subject, ...(run === undefined ? {} : { actual: trafficActual(run) }) });
    this.ask();
  }

  /** What the person does is kept. */
  private change(event: WatchesEvent): void {
    if (this.apply(event) && this.shown !== undefined) this.effects.keep(this.shown);
  }

  /** True when it changes anything. */
  private apply(event: WatchesEvent): boolean {
    const before = this.current();
    if (this.shown === undefined || before === undefined) return false;
    const watches = changedWatches(before, event);
    if (watches === before) return false;
    this.watches.set(this.shown, watches);
    if (watches.watches !== before.watches) this.postAll();
    return true;
  }

  private ask(): void {
    if (this.isShown) void this.askForCalls();
    if (this.isShown && this.hasTraffic) void this.askForTraffic();
  }

  private async askForCalls(): Promise<void> {
    const { shown } = this;
    const watches = this.current();
    if (shown === undefined || watches === undefined) return;
    const asked = watchesToAsk(watches).filter(({ subject }) => subject.kind === 'call');
    if (asked.length === 0) return;
    const reply = await this.callsQuestion.ask((signal) =>
      Promise.all(asked.map(async (watch) => ({ watch: watch.id, ...(await this.answerTo(shown, watch, signal)) }))),
    );
    if (reply?.state === 'answered') this.answered(watches.revision, reply.answer);
  }

  private async askForTraffic(): Promise<void> {
    const { shown } = this;
    const watches = this.current();
    if (shown === undefined || watches === undefined) return;
    const asked = watchesToAsk(watches).filter(({ subject }) => subject.kind === 'traffic');
    if (asked.length === 0) return;
    await this.trafficQuestion.ask(async (signal) => {
      for (const watch of asked) {
        const answer = await this.answerTo(shown, watch, signal);
        if (signal.aborted) return;
        this.answered(watches.revision, [{ watch: watch.id, ...answer }]);
      }
    });
  }

  /** The first answer is what is expected from then on, which is to be kept. */
  private answered(revision: number, answers: readonly WatchAnswer[]): void {
    const isFirst = this.current()?.watches.some(
      ({ id, expected }) => expected === undefined && answers.some(({ watch }) => watch === id),
    );
    const event: WatchesEvent = { type: 'answered', revision, answers };
    if (isFirst === true) this.change(event);
    else this.apply(event);
  }

  /** Never rejects: one watch that cannot be decided says nothing of the others. */
  private async answerTo(uri: string, { subject }: Watch, signal: AbortSignal): Promise<Asked> {
    try {
      return subject.kind === 'call'
        ? await this.callAnswer(uri, subject, signal)
        : await this.trafficAnswer(uri, subject.plan, signal);
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      return { reason: `The language server did not answer: ${problem}` };
    }
  }

  private async callAnswer(
    uri: string,
    { call, windows }: Extract<WatchSubject, { kind: 'call' }>,
    signal: AbortSignal,
  ): Promise<Asked> {
    const answer = await this.effects.server.simulate({ uri, calls: [call], windows }, signal);
    if (answer.state === 'undecidable') return { reason: answer.reason };
    const [result] = answer.results;
    return result === undefined ? { reason: 'The language server decided nothing.' } : { actual: callActual(result) };
  }

  private async trafficAnswer(uri: string, plan: TrafficPlan, signal: AbortSignal): Promise<Asked> {
    const answer = await this.effects.server.traffic({ uri, plan }, signal);
    if (answer.state === 'run') return { actual: trafficActual(answer) };
    return { reason: answer.state === 'undecidable' ? answer.reason : 'It makes too many calls to be run.' };
  }

  /** The scenarios of one watch, or of all that can be written. Rejects when there is none, and says why. */
  private async scenarios(uri: string, wanted: number | undefined): Promise<ScenariosToSave> {
    const watches = (this.current()?.watches ?? []).filter(({ id }) => wanted === undefined || id === wanted);
    const made = await Promise.all(watches.map((watch) => this.scenario(uri, watch)));
    const scenarios = made.filter((each) => 'scenario' in each);
    const unwritten = made.flatMap((each, place) =>
      'problem' in each ? [{ name: watches[place]?.name ?? '', reason: each.problem }] : [],
    );
    if (scenarios.length > 0) return { scenarios, unwritten };
    throw new Error(unwritten[0]?.reason ?? 'There is no watch.');
  }

  private async scenario(uri: string, watch: Watch): Promise<ReturnType<typeof scenarioOfWatch>> {
    const { subject } = watch;
    const bursts = subject.kind === 'traffic' ? burstsOf(subject.plan) : undefined;
    if (subject.kind === 'call' || bursts === undefined || bursts.length === 1) return scenarioOfWatch(watch);
    const { windows } = subject.plan;
    // Whoever saves waits for it: nobody takes it back.
    const { signal } = new AbortController();
    const answer = await this.effects.server.simulate({ uri, calls: bursts, windows }, signal);
    return scenarioOfWatch(watch, answer.state === 'undecidable' ? [] : answer.results);
  }
}
