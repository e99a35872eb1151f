import type { ToolKnowledgeResult } from '../protocol/requests.ts';
import type { ToolKnowledge } from '../tools/knowledge.ts';

/** What an editor shows of tool knowledge; the schemas stay here. */
export function knowledgeResult(knowledge: ToolKnowledge, configuredName: string | undefined): ToolKnowledgeResult {
  const problem = 'problem' in knowledge ? knowledge.problem : undefined;
  if (knowledge.state === 'unknown') {
    return {
      state: 'unknown',
      toolCount: 0,
      skipped: [],
      ...(configuredName !== undefined && { server: configuredName }),
      ...(problem && { problem }),
    };
  }
  const { server, tools, skipped, fetchedAt, cutShort } = knowledge.list;
  return {
    state: knowledge.state,
    server,
    toolCount: tools.length,
    skipped: skipped.map(({ name, position, reason }) => `${name ?? `tool ${position + 1}`}: ${reason}`),
    ...(fetchedAt !== undefined && { fetchedAt }),
    ...(cutShort !== undefined && { cutShort }),
    ...(problem && { problem }),
  };
}
