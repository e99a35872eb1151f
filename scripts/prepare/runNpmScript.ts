import { plainEnvironment } from './environment.ts';
import { npmProgram } from './npm.ts';
import { startOwned } from './ownedProcess.ts';
import { repositoryRoot } from './repository.ts';

/**
 * Runs a script of package.json with its output shown, and resolves to its exit code; null when it was ended because
 * it took longer than it may.
 */
export async function runNpmScript(
  name: string,
  options: { env?: NodeJS.ProcessEnv; timeoutMilliseconds?: number } = {},
): Promise<number | null> {
  const { command, firstArgs, shell } = npmProgram();
  const { exited, stop } = startOwned(command, [...firstArgs, 'run', '--silent', name], {
    cwd: repositoryRoot,
    env: plainEnvironment({ npm_config_update_notifier: 'false', ...options.env }),
    stdio: ['ignore', 'inherit', 'inherit'],
    shell,
    // A script that runs a VS Code ends it first.
    graceMilliseconds: 15_000,
  });
  const timeout = options.timeoutMilliseconds;
  let timedOut = false;
  const end = () => {
    timedOut = true;
    void stop();
  };
  const timer = timeout === undefined ? undefined : setTimeout(end, timeout);
  const code = await exited;
  clearTimeout(timer);
  await stop();
  return timedOut ? null : (code ?? 1);
}
