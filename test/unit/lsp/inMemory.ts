/** A language server and an editor in one process, with servers that answer when the test wants them to. */
import { PassThrough } from 'node:stream';
import {
  ConfigurationRequest,
  createConnection,
  createProtocolConnection,
  InitializedNotification,
  InitializeRequest,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { startLanguageServer } from '../../../server/lsp/languageServer.ts';
import type {
  AgreedServer,
  ListingOptions,
  ListingResult,
  PolicyPlace,
  ServerSearch,
  ToolServers,
  WatchableServers,
  WatchResult,
} from '../../../server/lsp/servers/toolServers.ts';
import type { Surroundings } from '../../../server/lsp/surroundings.ts';
import type { WatchOptions } from '../../../server/mcp/watch/watchTools.ts';
import type { ServerDefinitionSummary } from '../../../server/protocol/serverDefinition.ts';

export interface PendingListing {
  readonly server: string;
  readonly signal: AbortSignal;
  readonly answer: (result: ListingResult) => void;
  readonly onProgress: ListingOptions['onProgress'];
}

/** Servers whose lists the test hands out. The folder of a policy is the one that `folders` names, else the workspace. */
export class SlowServers implements ToolServers, WatchableServers {
  readonly pending: PendingListing[] = [];
  readonly folders = new Map<string, string>();
  /** What is configured, for whichever policy. */
  configured: readonly ServerDefinitionSummary[] = [];
  /** How it was asked for, and what was wanted of it. */
  readonly searches: (ServerSearch & { readonly wanted?: AgreedServer })[] = [];

  async folderOf({ path, folder }: PolicyPlace): Promise<string> {
    return this.folders.get(path) ?? folder;
  }

  async definitions(search: ServerSearch) {
    this.searches.push(search);
    return { source: '', exists: true, definitions: this.configured, problems: [] };
  }

  async definitionsNamed() {
    return [];
  }

  async watch(_search: ServerSearch, _wanted: AgreedServer, _options: WatchOptions): Promise<WatchResult> {
    return { problem: { what: 'Nothing is watched here.', remedy: '' } };
  }

  list(search: ServerSearch, wanted: AgreedServer, { signal, onProgress }: ListingOptions) {
    const { server } = wanted;
    this.searches.push({ ...search, wanted });
    return new Promise<ListingResult>((answer) => {
      this.pending.push({ server, signal, answer, onProgress });
      signal.addEventListener('abort', () => answer({ problem: { what: 'Aborted.', remedy: '' } }));
    });
  }

  /** Waits until the server was asked, then answers for it. */
  async answer(server: string, result: ListingResult): Promise<void> {
    for (;;) {
      const index = this.pending.findIndex((each) => each.server === server);
      const [listing] = index < 0 ? [] : this.pending.splice(index, 1);
      if (listing !== undefined) return listing.answer(result);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

/**
 * An editor that refuses every request of the server, as LSP lets it.
 * @param settings what is set under `mcpPolicy`: for these alone it answers
 * @param files what the disk has; without it nothing
 */
export async function refusingEditor(
  servers: ToolServers & WatchableServers,
  folders: readonly string[] = ['file:///home/me'],
  settings?: () => object,
  files: Partial<Surroundings> = {},
): Promise<ProtocolConnection> {
  const [toServer, toEditor] = [new PassThrough(), new PassThrough()];
  const server = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toEditor));
  startLanguageServer(server, { servers, scenarios: { below: async () => [] }, ...files });
  server.listen();
  const editor = createProtocolConnection(new StreamMessageReader(toEditor), new StreamMessageWriter(toServer));
  if (settings !== undefined) {
    editor.onRequest(ConfigurationRequest.type, ({ items }) =>
      items.map(({ section }) => (section === 'mcpPolicy' ? settings() : null)),
    );
  }
  editor.listen();
  await editor.sendRequest(InitializeRequest.type, {
    processId: null,
    rootUri: null,
    workspaceFolders: folders.map((uri) => ({ uri, name: uri })),
    capabilities: {
      workspace: {
        configuration: settings !== undefined,
        codeLens: { refreshSupport: true },
        didChangeConfiguration: { dynamicRegistration: true },
      },
    },
  });
  await editor.sendNotification(InitializedNotification.type, {});
  return editor;
}
