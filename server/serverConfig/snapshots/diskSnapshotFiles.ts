import { readdir } from 'node:fs/promises';
import { nodeSources } from '../files/nodeSources.ts';
import type { SnapshotFiles } from './snapshotPlace.ts';

/** Snapshots on this computer's disk. */
export const diskSnapshotFiles: SnapshotFiles = {
  ...nodeSources(undefined).files,
  names: (folder) => readdir(folder).catch(() => []),
};
