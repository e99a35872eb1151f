import { readdir, readFile, writeFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { filesMatching } from './filesMatching.ts';
import { reasonOf, type Terminal, UnreadableInput } from './terminal.ts';

/** The terminal, the disk and the clock of this process. */
export function processTerminal(): Terminal {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', outputFailed);
  return {
    print: (output) => void process.stdout.write(output),
    complain: (line) => void process.stderr.write(`${line}\n`),
    async read(file) {
      try {
        return file === '-' ? await text(process.stdin) : await readFile(file, 'utf8');
      } catch (error) {
        throw new UnreadableInput(`${file} cannot be read: ${inWords(error)}`);
      }
    },
    write: (file, content) => write(file, content, 'w'),
    create: (file, content) => write(file, content, 'wx'),
    async find(pattern) {
      const files = await filesMatching(pattern);
      if (files.length === 0) throw new UnreadableInput(`No file matches ${pattern}`);
      return files;
    },
    names: (folder) => readdir(folder).catch(() => []),
    now: () => Date.now(),
    interrupted() {
      const interruption = new AbortController();
      // Once: a second interruption ends the process as usual. SIGHUP is a terminal that was closed.
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
        process.once(signal, () => interruption.abort());
      }
      return interruption.signal;
    },
  };
}

/** Whoever reads only the first lines of a report (`| head`) closes the pipe, which is no failure; a full disk is one. */
function outputFailed(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') process.exit(2);
}

async function write(file: string, content: string, flag: 'w' | 'wx'): Promise<void> {
  try {
    await writeFile(file, content, { flag });
  } catch (error) {
    throw new UnreadableInput(`${file} cannot be written: ${inWords(error)}`);
  }
}

const systemErrors: ReadonlyMap<unknown, string> = new Map([
  ['ENOENT', 'there is no such file or folder'],
  ['EISDIR', 'it is a folder'],
  ['EACCES', 'the permission is missing'],
  ['EPERM', 'the permission is missing'],
  ['EEXIST', 'it exists already; name another file or remove it'],
]);

function inWords(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return systemErrors.get(code) ?? reasonOf(error);
}
