import type { HostMessage, PageMessage, PanelAction, PanelPolicy } from '../../server/protocol/panel.ts';
import { readPageMessage } from '../../server/protocol/panel.ts';
import type { SimulateResult, ToolChoicesResult } from '../../server/protocol/requests.ts';
import type { SourceRange, ToolChoice } from '../../server/protocol/simulation.ts';
import { wholeSecond } from '../../server/protocol/virtualClock.ts';
import { agentResult } from './agentResult.ts';
import { formWithTool } from './firstForm.ts';
import type { SimulationServer } from './languageServer.ts';
import { LatestQuestion } from './latestQuestion.ts';
import { withNewSamples } from './newSamples.ts';
import { openSession, restored } from './openSession.ts';
import { type Shown, viewOf } from './panelView.ts';
import { replaysOf } from './replays.ts';
import { isKept, type Session, type SessionEvent, update } from './session.ts';
import { type Memory, recall, remember } from './sessionMemory.ts';

/** What a state offers and only VS Code can do. */
export type HostAction = Exclude<PanelAction, 'retry'>;

/** Everything the panel does to the world. */
export interface PanelEffects {
  readonly server: SimulationServer;
  readonly memory: Memory;
  readonly now: () => number;
  readonly isTrusted: () => boolean;
  readonly post: (message: HostMessage) => void;
  readonly reveal: (policy: string, range: SourceRange) => void;
  readonly copy: (text: string) => void;
  /** Runs what a state offers; for the policy shown, if any. */
  readonly run: (action: HostAction, policy: string | undefined) => void;
  /** For the log: something went wrong that the person can do nothing about. */
  readonly report: (problem: string) => void;
}

/** The tool nearest to the cursor, out of these names; asked once, when a policy is shown for the first time. */
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
  private focusWanted = false;
  private pageIsThere = false;

  constructor(effects: PanelEffects) {
    this.effects = effects;
  }

  /** Shows another policy, or none. Showing the same one again changes nothing. */
  showPolicy(policy: PanelPolicy | undefined, toolAtCursor: ToolAtCursor = () => undefined): void {
    if (policy !== undefined && policy.uri === this.shown?.policy.uri) return;
    this.dispose();
    this.wantedTool = undefined;
    this.toolAtCursor = toolAtCursor;
    this.shown = policy === undefined ? undefined : { policy };
    this.postView();
    void this.askForChoices();
  }

  /** Shows the policy with that tool chosen and puts the keyboard on the call button. */
  simulateCall(policy: PanelPolicy, tool: string): void {
    this.showPolicy(policy);
    this.focusWanted = true;
    const { choices, session } = this.shown ?? {};
    if (choices === undefined || session === undefined) this.wantedTool = tool;
    else this.apply({ type: 'previewed', form: formWithTool(session.form, tool, choices.tools) });
    this.postFocus();
  }

  /** The policy's text changed: everything is decided again. */
  policyChanged(uri: string): void {
    if (this.shown?.policy.uri !== uri) return;
    this.apply({ type: 'policyEdited' });
    void this.askForChoices();
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
    this.pageIsThere = false;
    this.dispose();
  }

  dispose(): void {
    this.choicesQuestion.abandon();
    this.simulationQuestion.abandon();
  }

  /** Anything that arrives from the page. */
  receive(value: unknown): void {
    const message = readPageMessage(value);
    if (message === undefined) this.effects.report('The simulator page sent a message that cannot be read.');
    else if (message.type === 'ready') this.pageOpened();
    else if (message.type === 'run') this.run(message.action);
    else if (message.policy === this.shown?.policy.uri) this.receiveForPolicy(message);
  }

  private receiveForPolicy(message: Extract<PageMessage, { policy: string }>): void {
    if (message.type === 'form') this.apply({ type: 'formTyped', form: message.form });
    else if (message.type === 'call') this.apply({ type: 'called', call: message.call });
    else if (message.type === 'select') this.apply({ type: 'selected', entry: message.entry });
    else if (message.type === 'remove') this.apply({ type: 'removed', entry: message.entry });
    else if (message.type === 'reset') this.reset();
    else if (message.type === 'reveal') this.effects.reveal(message.policy, message.range);
    else this.copy(message.entry);
  }

  private pageOpened(): void {
    this.pageIsThere = true;
    this.postTools();
    this.postView();
    this.postFocus();
    this.apply({ type: 'policyEdited' });
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

  private apply(event: SessionEvent): void {
    const { shown } = this;
    if (shown?.session === undefined) return;
    const session = update(shown.session, event);
    if (session === shown.session) return;
    this.sessions.set(shown.policy.uri, session);
    this.shown = { ...shown, session };
    if (isKept(event)) this.remember(shown.policy.uri, session);
    this.postView();
    if (session.revision !== shown.session.revision) void this.askForDecisions(session);
  }

  private remember(policy: string, session: Session): void {
    const failed = (error: unknown) => this.effects.report(`The simulation of ${policy} could not be kept: ${error}`);
    remember(this.effects.memory, policy, session).then(undefined, failed);
  }

  private async askForChoices(): Promise<void> {
    if (this.shown === undefined || !this.pageIsThere) return;
    const { uri } = this.shown.policy;
    const reply = await this.choicesQuestion.ask((signal) => this.effects.server.toolChoices({ uri }, signal));
    if (reply?.state === 'answered') this.receiveChoices(this.shown, reply.answer);
    else if (reply !== undefined) {
      this.shown = { ...this.shown, failure: reply.problem };
      this.postView();
    }
  }

  private receiveChoices({ policy, choices: before, session: known }: Shown, answer: ToolChoicesResult): void {
    const choices = { ...answer, tools: answer.tools.map(withShortDescription) };
    const session = known ?? this.openSession(policy.uri, choices.tools);
    this.shown = { policy, choices, session };
    if (JSON.stringify(choices.tools) !== JSON.stringify(before?.tools)) this.postTools();
    this.postView();
    if (known === undefined) void this.askForDecisions(session);
    const form = withNewSamples(session.form, this.toolsBefore.get(policy.uri), choices.tools);
    this.toolsBefore.set(policy.uri, choices.tools);
    if (form !== session.form) this.apply({ type: 'formSet', form });
  }

  private openSession(uri: string, tools: readonly ToolChoice[]): Session {
    const session = openSession({
      before: this.sessions.get(uri) ?? restored(recall(this.effects.memory, uri)),
      tools,
      wanted: this.wantedTool,
      atCursor: this.toolAtCursor(new Set(tools.map(({ name }) => name))),
      now: this.effects.now(),
    });
    this.wantedTool = undefined;
    this.sessions.set(uri, session);
    return session;
  }

  private async askForDecisions(session: Session): Promise<void> {
    if (this.shown === undefined || !this.pageIsThere) return;
    const { uri } = this.shown.policy;
    // Should the text change between two replays, the notice of that is on its way and both are asked for again.
    const reply = await this.simulationQuestion.ask((signal) =>
      Promise.all(replaysOf(session).map((calls) => this.effects.server.simulate({ uri, calls }, signal))),
    );
    if (reply?.state === 'answered') {
      this.apply({ type: 'answered', revision: session.revision, answers: reply.answer });
    } else if (reply !== undefined) {
      const reason = `The language server did not answer: ${reply.problem}`;
      this.apply({ type: 'unanswered', revision: session.revision, reason });
    }
  }

  private postView(): void {
    if (this.pageIsThere) this.effects.post({ type: 'view', view: viewOf(this.shown, this.effects.isTrusted()) });
  }

  private postTools(): void {
    const { policy, choices } = this.shown ?? {};
    if (!this.pageIsThere || policy === undefined || choices === undefined) return;
    this.effects.post({ type: 'tools', policy: policy.uri, tools: choices.tools });
  }

  private postFocus(): void {
    if (!this.pageIsThere || !this.focusWanted) return;
    this.focusWanted = false;
    this.effects.post({ type: 'focus' });
  }
}

/** A server's descriptions can be of any length; the page shows two lines, and the rest on hover. */
function withShortDescription(choice: ToolChoice): ToolChoice {
  const { description } = choice;
  return description === undefined ? choice : { ...choice, description: description.slice(0, 1_000) };
}
