import { compilePolicy } from '../decision/compilePolicy.ts';
import { type StandingOfTool, standingOf } from '../decision/standing.ts';
import type { PolicyDocument } from '../policy/policyDocument.ts';
import { hiddenTools, listedTools } from '../policy/rules.ts';
import type { ToolChoice } from '../protocol/simulation.ts';
import { findTool, knownTools, type ToolKnowledge } from '../tools/knowledge.ts';
import { parametersOf } from '../tools/parameters.ts';
import { sampleArguments } from '../tools/sampleArguments.ts';

/** The panel shows a few lines of a description; a server may send a book. */
const longestDescription = 2000;

/** The tools that can be called: those the policy lists, those it hides, then the server's others. */
export function toolChoices({ root }: PolicyDocument, knowledge: ToolKnowledge): ToolChoice[] {
  const compiled = root && compilePolicy(root);
  const names = new Set([
    ...listedTools(root).map(({ name }) => name),
    ...hiddenTools(root).map((entry) => String(entry.value)),
    ...knownTools(knowledge).map(({ name }) => name),
  ]);
  // `*` in `hide` stands for every tool and is none itself.
  names.delete('*');
  return [...names].map((name) => {
    const { standing }: Pick<StandingOfTool, 'standing'> = compiled
      ? standingOf(compiled, name)
      : { standing: 'denied' };
    const tool = findTool(knowledge, name);
    if (tool === undefined) return { name, standing, knownFrom: 'policy', sampleArguments: {} };
    return {
      name,
      standing,
      knownFrom: 'server',
      sampleArguments: sampleArguments(tool.inputSchema),
      parameters: parametersOf(tool.inputSchema),
      ...(tool.description !== undefined && { description: tool.description.slice(0, longestDescription) }),
    };
  });
}
