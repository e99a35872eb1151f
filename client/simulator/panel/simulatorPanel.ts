import type { PageMessage, PanelAction, PanelPolicy, PanelTab } from '../../../server/protocol/panel.ts';
import { panelTabs } from '../../../server/protocol/panel.ts';
import { readPageMessage } from '../../../server/protocol/panelShape.ts';
import type { SimulateResult, ToolChoicesResult, TrafficProgressParams } from '../../../server/protocol/requests.ts';
import type { ToolChoice } from '../../../server/protocol/simulation.ts';
import { isTrafficPageMessage, type TrafficHostMessage } from '../../../server/protocol/trafficPanel.ts';
import { wholeSecond } from '../../../server/protocol/virtualClock.ts';
import type { WatchesHostMessage, WatchSubject } from '../../../server/protocol/watchesPanel.ts';
import { historyScenario } from '../scenarios/historyScenario.ts';
import { agentResult } from '../session/agentResult.ts';
import { askReplays } from '../session/askReplays.ts';
import { formWithCall, formWithTool } from '../session/firstForm.ts';
import { LatestQuestion } from '../session/latestQuestion.ts';
import { withNewSamples } from '../session/newSamples.ts';
import { openSession, restored } from '../session/openSession.ts';
import { isKept, type Session, type SessionEvent, update } from '../session/session.ts';
import { recall, recallTab, remember, rememberTab } from '../session/sessionMemory.ts';
import { namesOf, withShortDescription } from '../toolList.ts';
import { firstTraffic } from '../traffic/firstTraffic.ts';
import { TrafficRuns } from '../traffic/trafficRuns.ts';
import { WatchChecks } from '../watches/watchChecks.ts';
import { type PanelEffects, pointedPlace } from './panelEffects.ts';
import { PanelPage } from './panelPage.ts';
import type { Shown } from './panelView.ts';

/** The tool at the cursor, out of these names. */
export type ToolAtCursor = (names: ReadonlySet<string>) => string | undefined;

/**
 * The panel's host half: keeps a session for each policy, asks the language server about it and tells the page. It lives
 * as long as the extension; the page comes and goes.
 */
export class SimulatorPanel {
  private readonly effects: PanelEffects;
  private readonly sessions = new Map<string, Session>();
  /** The tools that each policy's arguments were filled in from. */
  private readonly toolsBefore = new Map<string, readonly ToolChoice[]>();
  private readonly choicesQuestion = new LatestQuestion<ToolChoicesResult>();
  private readonly simulationQuestion = new LatestQuestion<readonly SimulateResult[]>();
  private shown: Shown | undefined;
  private wantedTool: string | undefined;
  private toolAtCursor: ToolAtCursor = () => undefined;
  /** The tool the cursor was last in. */
  private toolOfCursor: string | undefined;
  private readonly page: PanelPage;
  private tab: PanelTab;
  private readonly traffic: TrafficRuns;
  private readonly watches: WatchChecks;

  constructor(effects: PanelEffects) {
    this.effects = effects;
    this.page = new PanelPage(effects);
    this.tab = recallTab(effects.memory);
    const shared = {
      server: effects.server,
      post: (message: TrafficHostMessage | WatchesHostMessage) => this.page.post(message),
      keep: () => this.shown?.session && this.remember(this.shown.policy.uri, this.shown.session),
    };
    this.traffic = new TrafficRuns(shared);
    this.watches = new WatchChecks({
      ...shared,
      open: (subject) => this.open(subject),
      saveScenarios: effects.saveScenarios,
      runOf: (plan) => this.traffic.runOf(plan),
    });
  }

  /** Shows another policy, or none. Showing the same one again changes nothing. */
  showPolicy(policy: PanelPolicy | undefined, toolAtCursor: ToolAtCursor = () => undefined): void {
    if (policy !== undefined && policy.uri === this.shown?.policy.uri) return;
    this.dispose();
    this.traffic.hide();
    this.watches.hide();
    this.effects.point(undefined);
    this.wantedTool = undefined;
    this.toolAtCursor = toolAtCursor;
    this.shown = policy === undefined ? undefined : { policy };
    this.page.postView(this.shown);
    void this.askForChoices();
  }

  /** Shows the policy with that tool chosen and puts the keyboard on the call button. */
  simulateCall(policy: PanelPolicy, tool: string): void {
    this.showPolicy(policy);
    this.page.wantFocus();
    const { choices, session } = this.shown ?? {};
    if (choices === undefined || session === undefined) this.wantedTool = tool;
    else this.apply({ type: 'previewed', form: formWithTool(session.form, tool, choices.tools) });
    this.page.postFocus();
  }

  /**
   * The person moved the cursor in a policy: the tool that it has come to is chosen, with what was typed for it before.
   * Within the same tool nothing changes, whatever was chosen on the page meanwhile.
   */
  cursorMoved(uri: string, toolAtCursor: ToolAtCursor): void {
    const { policy, choices, session } = this.shown ?? {};
    if (policy?.uri !== uri || choices === undefined || session === undefined) return;
    const tool = toolAtCursor(namesOf(choices.tools));
    if (tool === undefined || tool === this.toolOfCursor) return;
    this.toolOfCursor = tool;
    if (tool === session.form.tool) return;
    this.apply({ type: 'previewed', form: formWithTool(session.form, tool, choices.tools) });
  }

  /** The policy's text changed: everything is decided again. */
  policyChanged(uri: string): void {
    if (this.shown?.policy.uri !== uri) return;
    this.apply({ type: 'policyEdited' });
    this.traffic.policyEdited();
    this.watches.policyEdited();
    void this.askForChoices();
  }

  /** The language server tells how far a run of traffic is. */
  trafficProgressed(progress: TrafficProgressParams): void {
    this.traffic.progressed(progress);
  }

  /** Tools or trust changed: the choices, and what is said about them, are asked for again. */
  toolsChanged(): void {
    void this.askForChoices();
  }

  /** Starts the simulation shown over, at the present moment. */
  reset(): void {
    this.apply({ type: 'reset', at: wholeSecond(this.effects.now()) });
  }

  /** The page is gone (hidden or closed): nothing is asked until it is back and says `ready`. */
  pageClosed(): void {
    this.page.closed();
    this.letRun();
    this.effects.point(undefined);
    this.dispose();
  }

  dispose(): void {
    this.choicesQuestion.abandon();
    this.simulationQuestion.abandon();
    this.traffic.dispose();
    this.watches.dispose();
  }

  /** Anything that arrives from the page. */
  receive(value: unknown): void {
    const message = readPageMessage(value);
    if (message === undefined) this.effects.report('The simulator page sent a message that cannot be read.');
    else if (message.type === 'ready') this.pageOpened();
    else if (message.type === 'run') this.run(message.action);
    else if (message.type === 'tab') this.showTab(message.tab);
    else if (message.policy === this.shown?.policy.uri) this.receiveForPolicy(message);
  }

  private receiveForPolicy(message: Extract<PageMessage, { policy: string }>): void {
    if (message.type === 'form') this.apply({ ...message, type: 'formTyped' });
    else if (message.type === 'call') this.apply({ type: 'called', call: message.call });
    else if (message.type === 'select') this.apply({ type: 'selected', entry: message.entry });
    else if (message.type === 'remove') this.apply({ type: 'removed', entry: message.entry });
    else if (message.type === 'reset') this.reset();
    else if (message.type === 'reveal') this.effects.reveal(message.policy, message.range);
    else if (message.type === 'point') this.effects.point(pointedPlace(message));
    else if (message.type === 'copy') this.copy(message.entry);
    else if (message.type === 'saveHistory')
      this.effects.saveScenarios(
        message.policy,
        historyScenario(this.effects.server, message.policy, this.shown?.session),
      );
    else if (isTrafficPageMessage(message)) this.traffic.receive(message);
    else this.watches.receive(message);
  }

  private showTab(tab: PanelTab): void {
    const failed = (error: unknown) => this.effects.report(`The tab shown could not be kept: ${error}`);
    if (tab !== this.tab) rememberTab(this.effects.memory, tab).then(undefined, failed);
    this.tab = tab;
    this.letRun();
  }

  /** Traffic runs for the tab that is shown: its own in the Traffic tab, that of watches elsewhere. */
  private letRun(): void {
    const isTraffic = this.tab === 'traffic';
    this.traffic.watch(this.page.isThere && isTraffic);
    this.watches.watch(this.page.isThere, this.page.isThere && !isTraffic);
  }

  private pageOpened(): void {
    this.page.opened();
    if (this.tab !== panelTabs[0]) this.page.post({ type: 'tab', tab: this.tab });
    this.page.postTools(this.shown);
    this.page.postView(this.shown);
    this.page.postFocus();
    this.apply({ type: 'policyEdited' });
    this.traffic.postAll();
    this.watches.policyEdited();
    this.watches.postAll();
    this.letRun();
    void this.askForChoices();
  }

  private run(action: PanelAction): void {
    if (action === 'retry') void this.askForChoices();
    else this.effects.run(action, this.shown?.policy.uri);
  }

  private copy(entry: number | undefined): void {
    const session = this.shown?.session;
    const decided = entry === undefined ? session?.preview : session?.history.find((other) => other.entry === entry);
    const text = decided?.result?.agentText;
    if (text !== undefined) this.effects.copy(agentResult(text));
  }

  private open(subject: WatchSubject): void {
    const { session } = this.shown ?? {};
    if (subject.kind === 'traffic') this.traffic.setPlan(subject.plan);
    else if (session !== undefined) {
      this.apply({ type: 'previewed', form: formWithCall(session.form, subject.call, subject.windows) });
    }
  }

  private apply(event: SessionEvent): void {
    const { shown } = this;
    if (shown?.session === undefined) return;
    const session = update(shown.session, event);
    if (session === shown.session) return;
    this.sessions.set(shown.policy.uri, session);
    this.shown = { ...shown, session };
    if (isKept(event)) this.remember(shown.policy.uri, session);
    this.page.postView(this.shown);
    if (session.revision !== shown.session.revision) void this.askForDecisions(session);
  }

  private remember(policy: string, session: Session): void {
    const failed = (error: unknown) => this.effects.report(`The simulation of ${policy} could not be kept: ${error}`);
    const others = { traffic: this.traffic.keptOf(policy), watches: this.watches.keptOf(policy) };
    remember(this.effects.memory, policy, session, others).then(undefined, failed);
  }

  private async askForChoices(): Promise<void> {
    if (this.shown === undefined || !this.page.isThere) return;
    const { uri } = this.shown.policy;
    const reply = await this.choicesQuestion.ask((signal) => this.effects.server.toolChoices({ uri }, signal));
    if (reply?.state === 'answered') this.receiveChoices(this.shown, reply.answer);
    else if (reply !== undefined) {
      this.shown = { ...this.shown, failure: reply.problem };
      this.page.postView(this.shown);
    }
  }

  private receiveChoices({ policy, choices: before, session: known }: Shown, answer: ToolChoicesResult): void {
    const choices = { ...answer, tools: answer.tools.map(withShortDescription) };
    const session = known ?? this.openSession(policy.uri, choices.tools);
    this.shown = { policy, choices, session };
    if (JSON.stringify(choices.tools) !== JSON.stringify(before?.tools)) this.page.postTools(this.shown);
    this.page.postView(this.shown);
    if (known === undefined) void this.askForDecisions(session);
    this.traffic.show(policy.uri, () => recall(this.effects.memory, policy.uri)?.traffic ?? firstTraffic(session));
    this.watches.show(policy.uri, () => recall(this.effects.memory, policy.uri)?.watches);
    const form = withNewSamples(session.form, this.toolsBefore.get(policy.uri), choices.tools);
    this.toolsBefore.set(policy.uri, choices.tools);
    if (form !== session.form) this.apply({ type: 'formSet', form });
  }

  private openSession(uri: string, tools: readonly ToolChoice[]): Session {
    this.toolOfCursor = this.toolAtCursor(namesOf(tools));
    const session = openSession({
      before: this.sessions.get(uri) ?? restored(recall(this.effects.memory, uri)),
      tools,
      wanted: this.wantedTool,
      atCursor: this.toolOfCursor,
      now: this.effects.now(),
    });
    this.wantedTool = undefined;
    this.sessions.set(uri, session);
    return session;
  }

  private async askForDecisions(session: Session): Promise<void> {
    if (this.shown === undefined || !this.page.isThere) return;
    const { uri } = this.shown.policy;
    const { server } = this.effects;
    const reply = await this.simulationQuestion.ask((signal) => askReplays(server, uri, session, signal));
    if (reply?.state === 'answered') {
      this.apply({ type: 'answered', revision: session.revision, answers: reply.answer });
    } else if (reply !== undefined) {
      const reason = `The language server did not answer: ${reply.problem}`;
      this.apply({ type: 'unanswered', revision: session.revision, reason });
    }
  }
}
