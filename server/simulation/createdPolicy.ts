import { areTooLong } from '../policy/namingTools.ts';
import { shownLine } from '../policy/shownName.ts';
import type { CreatedPolicyResult } from '../protocol/requests.ts';
import type { ToolKnowledge } from '../tools/knowledge.ts';
import { riskIn } from '../tools/riskOverrides.ts';
import { starterPolicy } from '../tools/starterPolicy.ts';
import type { Tool } from '../tools/tool.ts';

/** A default-deny policy with the catalogue's starter rule for each tool that is known, by the class that counts for it. */
export function createdPolicy(knowledge: ToolKnowledge): CreatedPolicyResult {
  if (knowledge.state === 'unknown') {
    const what = knowledge.problem?.what ?? 'No tools are known.';
    const remedy = knowledge.problem?.remedy ?? 'Connect to the MCP server, or import a tool list, and try again.';
    return { problem: { what, remedy } };
  }
  const { list } = knowledge;
  if (list.tools.length === 0) {
    const what = `${shownLine(list.server, 120)} has no tool that a policy could be written for.`;
    return {
      problem: { what, remedy: 'Look into the log for tools that were left out, or connect to another server.' },
    };
  }
  if (areTooLong(list.tools.map(({ name }) => name))) {
    const what = `The names of the tools of ${shownLine(list.server, 120)} are too long together for a policy that an editor opens.`;
    return { problem: { what, remedy: 'Look into the list of tools, and write a policy for those that are needed.' } };
  }
  const riskOf = riskIn(knowledge);
  return { text: starterPolicy(named(list.tools), (tool) => riskOf(tool).class) };
}

/** A key can be written once: of several tools of one name the first counts, as everywhere. One without a name has none. */
function named(tools: readonly Tool[]): readonly Tool[] {
  const seen = new Set(['']);
  return tools.filter(({ name }) => {
    const isNew = !seen.has(name);
    seen.add(name);
    return isNew;
  });
}
