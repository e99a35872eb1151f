import { ConnectionError, listTools } from '../../mcp/listing/listTools.ts';
import { watchTools } from '../../mcp/watch/watchTools.ts';
import type { ServerDefinitionsResult } from '../../protocol/requests.ts';
import { serversForDocument } from '../../serverConfig/configuredServers.ts';
import { agreedDefinition, type Readiness } from '../../serverConfig/definition/answers.ts';
import type { ReadyDefinition } from '../../serverConfig/definition/readyDefinition.ts';
import { summarise } from '../../serverConfig/definition/summary.ts';
import type { ConfigSources } from '../../serverConfig/files/environment.ts';
import { nodeSources } from '../../serverConfig/files/nodeSources.ts';
import { folderOfServers } from '../../serverConfig/files/workspaceFiles.ts';
import type {
  AgreedServer,
  ListingOptions,
  ListingResult,
  ServerSearch,
  ToolServers,
  WatchableServers,
} from './toolServers.ts';

/** The servers that this computer's configuration files describe. */
export const configuredToolServers: ToolServers & WatchableServers = {
  async folderOf({ path, folder }) {
    const { environment, files } = nodeSources(folder);
    return folderOfServers(path, environment, files);
  },

  async definitions(search): Promise<ServerDefinitionsResult> {
    const found = await serversForDocument(search.path, sourcesOf(search), search.typed);
    return { ...found, definitions: found.definitions.map(summarise) };
  },

  async definitionsNamed(search, name) {
    const { definitions } = await serversForDocument(search.path, sourcesOf(search), search.typed);
    return definitions.filter((each) => each.name === name);
  },

  async list(search, wanted, options) {
    const readiness = await agreedServer(search, wanted);
    return 'problem' in readiness ? readiness : listed(readiness.ready, options);
  },

  async watch(search, wanted, { signIns, ...options }) {
    const readiness = await agreedServer(search, wanted);
    if ('problem' in readiness) return readiness;
    const { ready } = readiness;
    if (ready.transport === 'stdio' || signIns === undefined) return { watch: watchTools(ready, options) };
    // A connection that is kept asks nobody to sign in, so whoever has to does it before.
    const first = options.again === true ? undefined : await listed(ready, { ...options, signIns });
    if (first !== undefined && 'problem' in first) return first;
    return { watch: watchTools(ready, { ...options, authorization: signIns.authorizationOf(ready, false) }) };
  },
};

async function listed(ready: ReadyDefinition, { signIns, ...options }: ListingOptions): Promise<ListingResult> {
  const authorization = ready.transport === 'stdio' ? undefined : signIns?.authorizationOf(ready, true);
  try {
    return { list: await listTools(ready, { ...options, ...(authorization !== undefined && { authorization }) }) };
  } catch (error) {
    if (error instanceof ConnectionError) return { problem: error.problem };
    throw error;
  }
}

/** The definition that the person said yes to, read anew and ready for use. */
export async function agreedServer(search: ServerSearch, wanted: AgreedServer): Promise<Readiness> {
  const typed = wanted.typed === undefined ? [] : [wanted.typed];
  const { definitions } = await serversForDocument(search.path, sourcesOf(search), typed);
  const { typed: text } = wanted;
  return agreedDefinition(text === undefined ? definitions : definitions.filter((each) => each.typed === text), wanted);
}

function sourcesOf({ folder, otherFolders = [], userFolder }: ServerSearch): ConfigSources {
  return nodeSources(folder, { otherFolders, userFolder });
}
