import { type Connection, type InitializeParams, type InitializeResult, TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { PolicyDocument } from '../policy/policyDocument.ts';
import { type InitializationOptions, notifications, requests } from '../protocol/requests.ts';
import { capabilities } from './capabilities.ts';
import { demandOpen } from './documents/demandOpen.ts';
import { policiesNear } from './documents/nearPolicies.ts';
import { policyDocuments } from './documents/policyDocuments.ts';
import type { PolicyFiles } from './documents/policyFiles.ts';
import { placeIn } from './documents/policyPlace.ts';
import { isScenarioFile, isWatched, mayBecomePolicy } from './documents/watched.ts';
import { watchedFiles } from './documents/watchedFiles.ts';
import { answerFeatureRequests } from './featureRequests.ts';
import { readInitializationOptions } from './initializationOptions.ts';
import { closedPolicies } from './knowledge/closedPolicies.ts';
import { policyTools } from './knowledge/policyTools.ts';
import { refreshing } from './refreshing.ts';
import { answerRenameRequests } from './renaming.ts';
import { checked, isDocumentParams, isUri } from './requestParams.ts';
import { scenarioService } from './scenarios/scenarioService.ts';
import type { SavedTexts } from './scenarios/scenarioTexts.ts';
import { sending } from './sending.ts';
import { answerServerRequests, searchAround } from './servers/connecting.ts';
import { answerSignOutRequest, editorSignIns } from './servers/signingIn.ts';
import type { PolicyPlace } from './servers/toolServers.ts';
import { answerWatchRequests } from './servers/watching.ts';
import { formatting } from './settings/formatting.ts';
import { settings } from './settings/settings.ts';
import { settling } from './settling.ts';
import { answerSimulationRequests } from './simulation/simulating.ts';
import { answerTrafficRequests } from './simulation/trafficRequests.ts';
import { startTrafficThread } from './simulation/trafficThread.ts';
import type { Surroundings } from './surroundings.ts';
import { answerDriftRequest } from './tools/driftRequest.ts';
import { answerSnapshotRequests } from './tools/snapshotRequests.ts';
import { answerToolsRequests } from './tools/toolsRequests.ts';
import { validation } from './validation.ts';

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
  const open = new TextDocuments(TextDocument);
  const documents = policyDocuments(open);
  const send = sending(connection);
  const current = settings(connection, send);
  const refresh = refreshing(connection, send);
  const format = formatting(connection, watched, current, send);
  const place = (uri: string): PolicyPlace | undefined => placeIn(folders, uri);
  const tools = policyTools(connection, {
    memory: surroundings.memory,
    snapshotFiles: surroundings.snapshotFiles,
    placeOf: place,
    settingsOf: current.of,
    snapshotsChanged: () => send(recallAll()),
  });
  const { store } = tools;
  const closed = closedPolicies({
    isOpen: (uri) => open.get(uri) !== undefined,
    wanted: () => tests.namedPolicies(),
    settle: (uri) => documentsSettling.settleClosed(uri),
    knowledgeOf: tools.of,
    forget(uri) {
      store.forget(uri);
      current.forget(uri);
    },
  });
  const signIns = editorSignIns(connection);
  const shown = {
    knowledgeOf: tools.of,
    baselineOf: tools.baselineOf,
    editorReportsJsonSyntax: () => options.editorReportsJsonSyntax === true,
    diagnosticsPage: () => options.diagnosticsPage ?? surroundings.diagnosticsPage,
  };
  const saved: SavedTexts = surroundings.savedTexts ?? { read: async () => undefined };
  const policyFiles: PolicyFiles = surroundings.policies ?? { near: async () => [] };
  const checks = validation(connection, documents, { ...shown, settingsOf: current.of }, send);
  const tests = scenarioService(
    connection,
    {
      ...shown,
      open,
      documents,
      problems: checks.problems,
      saved,
      knowledgeFor: closed.knowledgeFor,
      openUris: () => open.keys().filter(isScenarioFile),
      settingsOf: current.of,
      policiesNear: (uri) => policiesNear(uri, { open: openPolicies, saved, files: policyFiles, placeOf: place }),
    },
    send,
  );

  const documentsSettling = settling(
    connection,
    {
      open,
      settings: current,
      store,
      servers,
      placeOf: place,
      settled(uri) {
        if (isScenarioFile(uri)) return tests.schedule(uri);
        checks.schedule(uri);
        tests.policyChanged(uri);
        return refresh.all();
      },
    },
    send,
  );
  const files = watchedFiles(connection, [tests.files, tools.files], send);

  function watched(uri: string): PolicyDocument | undefined {
    const document = documents.get(uri);
    return document !== undefined && isWatched(document) ? document : undefined;
  }

  function openPolicies(): PolicyDocument[] {
    return open.keys().flatMap((uri) => (isScenarioFile(uri) ? [] : (watched(uri) ?? [])));
  }

  function typed(uri: string): PolicyDocument | undefined {
    const document = documents.get(uri);
    return document !== undefined && mayBecomePolicy(document) ? document : undefined;
  }

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    options = readInitializationOptions(params.initializationOptions);
    folders = (params.workspaceFolders?.map(({ uri }) => uri) ?? [params.rootUri]).filter(isUri);
    hearsFolders = params.capabilities.workspace?.workspaceFolders === true;
    tools.initialize(options);
    understandsLinks = params.capabilities.textDocument?.definition?.linkSupport === true;
    current.initialize(params.capabilities);
    refresh.initialize(params.capabilities);
    format.initialize(params.capabilities);
    files.initialize(params.capabilities);
    return { serverInfo: { name: 'MCP Policy Author' }, capabilities: capabilities(format.announcedAtOnce()) };
  });

  connection.onInitialized(() => {
    send(format.settle());
    files.listen();
    current.listen(() => {
      send(format.settle());
      send(settleAll());
    });
    if (!hearsFolders) return;
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const gone = new Set(removed.map(({ uri }) => uri));
      folders = [...folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri).filter(isUri)];
      send(watches.foldersChanged());
      send(settleAll());
    });
  });

  connection.onNotification(notifications.workspaceTrusted, () => {
    options = { ...options, workspaceTrusted: true };
  });

  open.onDidOpen(({ document: { uri } }) => {
    closed.letGo(uri);
    send(documentsSettling.settle(uri));
  });
  open.onDidChangeContent(({ document: { uri } }) => {
    if (isScenarioFile(uri)) return tests.schedule(uri);
    checks.schedule(uri);
    tests.policyChanged(uri);
    send(connection.sendNotification(notifications.policyChanged, { uri }));
  });
  open.onDidClose(({ document: { uri } }) => {
    documents.forget(uri);
    current.forget(uri);
    if (isScenarioFile(uri)) {
      tests.close(uri);
      return closed.release();
    }
    store.forget(uri);
    closed.letGo(uri);
    checks.close(uri);
    tests.policyChanged(uri);
  });

  /** A snapshot came, changed or went. */
  async function recallAll(): Promise<void> {
    if (!(await store.recallAll())) return;
    knowledgeChanged();
    await connection.sendNotification(notifications.toolKnowledgeChanged);
  }

  function knowledgeChanged(): void {
    for (const uri of open.keys()) if (!isScenarioFile(uri)) checks.schedule(uri);
    tests.all();
    refresh.all();
  }

  /** Settings, folders or configuration files have changed. */
  async function settleAll(): Promise<void> {
    const [, isOther] = await Promise.all([documentsSettling.settleAll(), closed.settleAll()]);
    if (isOther) tests.all();
  }

  connection.onRequest(requests.isPolicy, (params: unknown): boolean => {
    return watched(checked(requests.isPolicy, isDocumentParams, params).uri) !== undefined;
  });

  answerFeatureRequests(connection, {
    watched,
    typed,
    knowledgeOf: tools.of,
    settingsOf: current.of,
    problems: checks.wanted,
    all: checks.all,
    scenarios: tests,
  });
  answerRenameRequests(connection, {
    watched,
    place,
    scenarioDefinition: tests.definition,
    open,
    scenarios,
    understandsLinks: () => understandsLinks,
  });
  const connecting = {
    servers,
    store,
    // An editor without workspace trust has asked its person already, by running the command.
    isTrusted: () => options.workspaceTrusted !== false,
    placeOf: place,
    workspaceFolders: () => folders.flatMap((uri) => place(`${uri}/policy.json`)?.folder ?? []),
    userFolder: () => options.userFolder,
    namedTools: (uri: string) => tools.namedBy(documents.get(uri)),
    tiedServer: (uri: string) => current.of(uri)?.server,
    timeoutMilliseconds: () => current.connectionTimeoutMilliseconds(),
    signIns: () => (options.signsIn === true ? signIns : undefined),
    settleFolders: settleAll,
    knowledgeChanged,
    send,
  };
  const watches = answerWatchRequests(connection, connecting);
  const { stateOf: watchOf, definitionChosen } = watches;
  answerServerRequests(connection, { ...connecting, watchOf, definitionChosen });
  connection.onShutdown(() => watches.endAll());
  answerSignOutRequest(connection, {
    signIns: connecting.signIns,
    serverOf(uri) {
      const name = store.serverOf(uri)?.name;
      return name === undefined ? undefined : { name, hash: store.ofServer(store.folderOf(uri) ?? '', name)?.hash };
    },
    definitionsNamed: async ({ uri, typed = [] }, name) =>
      servers.definitionsNamed({ ...searchAround(uri, connecting), typed }, name),
    signedOut: watches.end,
  });
  answerSnapshotRequests(connection, tools);
  answerDriftRequest(connection, { documents, tools });
  answerToolsRequests(connection, {
    demandOpen: (uri) => demandOpen(documents, uri),
    knowledgeOf: tools.of,
    knowledgeFor: closed.knowledgeFor,
    serverOf: store.serverOf,
    watchOf,
    baselineOf: tools.baselineOf,
    snapshotPathOf: store.snapshotPathOf,
  });
  answerSimulationRequests(connection, { documents, tools, problems: checks.problems });
  answerTrafficRequests(connection, {
    documents,
    problems: checks.problems,
    startWorker: startTrafficThread,
    send,
  });

  open.listen(connection);
}
