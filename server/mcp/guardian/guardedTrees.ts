import { endProcessTree } from '../processes/endProcessTree.ts';
import { processRow } from '../processes/processTable.ts';
import type { ProcessTree } from '../processes/treeMembers.ts';

/**
 * The servers that a guardian answers for. Its lines: `watch PID MARK` and `release PID`; anything else is passed over.
 */
export class GuardedTrees {
  readonly #trees = new Map<number, Promise<ProcessTree>>();

  get size(): number {
    return this.#trees.size;
  }

  obey(line: string): void {
    const [, word, digits, mark = ''] = /^(watch|release) (\d{1,10})(?: ([\w-]{1,64}))?$/.exec(line) ?? [];
    const pid = Number(digits);
    if (word === 'release') this.#trees.delete(pid);
    if (word === 'watch' && mark !== '' && pid > 1) {
      this.#trees.set(
        pid,
        processRow(pid).then((row) => ({ pid, started: row?.started, mark })),
      );
    }
  }

  /** Ends what is still listed. Never rejects. */
  async end(): Promise<void> {
    const trees = [...this.#trees.values()];
    this.#trees.clear();
    await Promise.all(trees.map(async (tree) => endProcessTree(await tree, () => undefined, true)));
  }
}
