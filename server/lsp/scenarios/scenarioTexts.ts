import { readFile, stat } from 'node:fs/promises';
import { URI } from 'vscode-uri';

/** Texts that need not be open in the editor: scenario files and the policies they name. */
export interface SavedTexts {
  /** The text of a file; `undefined` when there is none, or it cannot be read. */
  read(uri: string): Promise<string | undefined>;
}

/** Larger ones nobody wrote. */
const largestFile = 8 * 1024 * 1024;

/** Those on this computer's disk. */
export const diskTexts: SavedTexts = {
  async read(uri) {
    const { scheme, fsPath } = URI.parse(uri);
    if (scheme !== 'file') return undefined;
    try {
      const { size } = await stat(fsPath);
      return size <= largestFile ? await readFile(fsPath, 'utf8') : undefined;
    } catch {
      // Whoever asked says so at the place that names the file.
      return undefined;
    }
  },
};
