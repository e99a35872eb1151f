import { resolveCliArgsFromVSCodeExecutablePath } from '@vscode/test-electron';
import { startOwned } from '../prepare/ownedProcess.ts';
import { browserHosted, desktopCommand, desktopExecutable, requestedVscode } from './desktop.ts';
import type { Profile } from './profile.ts';

/** A desktop VS Code: its command line, and the program whose process lives as long as the window. */
export type Desktop = { commandLine: string[]; window: string[] };

/** The desktop VS Code given by MCP_POLICY_VSCODE or by the command `code`; undefined where no window can be opened. */
export function findDesktop(): Desktop | undefined {
  const requested = requestedVscode();
  if (requested === browserHosted) return undefined;
  if (requested !== undefined) {
    const commandLine = resolveCliArgsFromVSCodeExecutablePath(requested, { reuseMachineInstall: true });
    return { commandLine, window: [requested] };
  }
  const command = desktopCommand();
  if (command === undefined) return undefined;
  const executable = desktopExecutable(command);
  // The command itself ends as soon as the window is open, unless it is told to wait.
  return { commandLine: [command], window: executable === undefined ? [command, '--wait'] : [executable] };
}

/** Installs a packaged extension into a profile, opens a workspace, and resolves when the window is closed. */
export async function openDesktop(
  desktop: Desktop,
  profile: Profile,
  vsix: string,
  workspace: string,
): Promise<number> {
  const places = [`--user-data-dir=${profile.userData}`, `--extensions-dir=${profile.extensions}`];
  // As root VS Code refuses to start with its sandbox.
  if (process.getuid?.() === 0) places.push('--no-sandbox');
  const installed = await run([...desktop.commandLine, ...places, '--install-extension', vsix, '--force']);
  if (installed !== 0) throw new Error(`VS Code could not install ${vsix} (exit code ${installed}).`);
  console.log('VS Code is open with the example workspace. Close its window, or press Ctrl+C, to end.');
  return (await run([...desktop.window, ...places, '--new-window', workspace])) ?? 0;
}

async function run([command = '', ...args]: string[]): Promise<number | null> {
  const shell = process.platform === 'win32' && !command.toLowerCase().endsWith('.exe');
  const { exited } = startOwned(shell ? `"${command}"` : command, shell ? args.map((each) => `"${each}"`) : args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    shell,
  });
  return exited;
}
