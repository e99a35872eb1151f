import type { ChildProcess } from 'node:child_process';
import treeKill from 'tree-kill';
import { becomesTrue } from './becomesTrue.ts';
import { endProcessTree, patience } from './endProcessTree.ts';
import type { ProcessTree } from './treeMembers.ts';

/** Ends a child that leads a group of its own (`detached`), as {@link endProcessTree} does, by what this system offers. */
export async function endChild(child: ChildProcess, tree: ProcessTree, politely: boolean): Promise<void> {
  const closeInput = () => void child.stdin?.end();
  if (process.platform === 'win32') return endByTaskkill(tree.pid);
  if (!(await endProcessTree(tree, closeInput, politely))) await endGroup(tree.pid);
}

/** Ends what can be ended without waiting: for the moment when this process itself ends. The guardian ends the rest. */
export function endGroupNow(pid: number): void {
  if (process.platform !== 'win32') signalGroup(pid, 'SIGKILL');
}

/** Windows has no process groups; `taskkill /T` finds the tree as long as its root lives. */
function endByTaskkill(pid: number): Promise<void> {
  return new Promise((resolve) => {
    treeKill(pid, 'SIGKILL', () => resolve());
  });
}

async function endGroup(pid: number): Promise<void> {
  const isGone = () => !signalGroup(pid, 0);
  signalGroup(pid, 'SIGTERM');
  if (await becomesTrue(isGone, patience.afterTerminate)) return;
  signalGroup(pid, 'SIGKILL');
  await becomesTrue(isGone, patience.afterKill);
}

/** False when there is nobody (left) to receive it. */
function signalGroup(pid: number, name: 'SIGTERM' | 'SIGKILL' | 0): boolean {
  try {
    return process.kill(-pid, name);
  } catch {
    return false;
  }
}
