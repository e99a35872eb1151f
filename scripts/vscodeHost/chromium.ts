import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { isExecutable, programOnPath } from '../prepare/programOnPath.ts';
import { SetupError } from '../prepare/setupError.ts';

const wellKnownPaths = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  path.join(process.env.PROGRAMFILES ?? 'C:\\Program Files', 'Google/Chrome/Application/chrome.exe'),
];

const programNames = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];

/**
 * Path of a Chromium or Chrome that runs. As root on Debian a missing one is installed by apt.
 *
 * @throws SetupError naming the command that installs one
 */
export function findChromium(report: (line: string) => void): string {
  const given = process.env.CHROMIUM_PATH;
  if (given !== undefined && given !== '') {
    if (runs(given)) return given;
    throw new SetupError({
      what: 'There is no browser to show VS Code in.',
      why: `CHROMIUM_PATH is set to ${given}, which is not a Chromium that starts.`,
      todo: 'Set CHROMIUM_PATH to the path of a Chromium or Chrome, or unset it to have one looked for.',
    });
  }
  const found = search();
  if (found !== undefined) return found;
  if (isDebian() && process.getuid?.() === 0 && programOnPath('apt-get') !== undefined) installByApt(report);
  const installed = search();
  if (installed !== undefined) return installed;
  throw new SetupError({
    what: 'There is no browser to show VS Code in.',
    why: 'Neither Chromium nor Chrome was found on this machine.',
    todo: `Run: ${installCommand()}   (or set CHROMIUM_PATH to the path of one)`,
  });
}

function search(): string | undefined {
  const onPath = programNames.map((name) => programOnPath(name)).filter((file) => file !== undefined);
  return [...wellKnownPaths, ...onPath, chromium.executablePath()].find(runs);
}

/** Asks for the version: on some systems the program is only a note that says how to get the real one. */
function runs(file: string): boolean {
  return isExecutable(file) && spawnSync(file, ['--version'], { timeout: 20_000 }).status === 0;
}

function isDebian(): boolean {
  return fs.existsSync('/etc/os-release') && /^ID="?debian"?$/m.test(fs.readFileSync('/etc/os-release', 'utf8'));
}

function installByApt(report: (line: string) => void): void {
  report('Installing Chromium by apt-get');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']])
      execFileSync('apt-get', ['-q', ...args], { env, stdio: 'pipe' });
  } catch (error) {
    throw new SetupError({
      what: 'Chromium could not be installed.',
      why: String(error),
      todo: 'Run `apt-get update && apt-get install -y chromium` by hand, or set CHROMIUM_PATH to the path of one.',
    });
  }
}

function installCommand(): string {
  return isDebian() ? 'sudo apt-get install -y chromium' : 'npx playwright-core install --with-deps chromium';
}
