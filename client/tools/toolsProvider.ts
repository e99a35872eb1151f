import * as vscode from 'vscode';
import { messageLine } from '../../server/protocol/messageText.ts';
import type { ShownServer, ShownTool, ToolsOverviewResult } from '../../server/protocol/toolsOverview.ts';
import { type Arrangement, filtered, type ToolGroup, toolGroups } from './rows/arrangement.ts';
import { serverRow } from './rows/serverRow.ts';
import { toolMarkdown, toolRow } from './rows/toolRow.ts';
import { toolUri } from './toolBadges.ts';

/** A row of the tree. */
export type Row =
  | { readonly kind: 'server'; readonly policy: string; readonly server: ShownServer }
  | { readonly kind: 'group'; readonly group: ToolGroup; readonly rows: readonly ToolRowOfTree[] }
  | ToolRowOfTree;

export interface ToolRowOfTree {
  readonly kind: 'tool';
  readonly policy: string;
  readonly tool: ShownTool;
}

/** The command that a click on a tool runs; it is in no menu. */
export const openToolCommand = 'mcpPolicy.openTool';

/** The rows of the *Tools* tree, in the arrangement and with the filter that the person chose. */
export class ToolsProvider implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Row | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private top: readonly Row[] = [];
  private byName: ReadonlyMap<string, ToolRowOfTree> = new Map();
  private groupOf: ReadonlyMap<Row, Row> = new Map();

  /** How many tools are shown, and how many there are. */
  counts = { shown: 0, all: 0 };

  show(policy: string, overview: ToolsOverviewResult, arrangement: Arrangement, filter: string): void {
    const { server, tools } = overview;
    const kept = filtered(tools, filter);
    const rows = new Map(kept.map((tool) => [tool.name, { kind: 'tool', policy, tool } as const]));
    this.counts = { shown: kept.length, all: tools.length };
    this.byName = rows;
    const serverOfPolicy: Row = { kind: 'server', policy, server };
    // Where nothing at all is known the view says how to begin.
    if (tools.length === 0 && server.state === 'unknown') this.top = [];
    else if (arrangement === 'server') this.top = [serverOfPolicy, ...rows.values()];
    else this.top = [serverOfPolicy, ...toolGroups(kept, arrangement).map((group) => groupRow(group, rows))];
    this.groupOf = new Map(
      this.top.flatMap((row) => (row.kind === 'group' ? row.rows.map((inner) => [inner, row] as const) : [])),
    );
    this.changed.fire(undefined);
  }

  clear(): void {
    this.top = [];
    this.byName = new Map();
    this.groupOf = new Map();
    this.counts = { shown: 0, all: 0 };
    this.changed.fire(undefined);
  }

  /** Says the ages anew. */
  tick(): void {
    const [first] = this.top;
    if (first?.kind === 'server') this.changed.fire(first);
  }

  row(tool: string): ToolRowOfTree | undefined {
    return this.byName.get(tool);
  }

  names(): ReadonlySet<string> {
    return new Set(this.byName.keys());
  }

  getChildren(row?: Row): Row[] {
    if (row === undefined) return [...this.top];
    return row.kind === 'group' ? [...row.rows] : [];
  }

  getParent(row: Row): Row | undefined {
    return this.groupOf.get(row);
  }

  getTreeItem(row: Row): vscode.TreeItem {
    switch (row.kind) {
      case 'server':
        return serverItem(row.server);
      case 'group':
        return groupItem(row.group);
      case 'tool':
        return toolItem(row);
    }
  }

  dispose(): void {
    this.changed.dispose();
  }
}

function groupRow(group: ToolGroup, rows: ReadonlyMap<string, ToolRowOfTree>): Row {
  return { kind: 'group', group, rows: group.tools.flatMap(({ name }) => rows.get(name) ?? []) };
}

function serverItem(server: ShownServer): vscode.TreeItem {
  const snapshot = server.snapshot === undefined ? {} : { snapshot: vscode.workspace.asRelativePath(server.snapshot) };
  const row = serverRow({ ...server, ...snapshot }, Date.now());
  const { label, description, icon, colour, context, spoken, tooltip } = row;
  const item = new vscode.TreeItem(label);
  item.id = 'server';
  item.description = description;
  item.iconPath = new vscode.ThemeIcon(icon, colour === undefined ? undefined : new vscode.ThemeColor(colour));
  item.contextValue = context;
  item.tooltip = new vscode.MarkdownString(tooltip);
  item.accessibilityInformation = { label: spoken };
  return item;
}

function groupItem({ title, tools }: ToolGroup): vscode.TreeItem {
  const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.Expanded);
  item.id = `group ${title}`;
  item.description = String(tools.length);
  item.contextValue = 'group';
  item.accessibilityInformation = { label: `${title}, ${tools.length} ${tools.length === 1 ? 'tool' : 'tools'}` };
  return item;
}

function toolItem(row: ToolRowOfTree): vscode.TreeItem {
  const { label, description, icon, colour, context, spoken } = toolRow(row.tool);
  const item = new vscode.TreeItem(label);
  item.id = `tool ${row.tool.name}`;
  item.description = description;
  item.iconPath = new vscode.ThemeIcon(icon, colour === undefined ? undefined : new vscode.ThemeColor(colour));
  item.resourceUri = toolUri(row.tool);
  item.contextValue = context;
  item.tooltip = new vscode.MarkdownString(toolMarkdown(row.tool));
  item.accessibilityInformation = { label: spoken };
  item.command = { command: openToolCommand, title: `Open ${messageLine(row.tool.name)}`, arguments: [row] };
  return item;
}
