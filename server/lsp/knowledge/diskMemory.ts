import { randomUUID } from 'node:crypto';
import { lstat, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { boundedFile } from '../../serverConfig/files/boundedFile.ts';
import { isListName, type MemoryFile, type MemoryFiles } from './memoryFiles.ts';

/** In milliseconds; whoever wrote for so long was ended. */
const longestWrite = 60 * 60 * 1000;

/** In bytes; what was kept here is smaller. */
const largestFile = 64 * 1024 * 1024;

/** Written under another name: `….list.<uuid>.unfinished`. */
const unfinishedName = /^(.+)\.[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\.unfinished$/;

/**
 * Files in a folder of this computer, which is made when it is first needed. Several processes may use it: a file is
 * written under another name and then takes its place. Only this user can read it. What else lies in the folder is neither
 * read nor touched, and no link is followed.
 */
export function diskMemory(folder: string): MemoryFiles {
  const remove = (name: string) => rm(join(folder, name), { force: true });

  async function removeAbandoned(names: readonly string[]): Promise<void> {
    const left = names.filter((name) => isListName(unfinishedName.exec(name)?.[1] ?? ''));
    const files = await statusesOf(folder, left);
    const abandoned = files.filter(({ modifiedAt }) => Date.now() - modifiedAt > longestWrite);
    await Promise.all(abandoned.map(({ name }) => remove(name)));
  }

  return {
    async list() {
      const names = await readdir(folder).catch(unlessMissing([]));
      await removeAbandoned(names);
      return statusesOf(folder, names.filter(isListName));
    },
    async read(name) {
      return boundedFile(join(folder, name), { maximumBytes: largestFile, isNoLink: true }).catch(
        unlessMissing(undefined),
      );
    },
    async write(name, text) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const unfinished = join(folder, `${name}.${randomUUID()}.unfinished`);
      try {
        await writeFile(unfinished, text, { mode: 0o600, flush: true });
        await rename(unfinished, join(folder, name));
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
    },
    remove,
  };
}

/** Without what is no file, or went away since the folder was listed. */
async function statusesOf(folder: string, names: readonly string[]): Promise<readonly MemoryFile[]> {
  const found = await Promise.all(
    names.map(async (name) => {
      const status = await lstat(join(folder, name)).catch(unlessMissing(undefined));
      return status?.isFile() ? [{ name, size: status.size, modifiedAt: status.mtimeMs }] : [];
    }),
  );
  return found.flat();
}

function unlessMissing<Instead>(instead: Instead): (error: unknown) => Instead {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return instead;
    throw error;
  };
}
