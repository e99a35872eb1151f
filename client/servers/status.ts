import * as vscode from 'vscode';
import { messageLine, messageText } from '../../server/protocol/messageText.ts';
import type { ToolKnowledgeResult } from '../../server/protocol/requests.ts';

/** The language status item of a policy: which server stands behind it, how fresh its list is, and what went wrong. */
export class ServerStatus implements vscode.Disposable {
  private readonly item: vscode.LanguageStatusItem;
  private shown: string | undefined;

  /** @param selector the policies; asked again by {@link followFiles} */
  constructor(
    private readonly knowledgeOf: (uri: string) => Promise<ToolKnowledgeResult | undefined>,
    private readonly selector: () => vscode.DocumentSelector,
  ) {
    this.item = vscode.languages.createLanguageStatusItem('mcpPolicy.server', selector());
    this.item.name = 'MCP Server';
    this.show({ state: 'unknown', toolCount: 0, skipped: [] });
  }

  /** Shows the item on the files that are policies now. */
  followFiles(): void {
    this.item.selector = this.selector();
  }

  connecting(server: string): void {
    this.item.busy = true;
    this.item.text = `Connecting to ${messageLine(server)}`;
    this.item.detail = 'Listing its tools';
  }

  /** Shows what is known for the active policy. A reply for an editor that is no longer active is dropped. */
  async refresh(): Promise<void> {
    const uri = vscode.window.activeTextEditor?.document.uri.toString();
    this.shown = uri;
    if (uri === undefined) return;
    const knowledge = await this.knowledgeOf(uri);
    if (knowledge !== undefined && this.shown === uri) this.show(knowledge);
  }

  dispose(): void {
    this.item.dispose();
  }

  private show(knowledge: ToolKnowledgeResult): void {
    const { item } = this;
    item.busy = false;
    item.command = { command: 'mcpPolicy.connectServer', title: knowledge.state === 'unknown' ? 'Connect' : 'Refresh' };
    item.severity = vscode.LanguageStatusSeverity.Information;
    const server = messageLine(knowledge.server ?? 'MCP server');
    const tools = `${knowledge.toolCount} ${knowledge.toolCount === 1 ? 'tool' : 'tools'}`;
    const listed =
      knowledge.fetchedAt === undefined ? '' : `listed at ${new Date(knowledge.fetchedAt).toLocaleTimeString()}`;
    const why =
      knowledge.problem === undefined
        ? undefined
        : messageText(`${knowledge.problem.what} ${knowledge.problem.remedy}`);
    if (knowledge.state === 'fresh') {
      item.text = `${server}: ${tools}`;
      item.detail = messageText([listed, knowledge.cutShort].filter(Boolean).join('; '));
    } else if (knowledge.state === 'stale') {
      item.text = `${server}: ${tools}, not current`;
      item.detail = [listed, why].filter(Boolean).join('; ');
      item.severity = vscode.LanguageStatusSeverity.Warning;
    } else if (why !== undefined) {
      item.text = `${server} cannot be reached`;
      item.detail = why;
      item.severity = vscode.LanguageStatusSeverity.Error;
    } else {
      item.text = knowledge.server === undefined ? 'No MCP server connected' : `${server}: not connected`;
      item.detail = 'Tool names are not known';
    }
  }
}
