import { ConnectionError, type ListOptions, listTools } from '../../../server/mcp/listing/listTools.ts';
import type { ReadyDefinition } from '../../../server/serverConfig/definition/readyDefinition.ts';
import type { ConnectionProblem } from '../../../server/tools/knowledge.ts';

/** The problem that a person is told of. Fails when there is a list, or an error without words. */
export async function problemOf(definition: ReadyDefinition, options: ListOptions): Promise<ConnectionProblem> {
  try {
    const list = await listTools(definition, options);
    throw new Error(`listed ${list.tools.length} tools although it should have failed`);
  } catch (error) {
    if (error instanceof ConnectionError) return error.problem;
    throw error;
  }
}
