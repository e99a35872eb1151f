import * as vscode from 'vscode';
import { messageLine } from '../../server/protocol/messageText.ts';
import type { ToolKnowledgeResult } from '../../server/protocol/requests.ts';
import { statusWords } from './statusWords.ts';

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
    const { text, detail, severity, action } = statusWords(knowledge, Date.now());
    item.busy = false;
    item.text = text;
    item.detail = detail;
    item.severity = severities[severity];
    item.command = { command: 'mcpPolicy.connectServer', title: action };
  }
}

const severities = {
  information: vscode.LanguageStatusSeverity.Information,
  warning: vscode.LanguageStatusSeverity.Warning,
  error: vscode.LanguageStatusSeverity.Error,
} as const;
