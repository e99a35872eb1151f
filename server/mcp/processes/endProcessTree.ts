import { becomesTrue } from './becomesTrue.ts';
import { linuxRow } from './linuxTable.ts';
import type { ProcessRow } from './processTable.ts';
import { type ProcessTree, treeMembers } from './treeMembers.ts';

/** How long the processes get for each step of their end, in milliseconds. */
export const patience = { afterInputEnd: 400, afterTerminate: 800, afterKill: 500 } as const;

/** A tree that grows while it is ended is looked at so many times; each look ends what the one before did not know. */
const rounds = 3;

/**
 * Ends a server and all that it started, daemons included: its input is closed, then SIGTERM, then SIGKILL. Resolves when
 * nothing is left, or when all patience is used up. `politely: false` skips the first wait. Never rejects; `false` means
 * that the system does not say what runs, and that only the input was closed.
 */
export async function endProcessTree(tree: ProcessTree, closeInput: () => void, politely: boolean): Promise<boolean> {
  let members = await treeMembers(tree);
  closeInput();
  if (members === undefined) return false;
  if (politely && (await areGone(members, patience.afterInputEnd))) {
    members = (await treeMembers(tree, members)) ?? [];
    if (members.length === 0) return true;
  }
  signalAll(members, 'SIGTERM');
  await areGone(members, patience.afterTerminate);
  for (let round = 0; round < rounds; round += 1) {
    members = (await treeMembers(tree, members)) ?? [];
    if (members.length === 0) return true;
    signalAll(members, 'SIGKILL');
    await areGone(members, patience.afterKill);
  }
  return true;
}

function signalAll(members: readonly ProcessRow[], name: 'SIGTERM' | 'SIGKILL'): void {
  for (const { pid } of members) {
    try {
      process.kill(pid, name);
    } catch {
      // It is gone already, or somebody else's.
    }
  }
}

function areGone(members: readonly ProcessRow[], milliseconds: number): Promise<boolean> {
  let left = members;
  return becomesTrue(() => {
    left = left.filter(isThere);
    return left.length === 0;
  }, milliseconds);
}

function isThere({ pid, started }: ProcessRow): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // One that has ended and that nobody has collected yet still takes signals.
  return process.platform !== 'linux' || linuxRow(pid)?.started === started;
}
