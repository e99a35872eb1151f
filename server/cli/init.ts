import { starterPolicy } from '../tools/starterPolicy.ts';
import { readSnapshot } from './snapshotFile.ts';
import type { ExitCode, Terminal } from './terminal.ts';

export interface InitOptions {
  readonly tools: string;
  readonly out?: string;
}

/** `mcp-policy init`: a default-deny policy with the catalogue's starter rule for each tool's class. */
export async function init(options: InitOptions, terminal: Terminal): Promise<ExitCode> {
  const policy = starterPolicy((await readSnapshot(options.tools, terminal)).tools);
  if (options.out === undefined) terminal.print(policy);
  else await terminal.create(options.out, policy);
  return 0;
}
