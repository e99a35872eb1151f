import { dirname } from 'node:path';
import { type SnapshotFiles, type SnapshotSearch, snapshotPlace } from '../../serverConfig/snapshots/snapshotPlace.ts';
import { parseSnapshot, type Snapshot } from '../../tools/snapshot.ts';
import { parsedUri } from '../documents/documentUri.ts';
import type { PolicyPlace } from '../servers/toolServers.ts';

/** A snapshot and the file that it was read from. */
export interface SavedTools {
  readonly path: string;
  readonly snapshot: Snapshot;
}

/** The snapshots that belong to policies. */
export interface PolicySnapshots {
  /** Where a policy's snapshot is looked for; `undefined` for one that has no place on this computer's disk. */
  searchFor(uri: string, server: string | undefined): SnapshotSearch | undefined;
  /** The policy's snapshot as the disk has it. One whose text did not change is the same value. Never rejects. */
  load(uri: string, server: string | undefined): Promise<SavedTools | undefined>;
  /** True when anything is there, whatever it is. */
  isTaken(path: string): Promise<boolean>;
}

/** In bytes: a list of a real server has less than one million. */
export const largestSnapshot = 16 * 1024 * 1024;

/**
 * @param placeOf the place of a policy in the workspace; one outside of every folder is looked after beside it
 * @param log hears of snapshots that cannot be used
 */
export function policySnapshots(
  files: SnapshotFiles,
  placeOf: (uri: string) => PolicyPlace | undefined,
  log: (line: string) => void,
): PolicySnapshots {
  /** The last text of each file, and what it says. */
  const read = new Map<string, { readonly text: string; readonly saved: SavedTools | undefined }>();

  function searchFor(uri: string, server: string | undefined): SnapshotSearch | undefined {
    const place = placeOf(uri) ?? placeOutside(uri);
    if (place === undefined) return undefined;
    const environment = { workspaceFolder: place.folder, platform: process.platform };
    return { policyPath: place.path, server, environment };
  }

  async function readSaved(path: string): Promise<SavedTools | undefined> {
    const text = await files.read(path, largestSnapshot);
    if (text === undefined) return undefined;
    const known = read.get(path);
    if (known?.text === text) return known.saved;
    const reading = parseSnapshot(text);
    if ('problem' in reading) log(`${path} is not used: ${reading.problem}`);
    const saved = 'problem' in reading ? undefined : { path, snapshot: reading };
    read.set(path, { text, saved });
    return saved;
  }

  return {
    searchFor,
    isTaken: (path) => files.exists(path),
    async load(uri, server) {
      const search = searchFor(uri, server);
      if (search === undefined) return undefined;
      try {
        const path = await snapshotPlace(search, files);
        return path === undefined ? undefined : await readSaved(path);
      } catch (error) {
        log(`The tool snapshot of ${uri} is not used: ${error instanceof Error ? error.message : String(error)}`);
        return undefined;
      }
    },
  };
}

function placeOutside(uri: string): PolicyPlace | undefined {
  const address = parsedUri(uri);
  return address?.scheme === 'file' ? { path: address.fsPath, folder: dirname(address.fsPath) } : undefined;
}
