import { riskIn } from '../tools/riskOverrides.ts';
import { starterPolicy } from '../tools/starterPolicy.ts';
import { type ToolsOption, toolsOfPolicies } from './knownTools.ts';
import { type ExitCode, type Terminal, UnreadableInput } from './terminal.ts';

export interface InitOptions extends Pick<ToolsOption, 'tools'> {
  readonly out?: string;
}

/** `mcp-policy init`: a default-deny policy with the catalogue's starter rule for each tool's class. */
export async function init(options: InitOptions, terminal: Terminal): Promise<ExitCode> {
  const toolsOf = await toolsOfPolicies(options, terminal);
  const { knowledge } = await toolsOf(options.out ?? 'policy.json');
  if (knowledge.state === 'unknown') {
    throw new UnreadableInput(
      'No snapshot says which tools there are: name one with --tools, or save one with mcp-policy tools.',
    );
  }
  const riskOf = riskIn(knowledge);
  const policy = starterPolicy(knowledge.list.tools, (tool) => riskOf(tool).class);
  if (options.out === undefined) terminal.print(policy);
  else await terminal.create(options.out, policy);
  return 0;
}
