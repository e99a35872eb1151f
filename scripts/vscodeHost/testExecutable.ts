import path from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { cacheFolder } from '../prepare/repository.ts';
import { browserHosted, desktopCommand, desktopExecutable, hasDisplay, requestedVscode } from './desktop.ts';
import { floorHost, newestHost } from './hostVersion.ts';
import { installHost } from './install.ts';
import { writeLauncher } from './launcher.ts';

export type TestExecutable = { path: string; description: string };

/** Where `@vscode/test-electron` looks for versions of VS Code. */
const releases = 'https://update.code.visualstudio.com/api/releases/stable';

/**
 * The VS Code to run tests in, as an executable for `@vscode/test-electron`. A desktop VS Code where one can be had:
 * given by MCP_POLICY_VSCODE, by the command `code`, or by a download that starts within three seconds; otherwise the
 * browser-hosted one. The same tests run in each.
 *
 * @param options.floor the oldest VS Code that the extension admits, instead of the newest
 * @param options.workspaceTrust whether workspaces are untrusted until someone trusts them
 */
export async function testExecutable(options: { floor: boolean; workspaceTrust: boolean }): Promise<TestExecutable> {
  const desktop = await desktopVscode(options.floor);
  const trust = options.workspaceTrust ? 'on' : 'off';
  if (desktop !== undefined) {
    const restricted = () => writeLauncher('desktop-restricted', 'restrictedDesktop.ts', [desktop]);
    return { path: options.workspaceTrust ? restricted() : desktop, description: `desktop VS Code ${desktop}` };
  }
  const version = options.floor ? floorHost : newestHost;
  await installHost(version, console.log);
  return {
    path: writeLauncher(`code-${version.vscode}-trust-${trust}`, 'executable.ts', [version.vscode, trust]),
    description: `browser-hosted VS Code ${version.vscode}`,
  };
}

async function desktopVscode(floor: boolean): Promise<string | undefined> {
  const requested = requestedVscode();
  if (requested === browserHosted) return undefined;
  if (requested !== undefined && !floor) return requested;
  const command = floor ? undefined : desktopCommand();
  const installed = command === undefined ? undefined : desktopExecutable(command);
  if (installed !== undefined) return installed;
  if (!hasDisplay() || !(await downloadIsNear())) return undefined;
  const cachePath = path.join(cacheFolder, 'vscode-desktop');
  return downloadAndUnzipVSCode({ version: floor ? floorHost.vscode : 'stable', cachePath }).catch((error: unknown) => {
    console.error(`A desktop VS Code could not be downloaded (${String(error)}); using the browser-hosted one.`);
    return undefined;
  });
}

async function downloadIsNear(): Promise<boolean> {
  return fetch(releases, { method: 'HEAD', signal: AbortSignal.timeout(3000) }).then(
    (response) => response.ok,
    () => false, // unreachable: the browser-hosted VS Code is the answer to that
  );
}
