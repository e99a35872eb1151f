import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { URI } from 'vscode-uri';
import type { PolicyPlace } from '../servers/toolServers.ts';

/** Where policies lie that need not be open. */
export interface PolicyFiles {
  /**
   * The addresses of the files that are policies by their name, in the workspace folder of a file: those beside and below
   * it first, then those around it. There may be more of them where a folder holds very many others.
   */
  near(place: PolicyPlace): Promise<readonly string[]>;
}

/** Somebody waits for the answer while typing. */
const mostFolders = 500;
const mostFiles = 50;

/** Folders that hold what others wrote. */
const foreignFolders = new Set(['node_modules', '.git']);

/** Those on this computer's disk. */
export const diskPolicyFiles: PolicyFiles = {
  async near({ path, folder }) {
    const found: string[] = [];
    const seen = new Set<string>();
    for (const around of foldersAround(path, folder)) {
      const waiting = [around];
      for (const here of waiting) {
        if (seen.size >= mostFolders || found.length >= mostFiles) return found;
        if (seen.has(here)) continue;
        seen.add(here);
        for (const entry of await entriesOf(here)) {
          if (entry.isDirectory() && !foreignFolders.has(entry.name)) waiting.push(join(here, entry.name));
          if (entry.isFile() && isPolicyName(entry.name)) found.push(URI.file(join(here, entry.name)).toString());
        }
      }
    }
    return found;
  },
};

/** The folder of a file, and those around it up to another one. */
function foldersAround(path: string, folder: string): string[] {
  const folders = [dirname(path)];
  for (let last = dirname(path); last.length > folder.length && last !== dirname(last); ) {
    last = dirname(last);
    folders.push(last);
  }
  return folders;
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function isPolicyName(name: string): boolean {
  return name === 'policy.json' || name.endsWith('.policy.json');
}
