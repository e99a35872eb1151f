import { type Connection, type InitializeParams, type InitializeResult, TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { PolicyDocument } from '../policy/policyDocument.ts';
import { type InitializationOptions, notifications, requests } from '../protocol/requests.ts';
import { capabilities } from './capabilities.ts';
import { answerServerRequests } from './connecting.ts';
import { answerFeatureRequests } from './featureRequests.ts';
import { formatting } from './formatting.ts';
import { readInitializationOptions } from './initializationOptions.ts';
import { policyDocuments } from './policyDocuments.ts';
import { patternPath, placeIn } from './policyPlace.ts';
import { refreshing } from './refreshing.ts';
import { answerRenameRequests } from './renaming.ts';
import { checked, isDocumentParams } from './requestParams.ts';
import type { ScenarioFiles } from './scenarioFiles.ts';
import { scenarioService } from './scenarioService.ts';
import type { SavedTexts } from './scenarioTexts.ts';
import { sending } from './sending.ts';
import { settings } from './settings.ts';
import { answerSimulationRequests } from './simulating.ts';
import { toolKnowledgeStore } from './toolKnowledgeStore.ts';
import type { ToolServers } from './toolServers.ts';
import { answerTrafficRequests } from './trafficRequests.ts';
import { startTrafficThread } from './trafficThread.ts';
import { validation } from './validation.ts';
import { isScenarioFile, isWatched, mayBecomePolicy } from './watched.ts';

/** What the language server gets from outside. */
export interface Surroundings {
  readonly servers: ToolServers;
  readonly scenarios: ScenarioFiles;
  /** What is not open in the editor; without it only open policies can be tested. */
  readonly savedTexts?: SavedTexts;
  /** The address of `docs/diagnostics.md`, unless the editor names another one. */
  readonly diagnosticsPage?: string;
}

/**
 * Answers an editor over the connection: wires documents, tool knowledge and the language features. The caller listens on
 * the connection afterwards.
 */
export function startLanguageServer(connection: Connection, surroundings: Surroundings): void {
  const { servers, scenarios } = surroundings;
  let options: InitializationOptions = {};
  let folders: string[] = [];
  let hearsFolders = false;
  let understandsLinks = false;
  const store = toolKnowledgeStore();
  const open = new TextDocuments(TextDocument);
  const documents = policyDocuments(open);
  const send = sending(connection);
  const current = settings(connection, send);
  const refresh = refreshing(connection, send);
  const format = formatting(connection, watched, current, send);
  const shown = {
    knowledgeOf: store.of,
    editorReportsJsonSyntax: () => options.editorReportsJsonSyntax === true,
    diagnosticsPage: () => options.diagnosticsPage ?? surroundings.diagnosticsPage,
  };
  const checks = validation(connection, documents, { ...shown, settingsOf: current.of }, send);
  const tests = scenarioService(
    connection,
    {
      ...shown,
      open,
      documents,
      problems: checks.problems,
      saved: surroundings.savedTexts ?? { read: async () => undefined },
      openUris: () => open.keys().filter(isScenarioFile),
    },
    send,
  );

  function watched(uri: string): PolicyDocument | undefined {
    const document = documents.get(uri);
    return document !== undefined && isWatched(document) ? document : undefined;
  }

  function typed(uri: string): PolicyDocument | undefined {
    const document = documents.get(uri);
    return document !== undefined && mayBecomePolicy(document) ? document : undefined;
  }

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    options = readInitializationOptions(params.initializationOptions);
    folders = params.workspaceFolders?.map(({ uri }) => uri) ?? [params.rootUri ?? []].flat();
    hearsFolders = params.capabilities.workspace?.workspaceFolders === true;
    for (const [uri, server] of Object.entries(options.chosenServers ?? {})) store.choose(uri, server);
    understandsLinks = params.capabilities.textDocument?.definition?.linkSupport === true;
    current.initialize(params.capabilities);
    refresh.initialize(params.capabilities);
    format.initialize(params.capabilities);
    tests.initialize(params.capabilities);
    return { serverInfo: { name: 'MCP Policy Author' }, capabilities: capabilities(format.announcedAtOnce()) };
  });

  connection.onInitialized(() => {
    send(format.settle());
    tests.listen();
    current.listen(() => {
      send(format.settle());
      send(settleAll());
    });
    if (!hearsFolders) return;
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const gone = new Set(removed.map(({ uri }) => uri));
      folders = [...folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
      send(settleAll());
    });
  });

  connection.onNotification(notifications.workspaceTrusted, () => {
    options = { ...options, workspaceTrusted: true };
  });

  open.onDidOpen(({ document: { uri } }) => {
    if (!isScenarioFile(uri)) send(settle(uri));
  });
  open.onDidChangeContent(({ document: { uri } }) => {
    if (isScenarioFile(uri)) return tests.schedule(uri);
    checks.schedule(uri);
    tests.policyChanged(uri);
    send(connection.sendNotification(notifications.policyChanged, { uri }));
  });
  open.onDidClose(({ document: { uri } }) => {
    documents.forget(uri);
    if (isScenarioFile(uri)) return tests.close(uri);
    store.forget(uri);
    current.forget(uri);
    checks.close(uri);
    tests.policyChanged(uri);
  });

  /** Asks what is set for the policy, and which folder's servers are its own. */
  async function settle(uri: string): Promise<void> {
    const known = current.of(uri);
    const place = placeIn(folders, uri);
    // A disk that cannot be read must not keep the settings from being heard, nor the other way round.
    const [folder, settings] = await Promise.allSettled([
      place === undefined ? undefined : servers.folderOf(place),
      current.settle(uri, patternPath(place, uri)),
    ]);
    for (const each of [folder, settings]) if (each.status === 'rejected') unsettled(uri, each.reason);
    if (open.get(uri) === undefined) return;
    const before = store.serverOf(uri);
    store.settle(uri, folder.status === 'fulfilled' ? folder.value : undefined);
    store.follow(uri, current.of(uri)?.server);
    const hasServer = store.serverOf(uri) !== before;
    if (!hasServer && known === current.of(uri)) return;
    // Whoever asked before the disk or the editor had answered was told less.
    checks.schedule(uri);
    refresh.all();
    if (hasServer) send(connection.sendNotification(notifications.toolKnowledgeChanged));
  }

  async function settleAll(): Promise<void> {
    const policies = open.keys().filter((uri) => !isScenarioFile(uri));
    // One odd document must not keep the others from being settled.
    await Promise.all(policies.map((uri) => settle(uri).catch((error: unknown) => unsettled(uri, error))));
  }

  function unsettled(uri: string, error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    connection.console.warn(`What is set for ${uri} is not known, or not which servers are its own: ${reason}`);
  }

  connection.onRequest(requests.isPolicy, (params: unknown): boolean => {
    return watched(checked(requests.isPolicy, isDocumentParams, params).uri) !== undefined;
  });

  answerFeatureRequests(connection, {
    watched,
    typed,
    knowledgeOf: store.of,
    settingsOf: current.of,
    problems: checks.wanted,
    all: checks.all,
    scenarios: tests,
  });
  answerRenameRequests(connection, {
    watched,
    place: (uri) => placeIn(folders, uri),
    open,
    scenarios,
    understandsLinks: () => understandsLinks,
  });
  answerServerRequests(connection, {
    servers,
    store,
    // An editor without workspace trust has asked its person already, by running the command.
    isTrusted: () => options.workspaceTrusted !== false,
    placeOf: (uri) => placeIn(folders, uri),
    tiedServer: (uri) => current.of(uri)?.server,
    timeoutMilliseconds: () => current.connectionTimeoutMilliseconds(),
    settleFolders: settleAll,
    send,
    knowledgeChanged() {
      for (const uri of open.keys()) if (!isScenarioFile(uri)) checks.schedule(uri);
      tests.all();
      refresh.all();
    },
  });
  answerSimulationRequests(connection, { documents, store, problems: checks.problems });
  answerTrafficRequests(connection, {
    documents,
    problems: checks.problems,
    startWorker: startTrafficThread,
    send,
  });

  open.listen(connection);
}
