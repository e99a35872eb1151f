import { readdirSync, readFileSync } from 'node:fs';
import type { ProcessRow } from './processTable.ts';

/**
 * The processes as `/proc` has them. Read at once: these files are in memory, a thousand of them take some ten
 * milliseconds, and what is read between two events of this process belongs together.
 */
export async function linuxTable(): Promise<readonly ProcessRow[]> {
  return processNames().flatMap((name) => (/^\d+$/.test(name) ? (linuxRow(Number(name)) ?? []) : []));
}

function processNames(): readonly string[] {
  try {
    return readdirSync('/proc');
  } catch {
    return [];
  }
}

/** `undefined` for a process that has ended, even while nobody has collected it. */
export function linuxRow(pid: number): ProcessRow | undefined {
  const text = statOf(pid);
  // The second field is the name of the program in parentheses, and may have anything in it.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [state, parent, group] = fields;
  const started = fields[19];
  if (started === undefined || state === 'Z' || state === 'X') return undefined;
  return { pid, parent: Number(parent), group: Number(group), started: Number(started) };
}

function statOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return '';
  }
}
