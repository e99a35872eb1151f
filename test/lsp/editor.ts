/** An editor without a window: starts the built language server as any editor would and speaks LSP with it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  ConfigurationRequest,
  createProtocolConnection,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node';
import { homeOfNobody } from '../../scripts/prepare/homeOfNobody.ts';
import type { InitializationOptions } from '../../server/protocol/requests.ts';

export const repository = join(__dirname, '..', '..');

export interface Editor {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  /** Opens a document and resolves to the diagnostics of its first version. */
  open(uri: string, text: string): Promise<Diagnostic[]>;
  /** Changes it and resolves to the diagnostics of the new version. */
  change(uri: string, ...changes: TextDocumentContentChangeEvent[]): Promise<Diagnostic[]>;
  /** The same without waiting for anything. */
  send(uri: string, text: string): Promise<void>;
  edit(uri: string, ...changes: TextDocumentContentChangeEvent[]): Promise<void>;
  /** Everything that was published, in order. */
  readonly published: readonly PublishDiagnosticsParams[];
  /** Resolves to the diagnostics of the document's next publication. */
  nextDiagnostics(uri: string): Promise<Diagnostic[]>;
  /** Ends the server as LSP says; resolves to its exit code. */
  close(): Promise<number | null>;
}

export interface EditorOptions {
  /** The command that starts the server; the bundled one over stdio by default. */
  readonly command?: readonly string[];
  readonly folder?: string;
  readonly initializationOptions?: InitializationOptions;
  /** What a person set under `mcpPolicy`; without it the editor has no settings. */
  readonly settings?: object;
}

export async function startEditor(options: EditorOptions = {}): Promise<Editor> {
  const [script = '', ...args] = options.command ?? [join(repository, 'dist/server.js'), '--stdio'];
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...homeOfNobody() },
  });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const versions = new Map<string, number>();
  const published: PublishDiagnosticsParams[] = [];
  const listeners = new Set<(params: PublishDiagnosticsParams) => void>();
  connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
    published.push(params);
    for (const listener of [...listeners]) listener(params);
  });
  connection.onRequest(ConfigurationRequest.type, ({ items }) =>
    items.map(({ section }) => (section === 'mcpPolicy' ? options.settings : null)),
  );
  connection.listen();

  const folder = options.folder;
  const initialized = await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: folder === undefined ? null : pathToFileURL(folder).href,
    workspaceFolders: folder === undefined ? null : [{ uri: pathToFileURL(folder).href, name: 'test' }],
    capabilities: {
      workspace: { configuration: options.settings !== undefined },
      textDocument: { publishDiagnostics: { versionSupport: true } },
    },
    initializationOptions: options.initializationOptions,
  });
  await connection.sendNotification(InitializedNotification.type, {});

  function publication(matches: (params: PublishDiagnosticsParams) => boolean): Promise<Diagnostic[]> {
    return new Promise((resolve) => {
      const listener = (params: PublishDiagnosticsParams): void => {
        if (!matches(params)) return;
        listeners.delete(listener);
        resolve(params.diagnostics);
      };
      listeners.add(listener);
    });
  }

  async function send(uri: string, text: string): Promise<void> {
    versions.set(uri, 1);
    const textDocument = { uri, languageId: 'json', version: 1, text };
    await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  }

  async function edit(uri: string, ...contentChanges: TextDocumentContentChangeEvent[]): Promise<void> {
    const version = (versions.get(uri) ?? 0) + 1;
    versions.set(uri, version);
    const textDocument = { uri, version };
    await connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument, contentChanges });
  }

  return {
    connection,
    initialized,
    published,
    nextDiagnostics: (uri) => publication((params) => params.uri === uri),
    send,
    edit,
    async open(uri, text) {
      const diagnostics = publication((params) => params.uri === uri && params.version === 1);
      await send(uri, text);
      return diagnostics;
    },
    async change(uri, ...contentChanges) {
      const version = (versions.get(uri) ?? 0) + 1;
      const diagnostics = publication((params) => params.uri === uri && params.version === version);
      await edit(uri, ...contentChanges);
      return diagnostics;
    },
    async close() {
      const ended = ending(child);
      await connection.sendRequest(ShutdownRequest.type);
      await connection.sendNotification(ExitNotification.type);
      const code = await ended;
      connection.dispose();
      return code;
    },
  };
}

function ending(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', resolve));
}
