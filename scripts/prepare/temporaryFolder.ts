import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { endWithProcess } from './ending.ts';

export type TemporaryFolder = { path: string; remove: () => void };

/** Makes a folder in the system's temporary folder that is removed when this process ends, or earlier by `remove`. */
export function temporaryFolder(name: string): TemporaryFolder {
  // The real path: on some systems the temporary folder is a link, and editors report files by their real path.
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), `${name}-`)));
  const removeNow = () => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  const forget = endWithProcess({ gently: async () => removeNow(), atOnce: removeNow });
  const remove = () => {
    removeNow();
    forget();
  };
  return { path: folder, remove };
}
