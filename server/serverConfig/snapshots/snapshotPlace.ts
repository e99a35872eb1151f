import { posix, win32 } from 'node:path';
import type { ConfigFiles, Environment } from '../files/environment.ts';
import { foldersAround } from '../files/workspaceFiles.ts';
import { isSnapshotName, snapshotNameOf, snapshotNameOfPolicy } from './snapshotName.ts';

/** Finds and reads snapshot files. */
export interface SnapshotFiles extends ConfigFiles {
  /** The names in a folder, files and others; none when it cannot be listed. */
  names(folder: string): Promise<readonly string[]>;
}

/** Whose snapshot is looked for, and where it may lie. */
export interface SnapshotSearch {
  readonly policyPath: string;
  /** The name of the policy's server in the configuration; `undefined` when no server is known to belong to it. */
  readonly server: string | undefined;
  readonly environment: Pick<Environment, 'workspaceFolder' | 'platform'>;
}

/**
 * The snapshot that belongs to a policy; `undefined` when there is none. In this order: one named after the policy's
 * server, in the policy's folder or one around it up to the workspace folder; one named after the policy, beside it; and,
 * for a policy whose server is not known, the only one beside it. A path stays relative where the policy's is and no
 * server is named.
 */
export async function snapshotPlace(
  search: SnapshotSearch,
  files: Pick<SnapshotFiles, 'exists' | 'names'>,
): Promise<string | undefined> {
  const { policyPath, server } = search;
  const path = pathOf(search);
  for (const candidate of serverCandidates(search)) if (await files.exists(candidate)) return candidate;
  const folder = path.dirname(policyPath);
  const own = path.join(folder, snapshotNameOfPolicy(path.basename(policyPath)));
  if (await files.exists(own)) return own;
  if (server !== undefined) return undefined;
  const [only, ...others] = (await files.names(folder)).filter(isSnapshotName);
  return only === undefined || others.length > 0 ? undefined : path.join(folder, only);
}

/** Where a policy's snapshot is written when there is none yet, so that {@link snapshotPlace} finds it again. */
export function newSnapshotPlace(search: SnapshotSearch): string {
  const path = pathOf(search);
  const [named] = serverCandidates(search);
  const own = snapshotNameOfPolicy(path.basename(search.policyPath));
  return named ?? path.join(path.dirname(search.policyPath), own);
}

function serverCandidates({ policyPath, server, environment }: SnapshotSearch): readonly string[] {
  if (server === undefined) return [];
  const path = pathOf({ environment });
  return foldersAround(policyPath, environment).map((folder) => path.join(folder, snapshotNameOf(server)));
}

function pathOf({ environment }: Pick<SnapshotSearch, 'environment'>): typeof posix {
  return environment.platform === 'win32' ? win32 : posix;
}
