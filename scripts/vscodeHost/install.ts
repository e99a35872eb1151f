import fs from 'node:fs';
import path from 'node:path';
import { runScript } from '../prepare/ending.ts';
import { buildHost } from './buildHost.ts';
import { floorHost, type Host, type HostVersion, hostFolder, hostIn, hostsFolder, newestHost } from './hostVersion.ts';
import { checkPrerequisites } from './prerequisites.ts';

/** Raise this when the way a host is put together changes: hosts made in the older way are then made anew. */
const recipe = 1;

/**
 * Makes sure that a browser-hosted VS Code is installed in the cache folder.
 *
 * It is put together in a folder of this process, and moved to its place when it is complete; so an interrupted
 * installation leaves nothing that looks like one, and of two that run at once the first to finish wins.
 *
 * @param report gets lines about the progress; nothing when the host is already there
 * @throws SetupError when this platform or machine cannot have it
 */
export async function installHost(version: HostVersion, report: (line: string) => void): Promise<Host> {
  const target = hostFolder(version);
  if (isComplete(target, version)) return hostIn(target, version);
  checkPrerequisites();
  removeLeftOvers(report);
  const start = Date.now();
  report(`Installing the browser-hosted VS Code ${version.vscode} into ${target} (once, about a minute)`);
  fs.mkdirSync(hostsFolder, { recursive: true });
  const partial = fs.mkdtempSync(path.join(hostsFolder, `${version.vscode}.${process.pid}.`));
  try {
    await buildHost(partial, version, report);
    fs.writeFileSync(stampFile(partial), stamp(version));
    moveIntoPlace(partial, target, version);
  } finally {
    fs.rmSync(partial, { recursive: true, force: true });
  }
  report(`Installed VS Code ${version.vscode} in ${Math.round((Date.now() - start) / 1000)} s`);
  return hostIn(target, version);
}

function stamp(version: HostVersion): string {
  return JSON.stringify({ recipe, ...version });
}

function stampFile(folder: string): string {
  return path.join(folder, 'installed.json');
}

function isComplete(folder: string, version: HostVersion): boolean {
  return fs.existsSync(stampFile(folder)) && fs.readFileSync(stampFile(folder), 'utf8') === stamp(version);
}

function moveIntoPlace(partial: string, target: string, version: HostVersion): void {
  if (fs.existsSync(target) && !isComplete(target, version)) {
    fs.renameSync(target, `${partial}.replaced`);
    fs.rmSync(`${partial}.replaced`, { recursive: true, force: true });
  }
  try {
    fs.renameSync(partial, target);
  } catch (error) {
    if (!isComplete(target, version)) throw error; // else another process was faster, and its host is as good
  }
}

/** Removes what installations left behind that were killed; their folders are called `version.process.random`. */
function removeLeftOvers(report: (line: string) => void): void {
  if (!fs.existsSync(hostsFolder)) return;
  for (const name of fs.readdirSync(hostsFolder)) {
    const owner = /^\d+\.\d+\.\d+\.(\d+)\./.exec(name)?.[1];
    if (owner === undefined || isAlive(Number(owner))) continue;
    try {
      fs.rmSync(path.join(hostsFolder, name), { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    } catch (error) {
      // A program that the killed installation had started may still be writing there. It does not matter here.
      report(`Not removed yet: ${String(error)}`);
    }
  }
}

function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

if (require.main === module) {
  runScript(async () => {
    const version = process.argv.includes('--floor') ? floorHost : newestHost;
    const host = await installHost(version, console.log);
    console.log(`VS Code ${version.vscode} is in ${host.folder}`);
    return 0;
  });
}
