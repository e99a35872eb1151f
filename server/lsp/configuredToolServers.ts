import { ConnectionError, listTools } from '../mcp/listTools.ts';
import type { ServerDefinitionsResult } from '../protocol/requests.ts';
import { agreedDefinition } from '../serverConfig/answers.ts';
import { serversForDocument } from '../serverConfig/configuredServers.ts';
import { nearestConfigPlace } from '../serverConfig/nearestConfigFile.ts';
import { nodeSources } from '../serverConfig/nodeSources.ts';
import { summarise } from '../serverConfig/summary.ts';
import type { ToolServers } from './toolServers.ts';

/** The servers that this computer's configuration files describe. */
export const configuredToolServers: ToolServers = {
  async folderOf({ path, folder }) {
    const { environment, files } = nodeSources(folder);
    return (await nearestConfigPlace(path, environment, files)).folder;
  },

  async definitions({ path, folder }): Promise<ServerDefinitionsResult> {
    const { source, exists, definitions, problems } = await serversForDocument(path, nodeSources(folder));
    return { source, exists, problems, definitions: [...definitions.values()].map(summarise) };
  },

  async list({ path, folder }, wanted, timeoutMilliseconds, signal) {
    const { definitions } = await serversForDocument(path, nodeSources(folder));
    const readiness = agreedDefinition(definitions, wanted);
    if ('problem' in readiness) return readiness;
    try {
      return { list: await listTools(readiness.ready, { timeoutMilliseconds, signal }) };
    } catch (error) {
      if (error instanceof ConnectionError) return { problem: error.problem };
      throw error;
    }
  },
};
