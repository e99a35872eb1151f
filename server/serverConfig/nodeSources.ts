import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import type { ConfigSources } from './configuredServers.ts';
import type { ConfigFiles, Environment } from './environment.ts';

/** A configuration file beyond this size is a mistake, not a configuration. */
const largestFile = 4 * 1024 * 1024;

const diskFiles: ConfigFiles = {
  async read(path) {
    try {
      const content = await readFile(path);
      if (content.length > largestFile) throw new Error(`${path} is larger than ${largestFile} bytes`);
      return content.toString('utf8').replace(/^\uFEFF/, '');
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

function processEnvironment(workspaceFolder: string | undefined): Environment {
  return { variables: process.env, home: homedir(), workspaceFolder, platform: process.platform };
}

/** Configuration from this machine's disk and this process's environment, with SHA-256 as fingerprint. */
export function nodeSources(workspaceFolder: string | undefined): ConfigSources {
  return {
    files: diskFiles,
    environment: processEnvironment(workspaceFolder),
    digest: (text) => createHash('sha256').update(text).digest('hex'),
  };
}
