import { execFile } from 'node:child_process';
import { linuxRow, linuxTable } from './linuxTable.ts';

/** One process that runs. */
export interface ProcessRow {
  readonly pid: number;
  readonly parent: number;
  /** The process group; 0 where there are none (Windows). */
  readonly group: number;
  /** When it started, in a unit of the system's own. It tells a process from a later one with the same id. */
  readonly started: number;
}

/** The processes that run now, without those that have ended. Empty where the system does not say. Never rejects. */
export function processTable(): Promise<readonly ProcessRow[]> {
  if (process.platform === 'linux') return linuxTable();
  return process.platform === 'win32' ? windowsTable() : psTable();
}

/** As every Unix tells it. `lstart` is in seconds, which is fine enough: ids do not come back within one. */
export function psTable(): Promise<readonly ProcessRow[]> {
  // Each column by itself: what follows an equals sign is a header on BSD, commas included.
  const columns = ['stat', 'pid', 'ppid', 'pgid', 'lstart'].flatMap((column) => ['-o', `${column}=`]);
  return tableOf('ps', ['-A', ...columns], Date.parse);
}

function windowsTable(): Promise<readonly ProcessRow[]> {
  return tableOf('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', windowsProgram], Number);
}

/** One of them, e.g. right after it was started. */
export async function processRow(pid: number): Promise<ProcessRow | undefined> {
  if (process.platform === 'linux') return linuxRow(pid);
  return (await processTable()).find((row) => row.pid === pid);
}

/** Writes what `ps` writes. `CreationDate` is a .NET time. */
const windowsProgram =
  'Get-CimInstance Win32_Process | ForEach-Object { "R $($_.ProcessId) $($_.ParentProcessId) 0 ' +
  '$([DateTimeOffset]::new($_.CreationDate).ToUnixTimeMilliseconds())" }';

function tableOf(command: string, args: string[], time: (text: string) => number): Promise<readonly ProcessRow[]> {
  const options = { timeout: 10_000, maxBuffer: 16e6, env: { ...process.env, LC_ALL: 'C' }, windowsHide: true };
  return new Promise((resolve) => {
    execFile(command, args, options, (error, output) => {
      resolve(error === null ? output.split('\n').flatMap((line) => toRow(line, time)) : []);
    });
  });
}

function toRow(line: string, time: (text: string) => number): readonly ProcessRow[] {
  const [, state, pid, parent, group, started] = /^\s*(\S+)\s+(\d+)\s+(\d+)\s+(\d+)\s+(.*?)\s*$/.exec(line) ?? [];
  if (state === undefined || started === undefined || state.startsWith('Z')) return [];
  return [{ pid: Number(pid), parent: Number(parent), group: Number(group), started: time(started) }];
}
