import type { SnapshotFiles } from '../serverConfig/snapshots/snapshotPlace.ts';
import type { PolicyFiles } from './documents/policyFiles.ts';
import type { MemoryFiles } from './knowledge/memoryFiles.ts';
import type { ScenarioFiles } from './scenarios/scenarioFiles.ts';
import type { SavedTexts } from './scenarios/scenarioTexts.ts';
import type { ToolServers, WatchableServers } from './servers/toolServers.ts';

/** What the language server gets from outside. */
export interface Surroundings {
  readonly servers: ToolServers & WatchableServers;
  readonly scenarios: ScenarioFiles;
  /** What is not open in the editor; without it only open policies can be tested. */
  readonly savedTexts?: SavedTexts;
  /** The policies that are not open; without them only open ones are offered to scenarios. */
  readonly policies?: PolicyFiles;
  /** Files in a folder that the editor names; without them no list outlives the session. */
  readonly memory?: (folder: string) => MemoryFiles;
  /** Saved tool lists; without them none is found. */
  readonly snapshotFiles?: SnapshotFiles;
  /** The address of `docs/diagnostics.md`, unless the editor names another one. */
  readonly diagnosticsPage?: string;
}
