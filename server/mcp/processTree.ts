import { type ChildProcess, execFile } from 'node:child_process';
import treeKill from 'tree-kill';

/** How long a process gets for each step of its end, in milliseconds. */
const patience = { afterInputEnd: 400, afterTerminate: 800, afterKill: 1_500 } as const;

/**
 * Ends a server and what it started: its input is closed, then SIGTERM, then SIGKILL. Resolves when nothing of its group
 * and of its descendants is left, or when all patience is used up. A daemon has left both and is not found. The child must
 * lead a process group of its own (`detached`), because a grandchild whose parent is gone can be found by its group alone.
 * `politely: false` skips the first wait.
 */
export async function endProcessTree(child: ChildProcess, politely: boolean): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  if (process.platform === 'win32') return endByTaskkill(pid);
  const strays = await straysOf(pid);
  child.stdin?.end();
  const isGone = () => isGroupGone(pid) && strays.every(({ pid: stray }) => !isAlive(stray));
  if (politely && (await becomesTrue(isGone, patience.afterInputEnd))) return;
  signalAll(pid, await stillThere(strays), 'SIGTERM');
  if (await becomesTrue(isGone, patience.afterTerminate)) return;
  signalAll(pid, await stillThere(strays), 'SIGKILL');
  await becomesTrue(isGone, patience.afterKill);
}

/** Ends what can be ended without waiting: for the moment when this process itself ends. */
export function endGroupNow(pid: number): void {
  if (process.platform !== 'win32') signal(-pid, 'SIGKILL');
}

/** Windows has no process groups; `taskkill /T` finds the tree as long as its root lives. */
function endByTaskkill(pid: number): Promise<void> {
  return new Promise((resolve) => {
    treeKill(pid, 'SIGKILL', () => resolve());
  });
}

/** A descendant that left the group. `started` tells it from a later process with the same id. */
interface Stray {
  readonly pid: number;
  readonly started: string;
}

async function straysOf(root: number): Promise<readonly Stray[]> {
  const processes = await processTable();
  const family = new Set([root]);
  // Parents do not always come before their children in the table: repeat until nobody is added.
  for (let size = 0; size !== family.size; ) {
    size = family.size;
    for (const each of processes) if (family.has(each.parent)) family.add(each.pid);
  }
  return processes.filter(({ pid, group }) => family.has(pid) && group !== root);
}

async function stillThere(strays: readonly Stray[]): Promise<readonly Stray[]> {
  if (strays.length === 0) return [];
  const processes = await processTable();
  return strays.filter((stray) => processes.some(({ pid, started }) => pid === stray.pid && started === stray.started));
}

interface ProcessRow extends Stray {
  readonly parent: number;
  readonly group: number;
}

/** Empty where there is no `ps`: then the process group alone is ended. */
function processTable(): Promise<readonly ProcessRow[]> {
  return new Promise((resolve) => {
    execFile('ps', ['-A', '-o', 'pid=,ppid=,pgid=,lstart='], { timeout: 2_000, maxBuffer: 16e6 }, (error, output) => {
      resolve(error === null ? output.split('\n').flatMap(toRow) : []);
    });
  });
}

function toRow(line: string): readonly ProcessRow[] {
  const [, pid, parent, group, started] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
  if (started === undefined) return [];
  return [{ pid: Number(pid), parent: Number(parent), group: Number(group), started }];
}

function signalAll(group: number, strays: readonly Stray[], name: 'SIGTERM' | 'SIGKILL'): void {
  signal(-group, name);
  for (const { pid } of strays) signal(pid, name);
}

/** False when there is nobody (left) to receive it. */
function signal(target: number, name: 'SIGTERM' | 'SIGKILL' | 0): boolean {
  try {
    return process.kill(target, name);
  } catch {
    return false;
  }
}

function isGroupGone(pid: number): boolean {
  return !signal(-pid, 0);
}

function isAlive(pid: number): boolean {
  return signal(pid, 0);
}

async function becomesTrue(condition: () => boolean, milliseconds: number): Promise<boolean> {
  for (let waited = 0; waited < milliseconds; waited += 10) {
    if (condition()) return true;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return condition();
}
