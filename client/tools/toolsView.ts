import * as vscode from 'vscode';
import { messageText } from '../../server/protocol/messageText.ts';
import { notifications } from '../../server/protocol/requests.ts';
import { isShape, isText } from '../../server/protocol/shape.ts';
import type { ToolsOverviewResult } from '../../server/protocol/toolsOverview.ts';
import type { NotificationSource } from '../sharedNotifications.ts';
import { CursorMoves } from '../simulator/editor/cursorMoves.ts';
import { toolAroundCursor } from '../simulator/editor/toolAroundCursor.ts';
import type { Arrangement } from './rows/arrangement.ts';
import { rowBadge } from './rows/toolRow.ts';
import { type Row, ToolsProvider } from './toolsProvider.ts';
import type { ToolsServer } from './toolsServer.ts';

/** The view's id in `package.json`. */
const toolsViewId = 'mcpPolicy.tools';

/** In milliseconds: a burst of keystrokes is one question. */
const rest = 200;
/** In milliseconds: ages are said in minutes. */
const minute = 60_000;

export interface ToolsSurroundings {
  readonly server: ToolsServer;
  readonly isPolicy: (document: vscode.TextDocument) => boolean;
  readonly memory: vscode.Memento;
  readonly log: (problem: string) => void;
}

const isDocumentParams = isShape<{ readonly uri: string }>({ uri: isText(100_000) });
const arrangementKey = 'mcpPolicy.toolsArrangement';

/** The tree *Tools*: what the policy in front of the person, or the last one that was, does to every tool of its server. */
export class ToolsView implements vscode.Disposable {
  private readonly provider = new ToolsProvider();
  private readonly view: vscode.TreeView<Row>;
  private readonly subscriptions: vscode.Disposable[];
  private readonly clock: ReturnType<typeof setInterval>;
  private readonly rendered = new vscode.EventEmitter<void>();
  private listening: vscode.Disposable | undefined;
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private policy: vscode.Uri | undefined;
  private overview: ToolsOverviewResult | undefined;
  private filter = '';
  private questions = 0;

  constructor(private readonly surroundings: ToolsSurroundings) {
    this.view = vscode.window.createTreeView<Row>(toolsViewId, {
      treeDataProvider: this.provider,
      canSelectMany: true,
      showCollapseAll: true,
    });
    this.clock = setInterval(() => this.provider.tick(), minute);
    this.subscriptions = [
      this.view,
      this.provider,
      this.rendered,
      new CursorMoves((editor) => this.followCursor(editor)),
      this.view.onDidChangeVisibility(({ visible }) => visible && this.refresh()),
      vscode.window.onDidChangeActiveTextEditor(() => this.follow()),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.forget(uri)),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('mcpPolicy.riskClasses')) this.refresh();
      }),
    ];
    this.follow();
  }

  /** Fires after the rows were made anew. */
  get onDidRender(): vscode.Event<void> {
    return this.rendered.event;
  }

  get current(): { readonly policy: vscode.Uri; readonly overview: ToolsOverviewResult } | undefined {
    const { policy, overview } = this;
    return policy === undefined || overview === undefined ? undefined : { policy, overview };
  }

  get selection(): readonly Row[] {
    return this.view.selection;
  }

  get arrangement(): Arrangement {
    return this.surroundings.memory.get<Arrangement>(arrangementKey, 'server');
  }

  /** The rows as a person sees them, for this extension's own tests: labels with descriptions, rows in groups indented. */
  get shown(): readonly string[] {
    const line = (row: Row, indentation: string): string[] => {
      const { label, description } = this.provider.getTreeItem(row);
      const inner = this.provider.getChildren(row).flatMap((each) => line(each, `${indentation}  `));
      return [`${indentation}${String(label)} | ${String(description)}`, ...inner];
    };
    return this.provider.getChildren().flatMap((row) => line(row, ''));
  }

  /** The row of a tool; `undefined` when the filter leaves it out. */
  row(tool: string): Row | undefined {
    return this.provider.row(tool);
  }

  /** Others listen to the same notifications, which a language client itself does not allow. */
  listenTo(client: NotificationSource): void {
    this.listening?.dispose();
    this.listening = vscode.Disposable.from(
      client.onNotification(notifications.toolKnowledgeChanged, () => this.refresh()),
      client.onNotification(notifications.policyChanged, (parameters) => {
        // With every keystroke: nobody looks at a tree that is not shown.
        if (this.view.visible && isDocumentParams(parameters) && parameters.uri === this.policy?.toString())
          this.refresh();
      }),
    );
  }

  /** Shows the policy in front of the person, if there is one. */
  follow(): void {
    const document = vscode.window.activeTextEditor?.document;
    if (document === undefined || !this.surroundings.isPolicy(document)) {
      this.tellState();
      return;
    }
    if (document.uri.toString() !== this.policy?.toString()) {
      this.policy = document.uri;
      this.overview = undefined;
    }
    this.refresh();
  }

  /** Asks anew, once whoever causes it rests. */
  refresh(): void {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => void this.load(), rest);
  }

  async arrange(arrangement: Arrangement): Promise<void> {
    await this.surroundings.memory.update(arrangementKey, arrangement);
    this.render();
  }

  setFilter(filter: string): void {
    this.filter = filter;
    this.render();
  }

  get filterText(): string {
    return this.filter;
  }

  async reveal(tool: string, focus = false): Promise<void> {
    const row = this.provider.row(tool);
    if (row !== undefined) await this.view.reveal(row, { select: true, focus });
  }

  /** Disposes of these together with the view. */
  own(...disposables: readonly vscode.Disposable[]): void {
    this.subscriptions.push(...disposables);
  }

  dispose(): void {
    clearInterval(this.clock);
    clearTimeout(this.waiting);
    this.listening?.dispose();
    for (const each of this.subscriptions) each.dispose();
  }

  private async load(): Promise<void> {
    const { policy } = this;
    if (policy === undefined) return this.tellState();
    const question = ++this.questions;
    try {
      const overview = await this.surroundings.server.overview(policy.toString());
      // A younger question is on its way, or the policy is closed.
      if (question !== this.questions || this.policy?.toString() !== policy.toString()) return;
      this.overview = overview;
      this.render();
    } catch (error) {
      this.surroundings.log(error instanceof Error ? error.message : String(error));
    }
  }

  private render(): void {
    const { policy, overview, filter, provider, view } = this;
    if (policy === undefined || overview === undefined) provider.clear();
    else provider.show(policy.toString(), overview, this.arrangement, filter);
    const { shown, all } = provider.counts;
    const file = policy === undefined ? '' : vscode.workspace.asRelativePath(policy);
    view.description = filter === '' ? messageText(file) : `"${messageText(filter)}": ${shown} of ${all}`;
    const leftOut = overview?.leftOut ?? 0;
    // An empty text takes the message away.
    view.message = leftOut === 0 ? '' : `${all} of ${all + leftOut} tools are shown.`;
    const marked = overview?.tools.filter((tool) => rowBadge(tool) !== undefined).length ?? 0;
    view.badge =
      marked === 0
        ? undefined
        : { value: marked, tooltip: `${marked} ${marked === 1 ? 'tool' : 'tools'} changed or suspicious` };
    this.tellState();
    this.rendered.fire();
  }

  /** For the welcome text and the menus. */
  private tellState(): void {
    const { overview } = this;
    const state = this.policy === undefined ? 'noPolicy' : overview?.server.state === 'unknown' ? 'noServer' : 'known';
    void vscode.commands.executeCommand('setContext', 'mcpPolicy.toolsState', state);
    void vscode.commands.executeCommand('setContext', 'mcpPolicy.toolsFiltered', this.filter !== '');
    void vscode.commands.executeCommand('setContext', 'mcpPolicy.toolsArrangement', this.arrangement);
  }

  private forget(uri: vscode.Uri): void {
    if (uri.toString() !== this.policy?.toString()) return;
    this.policy = undefined;
    this.overview = undefined;
    this.render();
  }

  private followCursor({ document, selection }: vscode.TextEditor): void {
    if (!this.view.visible || document.uri.toString() !== this.policy?.toString()) return;
    const tool = toolAroundCursor((line) => document.lineAt(line).text, selection.active, this.provider.names());
    if (tool === undefined || this.view.selection.some((row) => row.kind === 'tool' && row.tool.name === tool)) return;
    // A row that VS Code is about to draw anew cannot be revealed, which matters to nobody.
    this.reveal(tool).catch((error: unknown) => this.surroundings.log(String(error)));
  }
}
