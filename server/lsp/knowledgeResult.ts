import type { ToolKnowledgeResult } from '../protocol/requests.ts';
import { nothingKnown } from '../tools/knowledge.ts';
import type { ConnectedServer } from './toolKnowledgeStore.ts';

/** What an editor shows of a server and its tools; the schemas stay here. */
export function knowledgeResult(connected: ConnectedServer | undefined): ToolKnowledgeResult {
  const { name, knowledge } = connected ?? { name: undefined, knowledge: nothingKnown };
  const problem = 'problem' in knowledge ? knowledge.problem : undefined;
  if (knowledge.state === 'unknown') {
    const server = name === undefined ? {} : { server: name };
    return { state: 'unknown', toolCount: 0, skipped: [], ...server, ...(problem && { problem }) };
  }
  const { server, tools, skipped, fetchedAt, cutShort } = knowledge.list;
  return {
    state: knowledge.state,
    server,
    toolCount: tools.length,
    skipped: skipped.map((tool) => `${tool.name ?? `tool ${tool.position + 1}`}: ${tool.reason}`),
    ...(fetchedAt !== undefined && { fetchedAt }),
    ...(cutShort !== undefined && { cutShort }),
    ...(problem && { problem }),
  };
}
