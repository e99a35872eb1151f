import * as vscode from 'vscode';
import { messageText } from '../../../server/protocol/messageText.ts';
import type { HostMessage, PanelPolicy } from '../../../server/protocol/panel.ts';
import { notifications, type TrafficProgressParams } from '../../../server/protocol/requests.ts';
import { isIntegerFrom, isShape, isText } from '../../../server/protocol/shape.ts';
import type { NotificationSource } from '../../sharedNotifications.ts';
import { CounterHints } from '../editor/counterHints.ts';
import { CursorMoves } from '../editor/cursorMoves.ts';
import { Pointing } from '../editor/pointing.ts';
import { PlaceRevealer } from '../editor/revealPlace.ts';
import { toolAroundCursor } from '../editor/toolAroundCursor.ts';
import { toolNearCursor } from '../editor/toolNearCursor.ts';
import { type Connection, simulationServer } from '../languageServer.ts';
import { saveScenarios } from '../scenarios/saveScenario.ts';
import { pageHtml } from './pageHtml.ts';
import type { HostAction } from './panelEffects.ts';
import { SimulatorPanel, type ToolAtCursor } from './simulatorPanel.ts';

/** The view's id in `package.json`; VS Code makes a command `<id>.focus` of it. */
export const simulatorViewId = 'mcpPolicy.simulator';

/** The setting that lets the panel choose the tool at the cursor. */
const followCursorSetting = 'mcpPolicy.simulator.followCursor';

export interface SimulatorSurroundings {
  readonly extensionUri: vscode.Uri;
  /** Where simulations outlive the window, e.g. `context.workspaceState`. */
  readonly memory: vscode.Memento;
  /** The running client; starts it when it is not running yet. */
  readonly client: () => Promise<Connection<vscode.CancellationToken>>;
  /** True for the documents that the panel follows. */
  readonly isPolicy: (document: vscode.TextDocument) => boolean;
  readonly log: (problem: string) => void;
}

const isDocumentParams = isShape<{ readonly uri: string }>({ uri: isText(100_000) });

const isCount = isIntegerFrom(0, Number.MAX_SAFE_INTEGER);
const isProgress = isShape<TrafficProgressParams>({ token: isText(100), done: isCount, calls: isCount });

/** The simulator's view: VS Code's side of {@link SimulatorPanel}. Register it under {@link simulatorViewId}. */
export class SimulatorView implements vscode.WebviewViewProvider, vscode.Disposable {
  private readonly surroundings: SimulatorSurroundings;
  private readonly panel: SimulatorPanel;
  private readonly places = new PlaceRevealer();
  private readonly pointing = new Pointing();
  private readonly counterHints = new CounterHints();
  private readonly subscriptions: vscode.Disposable[];
  private readonly life = String(Date.now());
  private view: vscode.WebviewView | undefined;
  private shown: vscode.Uri | undefined;

  constructor(surroundings: SimulatorSurroundings) {
    const { client, memory, log } = surroundings;
    this.surroundings = surroundings;
    this.panel = new SimulatorPanel({
      server: simulationServer(client, cancellationOf),
      memory,
      now: Date.now,
      isTrusted: () => vscode.workspace.isTrusted,
      post: (message) => this.post(message),
      reveal: (policy, range) => this.attempt(this.places.reveal(policy, range)),
      point: (place) => this.pointing.point(place),
      copy: (text) => this.attempt(vscode.env.clipboard.writeText(text)),
      saveScenarios: (policy, scenarios) =>
        this.attempt(scenarios.then((made) => saveScenarios(vscode.Uri.parse(policy), made.scenarios, made.unwritten))),
      run: (action, policy) => this.attempt(run(action, policy)),
      report: log,
    });
    this.subscriptions = [
      this.places,
      this.pointing,
      this.counterHints,
      new CursorMoves((editor) => this.followCursor(editor)),
      vscode.window.onDidChangeActiveTextEditor(() => this.follow()),
      vscode.workspace.onDidOpenTextDocument(() => this.follow()),
      vscode.workspace.onDidCloseTextDocument((document) => this.forget(document)),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.panel.toolsChanged()),
    ];
    this.follow();
  }

  /** Hears of a client's changes to policies and tools. Call it once for each client, before it starts. */
  listenTo(client: NotificationSource): void {
    this.subscriptions.push(
      client.onNotification(notifications.toolKnowledgeChanged, () => this.panel.toolsChanged()),
      client.onNotification(notifications.policyChanged, (parameters) => {
        if (isDocumentParams(parameters)) this.panel.policyChanged(parameters.uri);
      }),
      client.onNotification(notifications.trafficProgress, (parameters) => {
        if (isProgress(parameters)) this.panel.trafficProgressed(parameters);
      }),
    );
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    const { webview } = view;
    const pages = vscode.Uri.joinPath(this.surroundings.extensionUri, 'dist', 'page');
    const source = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(pages, name)).toString();
    this.view = view;
    webview.options = { enableScripts: true, localResourceRoots: [pages] };
    webview.onDidReceiveMessage((message: unknown) => this.panel.receive(message));
    view.onDidChangeVisibility(() => {
      if (!view.visible) this.pageClosed();
    });
    view.onDidDispose(() => {
      this.pageClosed();
      if (this.view === view) this.view = undefined;
    });
    webview.html = pageHtml({
      cspSource: webview.cspSource,
      script: source('simulator.js'),
      style: source('simulator.css'),
      icons: source('codicon.css'),
      life: this.life,
    });
    this.describe();
  }

  /** Opens the view with that tool chosen: the command `mcpPolicy.simulateCall`. Without arguments it only opens the view. */
  async simulateCall(uri?: string, tool?: string): Promise<void> {
    if (uri !== undefined && tool !== undefined) {
      this.shown = vscode.Uri.parse(uri);
      this.panel.simulateCall(policyOf(this.shown), tool);
      this.describe();
    }
    await vscode.commands.executeCommand(`${simulatorViewId}.focus`);
  }

  /** Empties the history of the policy shown: the command `mcpPolicy.resetSimulation`. */
  reset(): void {
    this.panel.reset();
  }

  /** Asks the language server again, e.g. because it was restarted. */
  refresh(): void {
    this.panel.toolsChanged();
  }

  dispose(): void {
    this.panel.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** Another editor that is no policy (a terminal, `mcp.json`) leaves the last policy shown. */
  follow(): void {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined || !this.surroundings.isPolicy(editor.document)) return;
    this.panel.showPolicy(policyOf(editor.document.uri), toolAtCursorOf(editor));
    this.shown = editor.document.uri;
    this.describe();
  }

  private post(message: HostMessage): void {
    void this.view?.webview.postMessage(message);
    if (message.type === 'view') this.counterHints.show(message.view);
  }

  private pageClosed(): void {
    this.panel.pageClosed();
    this.counterHints.clear();
  }

  private followCursor(editor: vscode.TextEditor): void {
    const { document, selection } = editor;
    if (!vscode.workspace.getConfiguration(undefined, document.uri).get(followCursorSetting, true)) return;
    this.panel.cursorMoved(document.uri.toString(), (names) =>
      toolAroundCursor((line) => document.lineAt(line).text, selection.active, names),
    );
  }

  private forget(document: vscode.TextDocument): void {
    if (document.uri.toString() !== this.shown?.toString()) return;
    this.shown = undefined;
    this.panel.showPolicy(undefined);
    this.describe();
  }

  /** The policy's name stands beside the view's title. */
  private describe(): void {
    if (this.view !== undefined) this.view.description = this.shown === undefined ? '' : policyOf(this.shown).name;
  }

  private attempt(action: PromiseLike<unknown>): void {
    action.then(undefined, (error: unknown) => {
      const problem = error instanceof Error ? error.message : String(error);
      this.surroundings.log(problem);
      void vscode.window.showErrorMessage(messageText(`The simulator could not do that: ${problem}`));
    });
  }
}

function policyOf(uri: vscode.Uri): PanelPolicy {
  return { uri: uri.toString(), name: vscode.workspace.asRelativePath(uri), path: uri.fsPath };
}

function toolAtCursorOf({ document, selection }: vscode.TextEditor): ToolAtCursor {
  return (names) => toolNearCursor((line) => document.lineAt(line).text, selection.active.line, names);
}

function run(action: HostAction, policy: string | undefined): PromiseLike<unknown> {
  const { executeCommand } = vscode.commands;
  switch (action) {
    case 'connect':
      return policy === undefined
        ? executeCommand('mcpPolicy.connectServer')
        : executeCommand('mcpPolicy.connectServer', vscode.Uri.parse(policy));
    case 'trust':
      return executeCommand('workbench.trust.manage');
    case 'openPolicy':
      return executeCommand('workbench.action.quickOpen', 'policy.json');
    case 'showProblems':
      return executeCommand('workbench.actions.view.problems');
  }
}

function cancellationOf(signal: AbortSignal): vscode.CancellationToken {
  const source = new vscode.CancellationTokenSource();
  signal.addEventListener('abort', () => source.cancel(), { once: true });
  return source.token;
}
