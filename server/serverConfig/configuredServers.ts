import type { ConfiguredServers } from './definition.ts';
import type { ConfigFiles, Digest, Environment } from './environment.ts';
import { nearestConfigPlace } from './nearestConfigFile.ts';
import { readVscodeMcpFile } from './vscodeMcpFile.ts';

/** What is injected: where files come from, what surrounds them, how fingerprints are taken. */
export interface ConfigSources {
  readonly files: ConfigFiles;
  readonly environment: Environment;
  readonly digest: Digest;
}

/** In bytes. A configuration beyond this size is a mistake. */
export const largestConfigFile = 4 * 1024 * 1024;

/** The servers that are configured for a document's folder. Never rejects: whatever is wrong becomes a problem. */
export async function serversForDocument(documentPath: string, sources: ConfigSources): Promise<ConfiguredServers> {
  try {
    const { path, folder } = await nearestConfigPlace(documentPath, sources.environment, sources.files);
    return await serversOfFile(path, folder, sources);
  } catch (error) {
    return unreadable(documentPath, error);
  }
}

/** The servers of one named file. `folder` is what `${workspaceFolder}` stands for in it. Never rejects. */
export async function serversOfFile(
  source: string,
  folder: string,
  { files, environment, digest }: ConfigSources,
): Promise<ConfiguredServers> {
  try {
    const text = await files.read(source, largestConfigFile);
    if (text === undefined) return { source, exists: false, definitions: new Map(), problems: [] };
    const content = await readVscodeMcpFile(text, { source, scope: { folder, environment }, files, digest });
    return { source, exists: true, ...content };
  } catch (error) {
    return unreadable(source, error);
  }
}

function unreadable(source: string, error: unknown): ConfiguredServers {
  const message = `The configuration cannot be read: ${error instanceof Error ? error.message : String(error)}.`;
  return { source, exists: true, definitions: new Map(), problems: [{ source, message }] };
}
