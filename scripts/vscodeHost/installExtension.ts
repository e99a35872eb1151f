import { startOwned } from '../prepare/ownedProcess.ts';
import type { Host } from './hostVersion.ts';
import type { Profile } from './profile.ts';
import { serverEnvironment } from './serverEnvironment.ts';

/** Installs a packaged extension into a profile, as *Install from VSIX* would. */
export async function installExtension(host: Host, profile: Profile, vsix: string): Promise<void> {
  const places = ['--server-data-dir', profile.folder, '--extensions-dir', profile.extensions];
  const args = [host.serverMain, '--install-extension', vsix, '--accept-server-license-terms', ...places];
  const { child, exited, stop } = startOwned(host.node, args, {
    env: serverEnvironment(profile.folder),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout?.on('data', (data) => (output += data));
  child.stderr?.on('data', (data) => (output += data));
  const code = await exited;
  await stop();
  if (code !== 0) throw new Error(`Installing ${vsix} into VS Code failed (exit code ${code}):\n${output}`);
}
