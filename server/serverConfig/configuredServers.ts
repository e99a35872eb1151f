import type { DefinitionProblem } from '../protocol/serverDefinition.ts';
import type { ConfiguredServers, FoundServers } from './definition/definition.ts';
import type { ConfigFile } from './files/configFile.ts';
import { readConfigText } from './files/configText.ts';
import type { ConfigSources } from './files/environment.ts';
import { namedConfigFile } from './files/namedConfigFile.ts';
import { userFiles } from './files/userFiles.ts';
import { foldersAround, nearestVscodeFile, workspaceFiles } from './files/workspaceFiles.ts';
import { typedServers } from './typed/typedServers.ts';

/** In bytes. A configuration beyond this size is a mistake. */
export const largestConfigFile = 4 * 1024 * 1024;

/** What all files together may bring is bounded: whoever wrote the workspace wrote most of them. */
const mostDefinitions = 2_000;
const mostProblems = 500;

/**
 * The servers that are configured around a document: in its workspace, by the user, and typed by hand. Never rejects:
 * whatever is wrong becomes a problem, and the rest still loads.
 */
export async function serversForDocument(
  documentPath: string,
  sources: ConfigSources,
  typed: readonly string[] = [],
): Promise<ConfiguredServers> {
  const { environment, files } = sources;
  const folders = foldersAround(documentPath, environment);
  const folder = folders.at(-1) ?? folders[0];
  const candidates = [...workspaceFiles(documentPath, environment), ...userFiles(environment, folder)];
  // A workspace may be the user's home; what is read as its file is not read again as the user's.
  const distinct = [...new Map(candidates.reverse().map((file) => [file.path, file])).values()].reverse();
  const found = await Promise.all([
    ...distinct.map((file) => serversOfFile(file, sources)),
    typedServers(typed, folder, sources),
  ]);
  const definitions = found.flatMap((each) => each.definitions);
  const problems = found.flatMap((each) => each.problems);
  const nearest = await nearestVscodeFile(documentPath, environment, files).catch(() => undefined);
  return {
    source: nearest?.path ?? documentPath,
    exists: nearest?.exists ?? false,
    definitions: definitions.slice(0, mostDefinitions),
    problems: problems.slice(0, mostProblems),
  };
}

async function serversOfFile(file: ConfigFile, sources: ConfigSources): Promise<FoundServers> {
  try {
    const text = await sources.files.read(file.path, largestConfigFile);
    return text === undefined ? nothing : await readConfigText(text, file, sources);
  } catch (error) {
    return { definitions: [], problems: [unreadable(file.path, error)] };
  }
}

const nothing: FoundServers = { definitions: [], problems: [] };

/** The servers of a file that somebody names, whichever client's it is; `undefined` when there is none. Never rejects. */
export async function serversOfNamedFile(path: string, sources: ConfigSources): Promise<FoundServers | undefined> {
  try {
    const text = await sources.files.read(path, largestConfigFile);
    if (text === undefined) return undefined;
    return await readConfigText(text, namedConfigFile(path, text, sources.environment), sources);
  } catch (error) {
    return { definitions: [], problems: [unreadable(path, error)] };
  }
}

function unreadable(source: string, error: unknown): DefinitionProblem {
  const message = `The configuration cannot be read: ${error instanceof Error ? error.message : String(error)}.`;
  return { source, message };
}
