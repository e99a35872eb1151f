import { compiledPolicyOf } from '../decision/compile/compilePolicy.ts';
import { standingOf } from '../decision/standing.ts';
import type { PolicyDocument } from '../policy/policyDocument.ts';
import type { ToolChoice } from '../protocol/simulation.ts';
import { knownTools, type ToolKnowledge } from '../tools/knowledge.ts';
import { riskIn } from '../tools/riskOverrides.ts';
import { knownOfTool } from './knownOfTool.ts';

/** The tools that can be called: those the policy lists, those it hides, then the server's others. */
export function toolChoices({ root, written }: PolicyDocument, knowledge: ToolKnowledge): ToolChoice[] {
  const compiled = root && compiledPolicyOf(root);
  const riskOf = riskIn(knowledge);
  const known = new Map(knownTools(knowledge).map((tool) => [tool.name, tool]));
  const names = new Set([
    ...written.tools.map(({ name }) => name),
    ...written.hide.map((entry) => String(entry.value)),
    ...known.keys(),
  ]);
  // `*` in `hide` stands for every tool and is none itself.
  names.delete('*');
  return [...names].map((name) => {
    const standing = compiled === undefined ? 'denied' : standingOf(compiled, name).standing;
    const tool = known.get(name);
    return tool === undefined
      ? { name, standing, knownFrom: 'policy', sampleArguments: {} }
      : { name, standing, ...knownOfTool(tool), risk: riskOf(tool) };
  });
}
