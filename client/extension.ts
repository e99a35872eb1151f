import * as vscode from 'vscode';
import { type LanguageClient, State } from 'vscode-languageclient/node';
import { messageText } from '../server/protocol/messageText.ts';
import { notifications, requests, type ToolKnowledgeResult } from '../server/protocol/requests.ts';
import { registerExplanation } from './explanation.ts';
import { createLanguageClient } from './languageClient.ts';
import { mayBePolicy, PolicyFiles, scenarioSelector } from './policyFiles.ts';
import { policyOfCommand } from './policyOfCommand.ts';
import { followServer, type ServerState } from './serverLife.ts';
import { serverChoices } from './servers/choice.ts';
import { type Connecting, connectToServer, connectToTyped } from './servers/connect.ts';
import { consentStore } from './servers/consent.ts';
import { forgetServers } from './servers/forgetting.ts';
import { inputAnswers } from './servers/inputAnswers.ts';
import { connectionProgress } from './servers/progress.ts';
import { reportNoFolder } from './servers/report.ts';
import { registerSignIn } from './servers/signIn.ts';
import { signOut } from './servers/signOut.ts';
import { ServerStatus } from './servers/status.ts';
import { removeTyped } from './servers/typedRemoval.ts';
import { keptWatches } from './servers/watches.ts';
import { stopWatching, stopWatchingDefinitions } from './servers/watching.ts';
import { watchReturn } from './servers/watchReturn.ts';
import { registerSeverityChoice } from './severityChoice.ts';
import { sharedNotifications } from './sharedNotifications.ts';
import { SimulatorView, simulatorViewId } from './simulator/panel/simulatorView.ts';
import type { ScenarioRun } from './testing/scenarioRun.ts';
import { registerTesting } from './testing/testing.ts';
import { registerDrift } from './tools/driftDiff.ts';
import { registerSnapshots } from './tools/snapshot.ts';
import { registerTools } from './tools/tools.ts';
import type { ToolsView } from './tools/toolsView.ts';

let running: LanguageClient | undefined;

/** For this extension's own tests: VS Code shows results of tests to people, but not to other extensions. */
export interface ExtensionObservations {
  readonly onDidBeginScenarios: vscode.Event<ScenarioRun>;
  readonly onDidRunScenarios: vscode.Event<ScenarioRun>;
  readonly tools: Pick<ToolsView, 'current' | 'shown' | 'row' | 'onDidRender'>;
}

/** Wires the rooms of the extension. No process is started until a policy opens or a command asks for it. */
export function activate(context: vscode.ExtensionContext): ExtensionObservations {
  const log = vscode.window.createOutputChannel('MCP Policy Author', { log: true });
  let starting: Promise<LanguageClient> | undefined;

  function client(): Promise<LanguageClient> {
    starting ??= start().catch((error: unknown) => {
      // The next policy or command tries again.
      starting = undefined;
      throw error;
    });
    return starting;
  }

  async function start(): Promise<LanguageClient> {
    const started = createLanguageClient(context, log, choices.all);
    running = started;
    const heard = sharedNotifications(started);
    heard.onNotification(notifications.toolKnowledgeChanged, () => {
      attempt(status.refresh());
    });
    // What has just been typed may make a policy of a document without a name.
    heard.onNotification(notifications.connectProgress, progress.told);
    heard.onNotification(notifications.watchEnded, watches.ended);
    heard.onNotification(notifications.policyChanged, () => {
      attempt(recognise(started, vscode.window.activeTextEditor?.document));
    });
    simulator.listenTo(heard);
    tools.listenTo(heard);
    signIn.answer(started);
    await started.start();
    void watches.bringBack();
    const follow = followServer(() => serverState(started.state), {
      again() {
        simulator.refresh();
        tools.refresh();
        attempt(status.refresh());
        void watches.bringBack();
      },
      over() {
        if (running === started) watches.over();
      },
    });
    started.onDidChangeState(({ newState }) => follow(serverState(newState)));
    return started;
  }

  /** Which files are policies has changed: that is settled when a client starts. */
  async function restart(): Promise<void> {
    status.followFiles();
    if (starting === undefined) return;
    const before = starting;
    starting = undefined;
    running = undefined;
    // One that does not end in time is ended by force: the next one must come nevertheless.
    await (await before).dispose().catch((error: unknown) => log.error(String(error)));
    await client();
    simulator.refresh();
    tools.refresh();
    await look(vscode.window.activeTextEditor?.document);
  }

  /** Of a policy that nobody opened yet nothing is known, and asking must not start a process. */
  async function knowledgeOf(uri: string): Promise<ToolKnowledgeResult | undefined> {
    return (await starting)?.sendRequest<ToolKnowledgeResult>(requests.toolKnowledge, { uri });
  }

  const policies = new PolicyFiles();
  const choices = serverChoices(context.workspaceState);
  const status = new ServerStatus(knowledgeOf, () => policies.selector());
  const consents = consentStore(context.globalState);
  const answers = inputAnswers(context.secrets, context.globalState);
  const signIn = registerSignIn(context);
  const progress = connectionProgress();
  const watches = keptWatches(watchReturn({ connecting: () => connecting, answers, attempt }));
  const connecting: Connecting = {
    client,
    consents,
    choices,
    answers,
    status,
    progress,
    watches,
    forgetTyped: (policy, definition) =>
      attempt(
        client().then((server) => removeTyped(server, { consents, answers, choices, forgotten }, policy, definition)),
      ),
  };
  const simulator = new SimulatorView({
    extensionUri: context.extensionUri,
    memory: context.workspaceState,
    client,
    isPolicy: (document) => policies.has(document),
    log: (problem) => log.error(problem),
  });
  const tools = registerTools({
    client,
    isPolicy: (document) => policies.has(document),
    policyOf,
    memory: context.workspaceState,
    log: (problem) => log.error(problem),
    attempt,
  });
  const testing = registerTesting({
    client,
    isPolicy: (document) => policies.has(document),
    log: (problem) => log.error(problem),
    attempt,
  });

  async function look(document: vscode.TextDocument | undefined): Promise<void> {
    if (document !== undefined && mayBePolicy(document)) await recognise(await client(), document);
    const isPolicy = document !== undefined && policies.has(document);
    void vscode.commands.executeCommand('setContext', 'mcpPolicy.policyActive', isPolicy);
    if (isPolicy) await status.refresh();
  }

  /** Asks whether a document without a file reads like a policy; one with a file is known by its name. */
  async function recognise(server: LanguageClient, document: vscode.TextDocument | undefined): Promise<void> {
    if (document?.isUntitled !== true || !mayBePolicy(document)) return;
    const isPolicy = await server.sendRequest<boolean>(requests.isPolicy, { uri: document.uri.toString() });
    if (!policies.recognise(document, isPolicy)) return;
    status.followFiles();
    if (vscode.window.activeTextEditor?.document !== document) return;
    void vscode.commands.executeCommand('setContext', 'mcpPolicy.policyActive', isPolicy);
    simulator.follow();
    tools.follow();
    await status.refresh();
  }

  /** Whatever fails on its way is said: the person started it by a command or by opening a policy. */
  function attempt(work: Promise<unknown>): Promise<unknown> {
    return work.catch((error: unknown) => {
      log.error(error instanceof Error ? error : String(error));
      void vscode.window.showErrorMessage(messageText(error instanceof Error ? error.message : String(error)));
    });
  }

  context.subscriptions.push(
    log,
    status,
    signIn,
    simulator,
    tools,
    testing,
    vscode.window.registerWebviewViewProvider(simulatorViewId, simulator),
    vscode.workspace.onDidOpenTextDocument((document) => {
      if (mayBePolicy(document)) attempt(client());
    }),
    vscode.workspace.onDidCloseTextDocument((document) => policies.forget(document)),
    registerExplanation(context.extensionUri),
    registerSeverityChoice(() => [policies.selector(), scenarioSelector()].flat()),
    vscode.window.onDidChangeActiveTextEditor((editor) => attempt(look(editor?.document))),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('mcpPolicy.files')) attempt(restart());
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() =>
      attempt(Promise.resolve(starting).then((started) => started?.sendNotification(notifications.workspaceTrusted))),
    ),
    vscode.commands.registerCommand('mcpPolicy.simulateCall', (uri?: unknown, tool?: unknown) =>
      typeof uri === 'string' && typeof tool === 'string'
        ? simulator.simulateCall(uri, tool)
        : simulator.simulateCall(),
    ),
    vscode.commands.registerCommand('mcpPolicy.resetSimulation', () => simulator.reset()),
    vscode.commands.registerCommand('mcpPolicy.connectServer', (policy?: unknown) =>
      attempt(connectToServer(connecting, policyOf(policy))),
    ),
    vscode.commands.registerCommand('mcpPolicy.connectTyped', (policy?: unknown) =>
      attempt(connectToTyped(connecting, policyOf(policy))),
    ),
    vscode.commands.registerCommand('mcpPolicy.watchServer', (policy?: unknown) =>
      attempt(connectToServer(connecting, policyOf(policy), undefined, { keepsOpen: true })),
    ),
    vscode.commands.registerCommand('mcpPolicy.stopWatching', (policy?: unknown) =>
      attempt(forServerOf(policy, (server, uri) => stopWatching(server, status, uri))),
    ),
    vscode.commands.registerCommand('mcpPolicy.signOut', (policy?: unknown) =>
      attempt(forServerOf(policy, (server, uri) => signOut(server, uri, choices.typed.all()))),
    ),
    vscode.commands.registerCommand('mcpPolicy.forgetServers', () => attempt(forgetServers(consents, forgotten))),
    registerSnapshots({ client, policyOf, attempt }),
    registerDrift({ client, policyOf, attempt }),
    vscode.commands.registerCommand('mcpPolicy.showLog', () => log.show()),
  );
  attempt(look(vscode.window.activeTextEditor?.document));
  return { onDidBeginScenarios: testing.onDidBeginRun, onDidRunScenarios: testing.onDidEndRun, tools };

  /** What else there is of servers that are trusted no longer: the answers they were given, and open connections. */
  async function forgotten(hashes: readonly string[]): Promise<void> {
    watches.takeOff(({ hash }) => hashes.includes(hash));
    await answers.forget(hashes);
    const server = await starting;
    if (server !== undefined) await stopWatchingDefinitions(server, hashes);
  }

  async function forServerOf(
    policy: unknown,
    work: (server: LanguageClient, uri: vscode.Uri) => Promise<void>,
  ): Promise<void> {
    const uri = policyOf(policy);
    if (uri === undefined) return reportNoFolder();
    const server = await client();
    // What is on its way back can be ended once it is there.
    await watches.settled();
    return work(server, uri);
  }

  /** The policy that a command is about. */
  function policyOf(argument: unknown): vscode.Uri | undefined {
    return policyOfCommand<vscode.Uri, vscode.TextDocument>(argument, {
      named: policyNamedBy,
      shown: () =>
        [vscode.window.activeTextEditor ?? [], vscode.window.visibleTextEditors].flat().map(({ document }) => document),
      isPolicy: (document) => policies.has(document),
      last: () => tools.current?.policy,
      ofFolder() {
        const folder = vscode.workspace.workspaceFolders?.[0];
        return folder && vscode.Uri.joinPath(folder.uri, 'policy.json');
      },
    });
  }
}

export async function deactivate(): Promise<void> {
  const last = running;
  running = undefined;
  await last?.stop();
}

function serverState(state: State): ServerState {
  if (state === State.Running) return 'running';
  return state === State.Starting ? 'starting' : 'stopped';
}

/** What a lens (a URI as text) or the simulator (a URI) hands over with the command. */
function policyNamedBy(argument: unknown): vscode.Uri | undefined {
  if (argument instanceof vscode.Uri) return argument;
  return typeof argument === 'string' ? vscode.Uri.parse(argument) : undefined;
}
