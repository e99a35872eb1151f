import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/**
 * Every server gets a variable of its own in its environment, which all that it starts inherits: by it a daemon is found
 * that has left its parent, its group and its session behind.
 */
export const markVariable = 'MCP_POLICY_AUTHOR_CONNECTION';

export function newMark(): string {
  return randomUUID();
}

/** `undefined`: this process's environment cannot be read, or not on this system. */
export async function carriesMark(pid: number, mark: string): Promise<boolean | undefined> {
  const entry = `${markVariable}=${mark}`;
  const environment = await environmentOf(pid);
  // Where the system tells the end of a value, what merely holds such words is another process's.
  return environment?.split(process.platform === 'linux' ? '\0' : /\s/).includes(entry);
}

/** How a process was started; what it did to its environment later is not seen on every system. */
async function environmentOf(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') return readFile(`/proc/${pid}/environ`, 'latin1').catch(() => undefined);
  if (process.platform !== 'darwin') return undefined;
  return new Promise((resolve) => {
    const args = ['-E', '-ww', '-o', 'command=', '-p', String(pid)];
    execFile('ps', args, { timeout: 2_000, maxBuffer: 16e6 }, (error, output) => {
      resolve(error === null ? output : undefined);
    });
  });
}
