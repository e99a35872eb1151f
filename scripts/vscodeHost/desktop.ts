import fs from 'node:fs';
import path from 'node:path';
import { programOnPath } from '../prepare/programOnPath.ts';
import { SetupError } from '../prepare/setupError.ts';

/** The value of MCP_POLICY_VSCODE that asks for the browser-hosted VS Code even where a desktop one could be had. */
export const browserHosted = 'browser';

/** What the environment variable MCP_POLICY_VSCODE asks for: an executable, the browser-hosted VS Code, or nothing. */
export function requestedVscode(): string | undefined {
  const value = process.env.MCP_POLICY_VSCODE;
  if (value === undefined || value === '' || value === browserHosted) return value === '' ? undefined : value;
  if (fs.existsSync(value)) return path.resolve(value);
  throw new SetupError({
    what: 'The VS Code that was asked for is not there.',
    why: `MCP_POLICY_VSCODE is set to ${value}, and there is no such file.`,
    todo: `Set it to the path of VS Code's executable, to "${browserHosted}", or unset it.`,
  });
}

/** Whether a window can be shown. */
export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);
}

/**
 * The command `code` on the PATH, when it opens a window of a desktop VS Code here. In a terminal of a remote
 * window, in a container or under WSL the command of that name talks to a VS Code elsewhere and takes no profile.
 */
export function desktopCommand(): string | undefined {
  const elsewhere = ['VSCODE_IPC_HOOK_CLI', 'REMOTE_CONTAINERS', 'WSL_DISTRO_NAME'];
  if (!hasDisplay() || elsewhere.some((name) => process.env[name])) return undefined;
  return programOnPath('code');
}

/** The executable behind the command `code`: what `@vscode/test-electron` can start. */
export function desktopExecutable(command: string): string | undefined {
  const bin = path.dirname(fs.realpathSync(command));
  const candidates = {
    darwin: ['../../../MacOS/Electron', '../../../MacOS/Code'],
    win32: ['../Code.exe'],
    linux: ['../code'],
  }[process.platform as string];
  return candidates?.map((candidate) => path.resolve(bin, candidate)).find((file) => fs.existsSync(file));
}
