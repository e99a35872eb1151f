import type { ConfiguredServers } from './definition.ts';
import type { ConfigFiles, Digest, Environment } from './environment.ts';
import { type ConfigFilePlace, nearestConfigFile } from './nearestConfigFile.ts';
import { readVscodeMcpFile } from './vscodeMcpFile.ts';

/** What is injected: where files come from, what surrounds them, how fingerprints are taken. */
export interface ConfigSources {
  readonly files: ConfigFiles;
  readonly environment: Environment;
  readonly digest: Digest;
}

/** The servers that are configured for a document's folder. Never rejects: whatever is wrong becomes a problem. */
export async function serversForDocument(documentPath: string, sources: ConfigSources): Promise<ConfiguredServers> {
  try {
    return await readPlace(await nearestConfigFile(documentPath, sources.environment, sources.files), sources);
  } catch (error) {
    return unreadable(documentPath, error);
  }
}

/** The servers of one named file, for the command line. `folder` is what `${workspaceFolder}` stands for in it. */
export async function serversOfFile(path: string, folder: string, sources: ConfigSources): Promise<ConfiguredServers> {
  try {
    return await readPlace({ path, folder, text: await sources.files.read(path) }, sources);
  } catch (error) {
    return unreadable(path, error);
  }
}

async function readPlace(
  place: ConfigFilePlace,
  { files, environment, digest }: ConfigSources,
): Promise<ConfiguredServers> {
  if (place.text === undefined) return { source: place.path, exists: false, definitions: new Map(), problems: [] };
  const scope = { folder: place.folder, environment };
  const content = await readVscodeMcpFile(place.text, { source: place.path, scope, files, digest });
  return { source: place.path, exists: true, ...content };
}

function unreadable(source: string, error: unknown): ConfiguredServers {
  const message = `The configuration cannot be read: ${error instanceof Error ? error.message : String(error)}.`;
  return { source, exists: true, definitions: new Map(), problems: [{ source, message }] };
}
