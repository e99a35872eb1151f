import { createReadStream } from 'node:fs';
import { lstat, readdir, writeFile } from 'node:fs/promises';
import { visibleLine, visibleText } from '../policy/visibleText.ts';
import { boundedFile } from '../serverConfig/files/boundedFile.ts';
import { filesMatching } from './filesMatching.ts';
import { reasonOf, type Terminal, UnreadableInput } from './terminal.ts';

/** The terminal, the disk and the clock of this process. */
export function processTerminal(): Terminal {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', outputFailed);
  return {
    print: (output) => void process.stdout.write(output),
    // A file's name may be one that rewrites the terminal.
    complain: (line) => void process.stderr.write(`${visibleText(line)}\n`),
    async read(file) {
      try {
        return await boundedText(file === '-' ? process.stdin : createReadStream(file));
      } catch (error) {
        throw unreadable(file, error);
      }
    },
    async readFound(file) {
      try {
        return await boundedFile(file, { maximumBytes: largestFound });
      } catch (error) {
        throw unreadable(file, error);
      }
    },
    isLink: (file) =>
      lstat(file).then(
        (status) => status.isSymbolicLink(),
        () => false,
      ),
    write: (file, content) => write(file, content, 'w'),
    create: (file, content) => write(file, content, 'wx'),
    async find(pattern) {
      const files = await filesMatching(pattern);
      if (files.length === 0) throw new UnreadableInput(visibleLine(`No file matches ${pattern}`));
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

/** In bytes. What is larger cannot be one text. */
const largestInput = 256 * 1024 * 1024;
const largestFound = 16 * 1024 * 1024;

/** A stream may never end: a device, a pipe that somebody goes on writing to. */
async function boundedText(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > largestInput) throw new Error(`it is larger than ${largestInput / 1024 / 1024} MB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function unreadable(file: string, error: unknown): UnreadableInput {
  return new UnreadableInput(visibleLine(`${file} cannot be read: ${inWords(error)}`));
}

async function write(file: string, content: string, flag: 'w' | 'wx'): Promise<void> {
  try {
    await writeFile(file, content, { flag });
  } catch (error) {
    throw new UnreadableInput(visibleLine(`${file} cannot be written: ${inWords(error)}`));
  }
}

const systemErrors: ReadonlyMap<unknown, string> = new Map([
  ['ENOENT', 'there is no such file or folder'],
  ['EISDIR', 'it is a folder'],
  ['EACCES', 'the permission is missing'],
  ['EPERM', 'the permission is missing'],
  ['ELOOP', 'its links lead in a circle'],
  ['EEXIST', 'it exists already; name another file or remove it'],
]);

function inWords(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return systemErrors.get(code) ?? reasonOf(error);
}
