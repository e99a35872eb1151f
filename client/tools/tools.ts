import * as vscode from 'vscode';
import type { ToolRuleChange } from '../../server/protocol/toolsOverview.ts';
import { PlaceRevealer } from '../simulator/editor/revealPlace.ts';
import { askChange, changeTools } from './changeTools.ts';
import { addMissingTools, createPolicy } from './createPolicy.ts';
import { showDriftCommand } from './driftDiff.ts';
import { setRiskClass } from './riskChoice.ts';
import { arrangements } from './rows/arrangement.ts';
import { registerToolBadges } from './toolBadges.ts';
import { askFilter } from './toolFilter.ts';
import { openToolCommand, type Row, type ToolRowOfTree } from './toolsProvider.ts';
import { type ToolsConnection, toolsServer } from './toolsServer.ts';
import { ToolsView } from './toolsView.ts';

export interface Tools {
  /** The running language client; starts it when it is not running yet. */
  readonly client: () => Promise<ToolsConnection>;
  readonly isPolicy: (document: vscode.TextDocument) => boolean;
  /** The policy that a command is about: the one that it was given, else the one in front of the person. */
  readonly policyOf: (argument: unknown) => vscode.Uri | undefined;
  /** Where the arrangement outlives the window, e.g. `context.workspaceState`. */
  readonly memory: vscode.Memento;
  readonly log: (problem: string) => void;
  /** Says what fails on its way. */
  readonly attempt: (work: Promise<unknown>) => Promise<unknown>;
}

/** What can be done to tools, by the commands of the tree's menus. */
const changeCommands: Readonly<Record<string, ToolRuleChange>> = {
  'mcpPolicy.allowTools': 'allow',
  'mcpPolicy.denyTools': 'deny',
  'mcpPolicy.hideTools': 'hide',
  'mcpPolicy.limitTools': 'limit',
  'mcpPolicy.starterRule': 'starter',
  'mcpPolicy.removeTools': 'remove',
};

/** The commands about the server, which its row offers: each gets the policy. */
const serverCommands: Readonly<Record<string, string>> = {
  'mcpPolicy.tools.connect': 'mcpPolicy.connectServer',
  'mcpPolicy.tools.watch': 'mcpPolicy.watchServer',
  'mcpPolicy.tools.stopWatching': 'mcpPolicy.stopWatching',
  'mcpPolicy.tools.saveSnapshot': 'mcpPolicy.saveToolSnapshot',
  'mcpPolicy.tools.signOut': 'mcpPolicy.signOut',
  'mcpPolicy.tools.showDrift': showDriftCommand,
};

/** The *Tools* tree with its commands, and the commands that write policies. Dispose of what it returns. */
export function registerTools({ client, isPolicy, policyOf, memory, log, attempt }: Tools): ToolsView {
  const server = toolsServer(client);
  const view = new ToolsView({ server, isPolicy, memory, log });
  const places = new PlaceRevealer();

  /** What a menu hands over: the row that was clicked, and the selection when the row is in it; a key hands over nothing. */
  function toolsOf(clicked: unknown, selected: unknown): readonly ToolRowOfTree[] {
    const rows =
      Array.isArray(selected) && selected.length > 0 ? selected : isRow(clicked) ? [clicked] : view.selection;
    return rows.filter(isRow).filter((row) => row.kind === 'tool');
  }

  function command(name: string, run: (...parameters: unknown[]) => unknown): vscode.Disposable {
    return vscode.commands.registerCommand(name, (...parameters: unknown[]) =>
      attempt(Promise.resolve(run(...parameters))),
    );
  }

  async function change(rows: readonly ToolRowOfTree[], kind: ToolRuleChange): Promise<void> {
    const [first] = rows;
    if (first === undefined) return reportNoTool();
    const names = rows.map(({ tool }) => tool.name);
    await changeTools(server, vscode.Uri.parse(first.policy), names, kind);
  }

  async function open(row: ToolRowOfTree): Promise<void> {
    const { policy, tool } = row;
    if (tool.range !== undefined) return places.reveal(policy, tool.range);
    const chosen = await askChange(tool.name);
    if (chosen !== undefined) await changeTools(server, vscode.Uri.parse(policy), [tool.name], chosen);
  }

  async function chooseRisk(rows: readonly ToolRowOfTree[]): Promise<void> {
    const [first] = rows;
    if (first === undefined) return reportNoTool();
    const tools = rows.map(({ tool }) => tool);
    // Asked anew: a snapshot may have been saved since the tree was drawn.
    const { snapshot } = (await server.overview(first.policy)).server;
    await setRiskClass(vscode.Uri.parse(first.policy), tools, snapshot);
  }

  function withPolicy(argument: unknown, run: (policy: vscode.Uri) => Promise<void>): Promise<void> {
    // A menu hands over a row, or nothing: then it is about the policy of the tree.
    const isGiven = typeof argument === 'string' || argument instanceof vscode.Uri;
    const policy = isGiven ? policyOf(argument) : (view.current?.policy ?? policyOf(undefined));
    if (policy !== undefined) return run(policy);
    void vscode.window.showInformationMessage('Open a folder, or a policy, first.');
    return Promise.resolve();
  }

  const registered = [
    places,
    registerToolBadges(),
    command(openToolCommand, (row) => (isRow(row) && row.kind === 'tool' ? open(row) : undefined)),
    ...Object.entries(changeCommands).map(([name, kind]) =>
      command(name, (clicked, selected) => change(toolsOf(clicked, selected), kind)),
    ),
    ...Object.entries(serverCommands).map(([name, target]) =>
      command(name, () => vscode.commands.executeCommand(target, view.current?.policy)),
    ),
    command('mcpPolicy.simulateTool', (clicked) => {
      const [row] = toolsOf(clicked, undefined);
      return row && vscode.commands.executeCommand('mcpPolicy.simulateCall', row.policy, row.tool.name);
    }),
    command('mcpPolicy.showToolChange', (clicked) => {
      const [row] = toolsOf(clicked, undefined);
      return row && vscode.commands.executeCommand(showDriftCommand, vscode.Uri.parse(row.policy), row.tool.name);
    }),
    command('mcpPolicy.copyToolName', (clicked, selected) =>
      vscode.env.clipboard.writeText(
        toolsOf(clicked, selected)
          .map(({ tool }) => tool.name)
          .join('\n'),
      ),
    ),
    command('mcpPolicy.setRiskClass', (clicked, selected) => chooseRisk(toolsOf(clicked, selected))),
    command('mcpPolicy.filterTools', (filter) =>
      typeof filter === 'string' ? view.setFilter(filter) : askFilter(view),
    ),
    command('mcpPolicy.clearToolFilter', () => view.setFilter('')),
    ...arrangements.map((arrangement) =>
      command(`mcpPolicy.toolsBy${arrangement.slice(0, 1).toUpperCase()}${arrangement.slice(1)}`, () =>
        view.arrange(arrangement),
      ),
    ),
    command('mcpPolicy.refreshTools', () => view.refresh()),
    command('mcpPolicy.createPolicy', (policy) => withPolicy(policy, (uri) => createPolicy(server, uri))),
    command('mcpPolicy.addMissingTools', (policy) => withPolicy(policy, addMissingTools)),
  ];
  view.own(...registered);
  return view;
}

function isRow(value: unknown): value is Row {
  if (typeof value !== 'object' || value === null) return false;
  const kind: unknown = Reflect.get(value, 'kind');
  return kind === 'server' || kind === 'group' || kind === 'tool';
}

function reportNoTool(): void {
  void vscode.window.showInformationMessage('Choose tools in the view "Tools" first.');
}
