import { isDeepStrictEqual } from 'node:util';
import type { Connection, TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { notifications } from '../protocol/requests.ts';
import { patternPath } from './documents/policyPlace.ts';
import { isScenarioFile } from './documents/watched.ts';
import type { ToolKnowledgeStore } from './knowledge/toolKnowledgeStore.ts';
import type { Send } from './sending.ts';
import type { PolicyPlace, ToolServers } from './servers/toolServers.ts';
import type { Settings } from './settings/settings.ts';

/** Asks, for documents that are open, what the editor has set for them and what the disk knows of their servers. */
export interface Settling {
  settle(uri: string): Promise<void>;
  /** The same for a policy that need not be open, nor exist. Whoever asks forgets it afterwards. */
  settleClosed(uri: string): Promise<void>;
  /** The same for every open document: settings, folders, configuration files or snapshots have changed. */
  settleAll(): Promise<void>;
}

export interface SettlingSurroundings {
  readonly open: TextDocuments<TextDocument>;
  readonly settings: Settings;
  readonly store: ToolKnowledgeStore;
  readonly servers: Pick<ToolServers, 'folderOf'>;
  readonly placeOf: (uri: string) => PolicyPlace | undefined;
  /** Whoever asked about the document before the disk or the editor had answered was told less. */
  readonly settled: (uri: string) => void;
}

export function settling(connection: Connection, surroundings: SettlingSurroundings, send: Send): Settling {
  const { open, settings, store, servers, placeOf, settled } = surroundings;

  /** Resolves to the folder whose servers are the policy's, when there is one that can be read. */
  async function ask(uri: string): Promise<string | undefined> {
    const place = placeOf(uri);
    // A disk that cannot be read must not keep the settings from being heard, nor the other way round.
    const [folder, asked] = await Promise.allSettled([
      place === undefined ? undefined : servers.folderOf(place),
      settings.settle(uri, patternPath(place, uri)),
    ]);
    for (const each of [folder, asked]) if (each.status === 'rejected') unsettled(uri, each.reason);
    return folder.status === 'fulfilled' ? folder.value : undefined;
  }

  function tell(uri: string, folder: string | undefined): void {
    store.settle(uri, folder);
    store.follow(uri, settings.of(uri)?.server);
  }

  async function settlePolicy(uri: string): Promise<void> {
    const known = settings.of(uri);
    const folder = await ask(uri);
    if (open.get(uri) === undefined) return;
    const before = store.serverOf(uri);
    tell(uri, folder);
    // What is set is heard at once: the disk may be slow.
    if (known !== settings.of(uri)) settled(uri);
    const areOthers = known !== undefined && !isDeepStrictEqual(known.riskClasses, settings.of(uri)?.riskClasses);
    const hasRecalled = await store.recall(uri);
    if (open.get(uri) === undefined) return;
    const isOther = hasRecalled || store.serverOf(uri) !== before;
    if (isOther) settled(uri);
    if (isOther || areOthers) send(connection.sendNotification(notifications.toolKnowledgeChanged));
  }

  /** Scenarios have no server. */
  async function settleScenarios(uri: string): Promise<void> {
    const known = settings.of(uri);
    try {
      await settings.settle(uri, patternPath(placeOf(uri), uri));
    } finally {
      if (open.get(uri) !== undefined && known !== settings.of(uri)) settled(uri);
    }
  }

  const settle = (uri: string): Promise<void> => (isScenarioFile(uri) ? settleScenarios(uri) : settlePolicy(uri));

  function unsettled(uri: string, error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    connection.console.warn(`What is set for ${uri} is not known, or not which servers are its own: ${reason}`);
  }

  return {
    settle,
    async settleClosed(uri) {
      tell(uri, await ask(uri));
      await store.recall(uri);
    },
    async settleAll() {
      // One odd document must not keep the others from being settled.
      await Promise.all(open.keys().map((uri) => settle(uri).catch((error: unknown) => unsettled(uri, error))));
    },
  };
}
