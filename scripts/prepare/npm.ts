import { plainEnvironment } from './environment.ts';
import { startOwned } from './ownedProcess.ts';
import { SetupError } from './setupError.ts';

/**
 * Runs npm and resolves to its standard output. Its warnings are not shown: they are about the user's configuration
 * or other people's packages. When npm fails, the error carries everything it said.
 */
export async function npm(args: string[], options: { cwd: string; env?: NodeJS.ProcessEnv }): Promise<string> {
  const { command, firstArgs, shell } = npmProgram();
  const env = plainEnvironment(options.env);
  const { child, exited } = startOwned(command, [...firstArgs, ...args], {
    cwd: options.cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell,
  });
  let output = '';
  let errors = '';
  child.stdout?.on('data', (data) => (output += data));
  child.stderr?.on('data', (data) => (errors += data));
  const code = await exited;
  if (code === 0) return output;
  throw new SetupError({
    what: `npm ${args.join(' ')} failed in ${options.cwd} (exit code ${code}).`,
    why: `${errors}${output}`.trim(),
    todo: 'Make sure that npm can reach its registry and, for compiling, that g++, make and python3 are installed; then try again.',
  });
}

/** The npm that started this script, by the Node that runs it; without one, the npm on the PATH. */
export function npmProgram(): { command: string; firstArgs: string[]; shell: boolean } {
  const script = process.env.npm_execpath;
  if (script?.endsWith('npm-cli.js')) return { command: process.execPath, firstArgs: [script], shell: false };
  return { command: 'npm', firstArgs: [], shell: process.platform === 'win32' };
}
