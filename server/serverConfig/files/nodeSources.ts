import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { boundedFile } from './boundedFile.ts';
import type { ConfigFiles, ConfigSources, Environment } from './environment.ts';

const diskFiles: ConfigFiles = {
  async exists(path) {
    try {
      await stat(path);
      return true;
    } catch (error) {
      return !isMissing(error);
    }
  },

  async read(path, maximumBytes) {
    try {
      return (await boundedFile(path, { maximumBytes })).replace(/^\uFEFF/, '');
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  },
};

/** `ENOTDIR`: a part of the path is a file, so there is nothing below it. */
function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

/** Where this computer's configuration is looked for besides the workspace folder. */
export type MoreFolders = Pick<Environment, 'otherFolders' | 'userFolder'>;

/** Configuration from this machine's disk and this process's environment, with SHA-256 as fingerprint. */
export function nodeSources(workspaceFolder: string | undefined, more: MoreFolders = {}): ConfigSources {
  return {
    files: diskFiles,
    environment: { variables: process.env, home: homedir(), workspaceFolder, platform: process.platform, ...more },
    digest: (text) => createHash('sha256').update(text).digest('hex'),
  };
}
