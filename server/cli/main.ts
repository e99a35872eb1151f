import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { serveStandardStreams } from '../lsp/serve.ts';
import { runCommandLine } from './program.ts';
import { reasonOf, type Terminal, UnreadableInput } from './terminal.ts';

function processTerminal(): Terminal {
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
    now: () => Date.now(),
    interrupted() {
      const interruption = new AbortController();
      // Once: a second interruption ends the process as usual.
      process.once('SIGINT', () => interruption.abort());
      process.once('SIGTERM', () => interruption.abort());
      return interruption.signal;
    },
  };
}

async function write(file: string, content: string, flag: 'w' | 'wx'): Promise<void> {
  try {
    await writeFile(file, content, { flag });
  } catch (error) {
    throw new UnreadableInput(`${file} cannot be written: ${inWords(error)}`);
  }
}

// Whoever reads only the first lines of a long report (`| head`) closes the pipe; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

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

/** The version of the package that this file was bundled for. */
function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(__dirname, '..', 'package.json'), 'utf8'));
  const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : '';
  return String(version);
}

// The exit code is set, not forced: what was printed still has to be written.
runCommandLine(process.argv.slice(2), packageVersion(), processTerminal(), serveStandardStreams).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 2;
  },
);
