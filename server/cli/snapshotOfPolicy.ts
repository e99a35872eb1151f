import { basename, dirname } from 'node:path';
import { snapshotPlace } from '../serverConfig/snapshots/snapshotPlace.ts';
import type { Terminal } from './terminal.ts';

/**
 * The snapshot that belongs to a policy; `undefined` when there is none. The editor looks at the same places.
 * @param server its name in the configuration, where it is known: then the folders around the policy count, too, up to the
 *   one that the command runs in
 */
export async function snapshotOfPolicy(
  policy: string,
  server: string | undefined,
  { names }: Terminal,
): Promise<string | undefined> {
  // Standard input lies nowhere.
  if (policy === '-') return undefined;
  const files = { names, exists: async (path: string) => (await names(dirname(path))).includes(basename(path)) };
  const environment = { workspaceFolder: process.cwd(), platform: process.platform };
  return snapshotPlace({ policyPath: policy, server, environment }, files);
}
