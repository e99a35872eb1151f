import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/*
 * Plain JavaScript without dependencies: this is what runs on a fresh clone, before anything is installed.
 */

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const oldestNode = 20;

/** Installs the dependencies when they are not what the lock file says, then runs a TypeScript file with this process's arguments. */
export function runOnFreshClone(script) {
  if (Number(process.versions.node.split('.')[0]) < oldestNode) {
    fail(`This needs Node ${oldestNode} or newer, and this is Node ${process.versions.node}. Install a newer one.`);
  }
  if (!dependenciesAreInstalled()) installDependencies();
  const tsx = pathToFileURL(createRequire(join(root, 'package.json')).resolve('tsx')).href;
  const args = ['--import', tsx, join(root, script), ...process.argv.slice(2)];
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
  // A Ctrl+C reaches the child, too; this process waits until it has cleaned up.
  process.on('SIGINT', () => undefined);
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 130)));
}

/** Compares what npm has installed with what the lock file asks for; packages for other platforms may be missing. */
function dependenciesAreInstalled() {
  const installedFile = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const installed = packagesIn(installedFile);
  const wanted = Object.entries(packagesIn(join(root, 'package-lock.json')));
  return wanted.every(([path, { version, optional }]) => {
    return path === '' || optional || installed[path]?.version === version;
  });
}

function packagesIn(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}

function installDependencies() {
  console.log('Installing dependencies (npm ci)');
  const npm = process.env.npm_execpath;
  const byNode = npm?.endsWith('npm-cli.js');
  const { status, error } = byNode
    ? spawnSync(process.execPath, [npm, 'ci'], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm', ['ci'], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status === 0) return;
  fail(`The dependencies could not be installed (${error ?? `npm ci ended with ${status}`}). See npm's message above.`);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
