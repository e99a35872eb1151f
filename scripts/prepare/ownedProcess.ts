import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { endWithProcess } from './ending.ts';

export type OwnedProcess = {
  child: ChildProcess;
  /** Settles when the process has ended: its exit code, or null when a signal ended it. */
  exited: Promise<number | null>;
  /** Ends the process and every descendant in its group. */
  stop: () => Promise<void>;
};

export type OwnedProcessOptions = {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  stdio?: StdioOptions;
  shell?: boolean;
  /** How long the group gets to end in good order. */
  graceMilliseconds?: number;
};

/**
 * Starts a process in a group of its own and makes sure that the whole group is gone when this process ends.
 * Rejects `exited` when the program cannot be started.
 */
export function startOwned(command: string, args: string[], options: OwnedProcessOptions = {}): OwnedProcess {
  const { graceMilliseconds = 3000, ...spawnOptions } = options;
  const child = spawn(command, args, { ...spawnOptions, detached: process.platform !== 'win32' });
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once('exit', resolve);
    child.once('error', reject);
  });
  const forget = endWithProcess({ gently: stop, atOnce: () => signalGroup(child, 'SIGKILL') });

  async function stop(): Promise<void> {
    signalGroup(child, 'SIGTERM');
    const end = Date.now() + graceMilliseconds;
    while (groupIsAlive(child) && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
    signalGroup(child, 'SIGKILL');
    forget();
  }

  return { child, exited, stop };
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals | 0): boolean {
  if (child.pid === undefined) return false;
  try {
    return process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch {
    return false; // the group is already gone
  }
}

function groupIsAlive(child: ChildProcess): boolean {
  return signalGroup(child, 0);
}
