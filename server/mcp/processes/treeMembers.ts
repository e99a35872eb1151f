import { carriesMark } from './mark.ts';
import { type ProcessRow, processTable } from './processTable.ts';

/** A server and all that it started. */
export interface ProcessTree {
  /** The id of the server itself; it leads a process group of its own. */
  readonly pid: number;
  /** When the server started, as {@link ProcessRow.started}; `undefined`: it was gone before anybody looked. */
  readonly started: number | undefined;
  readonly mark: string;
}

/** So many environments are read at most; only those of processes that are younger than the server. */
const mostRead = { linux: 5_000, elsewhere: 200 } as const;

/**
 * The processes of the tree that run: the server, what descends from it, its group, whatever carries its mark, and those
 * of the `known` that are still the same. A process that only happens to have an id that was one of theirs is none.
 * `undefined` where the system does not say what runs.
 */
export async function treeMembers(
  tree: ProcessTree,
  known: readonly ProcessRow[] = [],
): Promise<readonly ProcessRow[] | undefined> {
  const rows = await processTable();
  if (rows.length === 0) return undefined;
  const wasMember = new Set(known.map(nameOf));
  const holder = rows.find(({ pid }) => pid === tree.pid);
  const root = holder?.started === tree.started ? holder : undefined;
  const isReused = holder !== undefined && root === undefined;
  const young = rows.filter(({ pid, started }) => started >= (tree.started ?? 0) && pid !== process.pid);
  const isMember = (row: ProcessRow) =>
    row === root || wasMember.has(nameOf(row)) || (row.group === tree.pid && root !== undefined);
  const members = new Set(young.filter(isMember));
  // On Windows a process still names its parent when that one is gone.
  addDescendants(members, young, isReused ? [] : [tree.pid]);
  for (const row of await marked(young, members, tree, isReused)) members.add(row);
  addDescendants(members, young);
  return [...members];
}

/** Those that carry the mark; in a group whose leader is gone also those of which it cannot be known. */
async function marked(
  rows: readonly ProcessRow[],
  members: ReadonlySet<ProcessRow>,
  { pid: root, mark }: ProcessTree,
  isReused: boolean,
): Promise<readonly ProcessRow[]> {
  const most = process.platform === 'linux' ? mostRead.linux : mostRead.elsewhere;
  const candidates = rows.filter((row) => !members.has(row)).slice(-most);
  const found: ProcessRow[] = [];
  for (let start = 0; start < candidates.length; start += atOnce) {
    const some = candidates.slice(start, start + atOnce);
    const carried = await Promise.all(some.map(({ pid }) => carriesMark(pid, mark)));
    found.push(...some.filter(({ group }, index) => carried[index] ?? (!isReused && group === root)));
  }
  return found;
}

const atOnce = 32;

/** Parents do not always come before their children in the table: repeats until nobody is added. */
function addDescendants(members: Set<ProcessRow>, rows: readonly ProcessRow[], roots: readonly number[] = []): void {
  const family = new Set([...roots, ...[...members].map(({ pid }) => pid)]);
  for (let size = -1; size !== family.size; ) {
    size = family.size;
    for (const row of rows) {
      if (!family.has(row.parent) || members.has(row)) continue;
      members.add(row);
      family.add(row.pid);
    }
  }
}

function nameOf({ pid, started }: ProcessRow): string {
  return `${pid} ${started}`;
}
