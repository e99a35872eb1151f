import type { ToolKnowledgeResult } from '../../protocol/requests.ts';
import type { ListOrigin } from '../../protocol/toolsOverview.ts';
import { nothingKnown, type ToolKnowledge } from '../../tools/knowledge.ts';
import type { ServerOfPolicy } from '../servers/serverOfPolicy.ts';

/** What an editor shows of a server and its tools; the schemas stay here. */
export function knowledgeResult(server: ServerOfPolicy | undefined): ToolKnowledgeResult {
  const { name, knowledge } = server ?? { name: undefined, knowledge: nothingKnown };
  const shared = {
    ...(name !== undefined && { definition: name }),
    ...('problem' in knowledge && knowledge.problem !== undefined && { problem: knowledge.problem }),
  };
  if (knowledge.state === 'unknown') {
    return { state: 'unknown', toolCount: 0, skipped: [], ...(name !== undefined && { server: name }), ...shared };
  }
  const { tools, skipped, fetchedAt, cutShort } = knowledge.list;
  return {
    state: knowledge.state,
    server: knowledge.list.server,
    from: originOf(knowledge),
    toolCount: tools.length,
    skipped: skipped.map((tool) => `${tool.name ?? `tool ${tool.position + 1}`}: ${tool.reason}`),
    ...(fetchedAt !== undefined && { fetchedAt }),
    ...(cutShort !== undefined && { cutShort }),
    ...shared,
  };
}

/** Where a list comes from: one that was read in this session is `live`, also when it is no longer current. */
function originOf(knowledge: Exclude<ToolKnowledge, { state: 'unknown' }>): ListOrigin {
  return knowledge.state === 'stale' ? (knowledge.from ?? 'live') : 'live';
}
