import fs from 'node:fs';
import path from 'node:path';
import { cacheFolder, repositoryRoot } from '../../scripts/prepare/repository.ts';

/**
 * A fresh copy of a folder of the repository to work in: a VS Code in the browser saves by itself. It lies inside the
 * repository, so that servers in it still find the modules installed there.
 */
export function workspaceCopy(source: string, name: string): string {
  const copy = path.join(cacheFolder, 'test/workspace', name);
  fs.rmSync(copy, { recursive: true, force: true });
  fs.cpSync(path.join(repositoryRoot, source), copy, { recursive: true });
  return copy;
}
