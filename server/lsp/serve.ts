import { type Connection, createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { configuredToolServers } from './configuredToolServers.ts';
import { startLanguageServer } from './languageServer.ts';

/** Serves the editor that started this process, over the transport that its arguments name (`--node-ipc`, `--stdio`). */
export function serveByArguments(): void {
  serve(createConnection(ProposedFeatures.all));
}

/** Serves over standard input and output until the editor ends the process. */
export function serveStandardStreams(): Promise<never> {
  serve(createConnection(ProposedFeatures.all, process.stdin, process.stdout));
  return new Promise(() => undefined);
}

function serve(connection: Connection): void {
  startLanguageServer(connection, configuredToolServers);
  connection.listen();
}
