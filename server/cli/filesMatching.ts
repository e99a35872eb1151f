import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import picomatch from 'picomatch';

/** A search must not read a whole disk. */
const mostFolders = 50_000;

/** Folders that hold what others wrote. */
const foreignFolders = new Set(['node_modules', '.git']);

/**
 * The files that a pattern names, in the order of their paths: a path names itself, whether there is such a file or not.
 * Shells replace patterns themselves; this is for those that do not, and for patterns in quotes.
 */
export async function filesMatching(pattern: string): Promise<string[]> {
  const slashed = process.platform === 'win32' ? pattern.replaceAll('\\', '/') : pattern;
  const { base, isGlob } = picomatch.scan(slashed);
  if (!isGlob) return [pattern];
  const matches = picomatch(slashed.replace(/^\.\//, ''));
  const found: string[] = [];
  const waiting = [base];
  let folders = 0;
  for (let folder = waiting.pop(); folder !== undefined && folders++ < mostFolders; folder = waiting.pop()) {
    for (const entry of await readdir(folder === '' ? '.' : folder, { withFileTypes: true }).catch(() => [])) {
      const path = folder === '' ? entry.name : join(folder, entry.name).replaceAll('\\', '/');
      if (entry.isDirectory() && !foreignFolders.has(entry.name)) waiting.push(path);
      if (entry.isFile() && matches(path)) found.push(path);
    }
  }
  return found.sort();
}
