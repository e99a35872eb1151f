import { basename, dirname } from 'node:path';
import { runCommandLine } from '../../../server/cli/program.ts';
import { type ExitCode, type Terminal, UnreadableInput } from '../../../server/cli/terminal.ts';

export interface Run {
  readonly exitCode: ExitCode;
  readonly output: string;
  readonly complaints: string;
  readonly files: ReadonlyMap<string, string>;
}

/** Runs a command line in a world that consists of these files. The clock stands at 2026-01-31T10:30:15Z. */
export async function run(words: readonly string[], given: Readonly<Record<string, string>> = {}): Promise<Run> {
  const files = new Map(Object.entries(given));
  const output: string[] = [];
  const complaints: string[] = [];
  async function read(file: string): Promise<string> {
    const text = files.get(file);
    if (text === undefined) throw new UnreadableInput(`${file} cannot be read: there is no such file`);
    return text;
  }
  const terminal: Terminal = {
    print: (text) => void output.push(text),
    complain: (line) => void complaints.push(line),
    read,
    readFound: read,
    isLink: async () => false,
    write: async (file, text) => void files.set(file, text),
    async create(file, text) {
      if (files.has(file)) throw new UnreadableInput(`${file} cannot be written: it exists`);
      files.set(file, text);
    },
    async find(pattern) {
      const ending = pattern.startsWith('*') ? pattern.slice(1) : undefined;
      if (ending === undefined) return [pattern];
      return [...files.keys()].filter((file) => file.endsWith(ending));
    },
    names: async (folder) => [...files.keys()].filter((file) => dirname(file) === folder).map((file) => basename(file)),
    now: () => Date.parse('2026-01-31T10:30:15Z'),
    interrupted: () => new AbortController().signal,
  };
  const exitCode = await runCommandLine(words, '1.2.3', terminal, () => Promise.reject(new Error('not served here')));
  return { exitCode, output: output.join(''), complaints: complaints.join('\n'), files };
}
