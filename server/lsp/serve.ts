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

/** An editor that is closed roughly sends a signal. Ending by `exit` gives servers that are being listed their end, too. */
function endOnSignals(): void {
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(128));
}

function serve(connection: Connection): void {
  endOnSignals();
  startLanguageServer(connection, configuredToolServers);
  connection.listen();
}
