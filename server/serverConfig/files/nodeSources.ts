import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import type { ConfigFiles, ConfigSources, Environment } from './environment.ts';

/** Whoever wrote the workspace chose what stands at a path: a link to a device, a pipe that nobody writes to. */
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
      const { size } = await regularFile(path);
      if (size > maximumBytes) throw tooLarge(path, maximumBytes);
      const content = await firstBytes(path, maximumBytes + 1);
      if (content.length > maximumBytes) throw tooLarge(path, maximumBytes);
      return content.toString('utf8').replace(/^\uFEFF/, '');
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  },
};

async function regularFile(path: string) {
  const status = await stat(path);
  if (!status.isFile()) throw new Error(`${path} is not a file`);
  return status;
}

function tooLarge(path: string, maximumBytes: number): Error {
  return new Error(`${path} is larger than ${maximumBytes} bytes`);
}

/** The size that the system tells may be wrong by now, so reading is bounded, and does not wait for a pipe. */
async function firstBytes(path: string, count: number): Promise<Buffer> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of file.createReadStream({ end: count - 1, autoClose: false })) chunks.push(chunk);
    return Buffer.concat(chunks);
  } finally {
    await file.close();
  }
}

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
