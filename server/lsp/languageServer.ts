import {
  CodeActionKind,
  CodeLensRefreshRequest,
  type Connection,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { codeLenses } from '../language/codeLenses.ts';
import { hover } from '../language/hover.ts';
import { quickFixes } from '../language/quickFixes.ts';
import { completeToolNames } from '../language/toolNameCompletion.ts';
import { type InitializationOptions, notifications } from '../protocol/requests.ts';
import { answerServerRequests } from './connecting.ts';
import { policyDocuments } from './policyDocuments.ts';
import { placeIn } from './policyPlace.ts';
import { sending } from './sending.ts';
import { settings } from './settings.ts';
import { answerSimulationRequests } from './simulating.ts';
import { toolKnowledgeStore } from './toolKnowledgeStore.ts';
import type { ToolServers } from './toolServers.ts';
import { validation } from './validation.ts';
import { isWatched } from './watched.ts';

/**
 * Answers an editor over the connection: wires documents, tool knowledge and the language features. The caller listens on
 * the connection afterwards.
 */
export function startLanguageServer(connection: Connection, servers: ToolServers): void {
  let options: InitializationOptions = {};
  let folders: string[] = [];
  let hearsFolders = false;
  const store = toolKnowledgeStore();
  const open = new TextDocuments(TextDocument);
  const documents = policyDocuments(open);
  const send = sending(connection);
  const current = settings(connection, send);
  const reportsSyntax = () => options.editorReportsJsonSyntax === true;
  const checks = validation(connection, documents, store.of, reportsSyntax, send);

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    options = readOptions(params.initializationOptions);
    folders = params.workspaceFolders?.map(({ uri }) => uri) ?? [params.rootUri ?? []].flat();
    hearsFolders = params.capabilities.workspace?.workspaceFolders === true;
    current.initialize(params.capabilities);
    return {
      serverInfo: { name: 'MCP Policy Author' },
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        completionProvider: { triggerCharacters: ['"'] },
        hoverProvider: true,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
        codeLensProvider: { resolveProvider: false },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });

  connection.onInitialized(() => {
    current.listen(refreshLenses);
    if (!hearsFolders) return;
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const gone = new Set(removed.map(({ uri }) => uri));
      folders = [...folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
      send(settleFolders());
    });
  });

  connection.onNotification(notifications.workspaceTrusted, () => {
    options = { ...options, workspaceTrusted: true };
  });

  open.onDidOpen(({ document: { uri } }) => send(settleFolder(uri)));
  open.onDidChangeContent(({ document: { uri } }) => {
    checks.schedule(uri);
    send(connection.sendNotification(notifications.policyChanged, { uri }));
  });
  open.onDidClose(({ document: { uri } }) => {
    documents.forget(uri);
    store.settle(uri, undefined);
    checks.close(uri);
  });

  async function settleFolder(uri: string): Promise<void> {
    const place = placeIn(folders, uri);
    const folder = place && (await servers.folderOf(place));
    if (open.get(uri) === undefined) return;
    const before = store.serverOf(uri);
    store.settle(uri, folder);
    if (store.serverOf(uri) === before) return;
    // Whoever asked before the disk had answered was told that nothing is known.
    checks.schedule(uri);
    refreshLenses();
    send(connection.sendNotification(notifications.toolKnowledgeChanged));
  }

  async function settleFolders(): Promise<void> {
    // One odd document must not keep the others from being settled.
    await Promise.allSettled(open.keys().map(settleFolder));
  }

  connection.onCompletion(({ textDocument: { uri }, position }) => {
    const document = documents.get(uri);
    return document && completeToolNames(document, store.of(uri), position);
  });

  connection.onHover(({ textDocument: { uri }, position }) => {
    const document = documents.get(uri);
    return document && hover(document, store.of(uri), position);
  });

  connection.onCodeAction(({ textDocument: { uri }, range }) => {
    const document = documents.get(uri);
    return document && isWatched(document) ? quickFixes(document, checks.problems(document), range) : undefined;
  });

  connection.onCodeLens(async ({ textDocument: { uri } }) => {
    const shown = await current.codeLens(uri);
    const document = documents.get(uri);
    if (!shown || document === undefined || !isWatched(document)) return undefined;
    return codeLenses(document, store.of(uri));
  });

  answerServerRequests(connection, {
    servers,
    store,
    // An editor without workspace trust has asked its person already, by running the command.
    isTrusted: () => options.workspaceTrusted !== false,
    placeOf: (uri) => placeIn(folders, uri),
    timeoutMilliseconds: () => current.connectionTimeoutMilliseconds(),
    settleFolders,
    send,
    knowledgeChanged() {
      for (const { uri } of documents.all()) checks.schedule(uri);
      refreshLenses();
    },
  });
  answerSimulationRequests(connection, { documents, store, problems: checks.problems });

  function refreshLenses(): void {
    if (current.editorRefreshesLenses()) send(connection.sendRequest(CodeLensRefreshRequest.type));
  }

  open.listen(connection);
}

/** Any editor may send anything; what is not understood counts as left out. */
function readOptions(sent: unknown): InitializationOptions {
  if (typeof sent !== 'object' || sent === null) return {};
  const flag = (name: keyof InitializationOptions): boolean | undefined => {
    const value: unknown = name in sent ? Reflect.get(sent, name) : undefined;
    return typeof value === 'boolean' ? value : undefined;
  };
  const editorReportsJsonSyntax = flag('editorReportsJsonSyntax');
  const workspaceTrusted = flag('workspaceTrusted');
  return {
    ...(editorReportsJsonSyntax !== undefined && { editorReportsJsonSyntax }),
    ...(workspaceTrusted !== undefined && { workspaceTrusted }),
  };
}
