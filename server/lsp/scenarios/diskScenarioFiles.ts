import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { URI } from 'vscode-uri';
import { isScenarioFile } from '../documents/watched.ts';
import type { SavedScenario, ScenarioFiles } from './scenarioFiles.ts';

/** Bounds that no project meets: a rename must not read a whole disk. */
const mostFolders = 20_000;
const mostFiles = 1000;
const largestFile = 4 * 1024 * 1024;
/** Of all files together, in UTF-16 code units: they are held and parsed at once. */
const mostText = 32 * 1024 * 1024;

/** Folders that hold what others wrote. */
const foreignFolders = new Set(['node_modules', '.git']);

/** The scenario files on this computer's disk. What cannot be read is passed over: it cannot be changed either. */
export const diskScenarioFiles: ScenarioFiles = {
  async below(folder, signal) {
    const found: SavedScenario[] = [];
    const waiting = [folder];
    let folders = 0;
    let left = mostText;
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (signal.aborted || ++folders > mostFolders || found.length >= mostFiles) break;
      const here = next;
      for (const entry of await readdir(here, { withFileTypes: true }).catch(() => [])) {
        const path = join(here, entry.name);
        if (entry.isDirectory() && !foreignFolders.has(entry.name)) waiting.push(path);
        if (!entry.isFile() || !isScenarioFile(entry.name)) continue;
        if (left <= 0) return found;
        const text = await readIfSmall(path);
        if (text === undefined) continue;
        found.push({ uri: URI.file(path).toString(), text });
        left -= text.length;
      }
    }
    return found;
  },
};

async function readIfSmall(path: string): Promise<string | undefined> {
  try {
    const { size } = await stat(path);
    return size <= largestFile ? await readFile(path, 'utf8') : undefined;
  } catch {
    // Gone or unreadable since its folder was listed.
    return undefined;
  }
}
