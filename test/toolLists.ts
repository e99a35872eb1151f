import type { ToolKnowledge } from '../server/tools/knowledge.ts';
import type { Tool } from '../server/tools/tool.ts';

/** A fresh, complete list of tools with these names and no parameters, of a server called `Test Server`. */
export function freshTools(...names: string[]): ToolKnowledge {
  return freshList(names.map((name) => ({ name, inputSchema: { type: 'object' } })));
}

export function freshList(tools: readonly Tool[]): ToolKnowledge {
  return { state: 'fresh', list: { server: 'Test Server', fetchedAt: 0, tools, skipped: [] } };
}
