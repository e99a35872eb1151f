import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { ReadyProcess } from '../../../server/serverConfig/definition/readyDefinition.ts';

/** A definition that starts Node with these arguments. */
export function nodeServer(args: readonly string[], more: Partial<ReadyProcess> = {}): ReadyProcess {
  return {
    name: 'test server',
    transport: 'stdio',
    command: process.execPath,
    args,
    cwd: process.cwd(),
    environment: new Map(),
    secrets: [],
    ...more,
  };
}

/** Runs with a file to which servers write their process ids; afterwards gives those that still run. */
export async function withPids<Result>(
  work: (pidFile: string) => Promise<Result>,
): Promise<{ readonly result: Result; readonly started: number; readonly left: readonly number[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'mcp-policy-'));
  const pidFile = join(folder, 'pids');
  try {
    const result = await work(pidFile);
    const pids = readPids(pidFile);
    return { result, started: pids.length, left: pids.filter(isRunning) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const faultyServer = resolve('test/fixtures/mcp/faulty-server.mjs');
export const standIn = resolve('examples/stand-in-server/server.mjs');
export const everything = server('everything');
export const filesystem = server('filesystem');
export const memory = server('memory');

function server(name: string): string {
  return resolve(`node_modules/@modelcontextprotocol/server-${name}/dist/index.js`);
}

/** The process ids in a file, a line each; none while there is no file. */
export function readPids(file: string): readonly number[] {
  const text = readFileSync(file, { encoding: 'utf8', flag: 'a+' }).trim();
  return text === '' ? [] : text.split('\n').map(Number);
}

/** A zombie has ended; where nobody collects it, its row stays. */
export function isRunning(pid: number): boolean {
  try {
    const state = execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
    return !state.trim().startsWith('Z');
  } catch {
    return false;
  }
}
