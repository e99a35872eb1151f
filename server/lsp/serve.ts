import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type Connection,
  type ConnectionOptions,
  createConnection,
  LSPErrorCodes,
  ProposedFeatures,
} from 'vscode-languageserver/node';
import { diskSnapshotFiles } from '../serverConfig/snapshots/diskSnapshotFiles.ts';
import { diskPolicyFiles } from './documents/policyFiles.ts';
import { diskMemory } from './knowledge/diskMemory.ts';
import { startLanguageServer } from './languageServer.ts';
import { diskScenarioFiles } from './scenarios/diskScenarioFiles.ts';
import { diskTexts } from './scenarios/scenarioTexts.ts';
import { configuredToolServers } from './servers/configuredToolServers.ts';

/** A question that is taken back before its turn costs nothing: a burst of keystrokes never queues work. */
const options: ConnectionOptions = {
  connectionStrategy: {
    cancelUndispatched: ({ jsonrpc }) => ({
      jsonrpc,
      // The connection puts the question's own in its place.
      id: null,
      error: { code: LSPErrorCodes.RequestCancelled, message: 'The question was taken back.' },
    }),
  },
};

/** Serves the editor that started this process, over the transport that its arguments name (`--node-ipc`, `--stdio`). */
export function serveByArguments(): void {
  serve(createConnection(ProposedFeatures.all, options));
}

/** Serves over standard input and output until the editor ends the process. */
export function serveStandardStreams(): Promise<never> {
  serve(createConnection(ProposedFeatures.all, process.stdin, process.stdout, options));
  return new Promise(() => undefined);
}

/** An editor that is closed roughly sends a signal. Ending by `exit` gives servers that are being listed their end, too. */
function endOnSignals(): void {
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(128));
}

function serve(connection: Connection): void {
  endOnSignals();
  startLanguageServer(connection, {
    servers: configuredToolServers,
    scenarios: diskScenarioFiles,
    savedTexts: diskTexts,
    policies: diskPolicyFiles,
    memory: diskMemory,
    snapshotFiles: diskSnapshotFiles,
    diagnosticsPage: pathToFileURL(join(__dirname, '..', 'docs', 'diagnostics.md')).href,
  });
  connection.listen();
}
