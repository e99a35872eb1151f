import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MemoryFile, MemoryFiles } from './memoryFiles.ts';

const unfinishedEnding = '.unfinished';

/** In milliseconds; whoever wrote for so long was ended. */
const longestWrite = 60 * 60 * 1000;

/** In bytes; what was kept here is smaller. */
const largestFile = 64 * 1024 * 1024;

/**
 * Files in a folder of this computer, which is made when it is first needed. Several processes may use it: a file is
 * written under another name and then takes its place. Only this user can read it.
 */
export function diskMemory(folder: string): MemoryFiles {
  const remove = (name: string) => rm(join(folder, name), { force: true });

  return {
    async list() {
      const names = await readdir(folder).catch(unlessMissing([]));
      const found = await Promise.all(names.map((name) => statusOf(folder, name)));
      const files = found.flatMap((file) => file ?? []);
      const left = files.filter(({ name }) => name.endsWith(unfinishedEnding));
      const abandoned = left.filter(({ modifiedAt }) => Date.now() - modifiedAt > longestWrite);
      await Promise.all(abandoned.map(({ name }) => remove(name)));
      return files.filter((file) => !left.includes(file));
    },
    async read(name) {
      const file = await statusOf(folder, name);
      if (file !== undefined && file.size > largestFile) throw new Error('the file is too large');
      return readFile(join(folder, name), 'utf8').catch(unlessMissing(undefined));
    },
    async write(name, text) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const unfinished = join(folder, `${name}.${randomUUID()}${unfinishedEnding}`);
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

/** `undefined` for what is no file, or went away since the folder was listed. */
async function statusOf(folder: string, name: string): Promise<MemoryFile | undefined> {
  const status = await stat(join(folder, name)).catch(unlessMissing(undefined));
  return status?.isFile() ? { name, size: status.size, modifiedAt: status.mtimeMs } : undefined;
}

function unlessMissing<Instead>(instead: Instead): (error: unknown) => Instead {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return instead;
    throw error;
  };
}
