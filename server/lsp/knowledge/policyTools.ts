import { createHash } from 'node:crypto';
import type { Connection } from 'vscode-languageserver';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import type { InitializationOptions } from '../../protocol/requests.ts';
import { isSnapshotName, snapshotEnding } from '../../serverConfig/snapshots/snapshotName.ts';
import type { SnapshotFiles } from '../../serverConfig/snapshots/snapshotPlace.ts';
import type { ToolKnowledge } from '../../tools/knowledge.ts';
import { withRiskOverrides } from '../../tools/riskOverrides.ts';
import type { ToolList } from '../../tools/tool.ts';
import type { FileListener } from '../documents/watchedFiles.ts';
import type { PolicyPlace } from '../servers/toolServers.ts';
import type { PolicySettings } from '../settings/policySettings.ts';
import type { MemoryFiles } from './memoryFiles.ts';
import { type PolicySnapshots, policySnapshots } from './policySnapshots.ts';
import { type RememberedLists, rememberedLists } from './rememberedLists.ts';
import { type ToolKnowledgeStore, toolKnowledgeStore } from './toolKnowledgeStore.ts';

/** What is known of the tools behind each policy, with what people said of them. */
export interface PolicyTools {
  readonly store: ToolKnowledgeStore;
  readonly snapshots: PolicySnapshots;
  /** What is known, with the risk classes that people chose. The same value as long as nothing changes. */
  of(uri: string): ToolKnowledge;
  /** The saved list that the server is compared with; the same value as long as its file says the same. */
  baselineOf(uri: string): ToolList | undefined;
  /** The names of the tools that the policy of this document speaks of. */
  namedBy(document: PolicyDocument | undefined): readonly string[];
  initialize(options: InitializationOptions): void;
  /** Snapshots that change on the disk. */
  readonly files: FileListener;
}

export interface PolicyToolsSurroundings {
  /** Files in a folder of the editor's own; without them no list outlives the session. */
  readonly memory?: ((folder: string) => MemoryFiles) | undefined;
  /** Saved tool lists; without them none is found. */
  readonly snapshotFiles?: SnapshotFiles | undefined;
  readonly placeOf: (uri: string) => PolicyPlace | undefined;
  readonly settingsOf: (uri: string) => PolicySettings | undefined;
  /** A snapshot came, changed or went: something else may be known now. */
  readonly snapshotsChanged: () => void;
}

const noFiles: SnapshotFiles = { exists: async () => false, read: async () => undefined, names: async () => [] };
const nobodyChose: PolicySettings['riskClasses'] = new Map();

export function policyTools(connection: Connection, surroundings: PolicyToolsSurroundings): PolicyTools {
  let lists: RememberedLists | undefined;
  const log = (line: string): void => connection.console.warn(line);
  const snapshots = policySnapshots(surroundings.snapshotFiles ?? noFiles, surroundings.placeOf, log);
  const store = toolKnowledgeStore({
    lists: () => lists,
    snapshotFor: (uri, server) => snapshots.load(uri, server),
  });

  return {
    store,
    snapshots,
    of(uri) {
      const settings = surroundings.settingsOf(uri)?.riskClasses ?? nobodyChose;
      return withRiskOverrides(store.of(uri), {
        settings,
        snapshot: store.baselineOf(uri)?.riskClasses ?? nobodyChose,
      });
    },
    baselineOf: (uri) => store.baselineOf(uri)?.list,
    namedBy(document) {
      const { tools = [], hide = [] } = document?.written ?? {};
      const names = [...tools.map(({ name }) => name), ...hide.map(({ value }) => String(value))];
      return names.filter((name) => name !== '*');
    },
    initialize({ memoryFolder, chosenServers = {} }) {
      const files = memoryFolder === undefined ? undefined : surroundings.memory?.(memoryFolder);
      if (files !== undefined) lists = rememberedLists(files, sha256, log);
      for (const [uri, server] of Object.entries(chosenServers)) store.choose(uri, server);
    },
    files: {
      pattern: `**/*${snapshotEnding}`,
      changed(uris) {
        if (uris.some(isSnapshotName)) surroundings.snapshotsChanged();
      },
    },
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
