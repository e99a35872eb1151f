import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { cacheFolder } from '../prepare/repository.ts';

/**
 * Writes a small executable that runs one of the scripts in this folder with fixed first arguments, for programs that
 * can only start an executable. Returns its path, in the cache folder.
 */
export function writeLauncher(name: string, script: string, firstArguments: string[]): string {
  const tsx = pathToFileURL(require.resolve('tsx')).href;
  const command = [process.execPath, '--import', tsx, path.join(__dirname, script), ...firstArguments];
  const windows = process.platform === 'win32';
  const text = windows
    ? `@${command.map((part) => `"${part}"`).join(' ')} %*\r\n`
    : `#!/bin/sh\nexec ${command.map(shellQuoted).join(' ')} "$@"\n`;
  const file = path.join(cacheFolder, 'vscode-host/launchers', windows ? `${name}.cmd` : name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  // Written beside and renamed: another run may be starting the same file.
  const fresh = `${file}.${process.pid}`;
  fs.writeFileSync(fresh, text, { mode: 0o755 });
  fs.renameSync(fresh, file);
  return file;
}

function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
