import { URI } from 'vscode-uri';
import type { PolicyPlace } from './toolServers.ts';

/** The innermost workspace folder that a file is in; `undefined` for untitled documents and files outside. */
export function placeIn(folders: readonly string[], uri: string): PolicyPlace | undefined {
  if (URI.parse(uri).scheme !== 'file') return undefined;
  const path = pathOf(uri);
  const around = folders.map(pathOf).filter((folder) => isBelow(path, folder));
  const folder = around.sort((a, b) => b.length - a.length)[0];
  return folder === undefined ? undefined : { path, folder };
}

function pathOf(uri: string): string {
  return URI.parse(uri).fsPath;
}

function isBelow(path: string, folder: string): boolean {
  // Only Windows separates by backslashes, and there the case of letters does not count.
  const isWindows = path.includes('\\') && !path.includes('/');
  const separator = isWindows ? '\\' : '/';
  const start = folder.endsWith(separator) ? folder : `${folder}${separator}`;
  return isWindows ? path.toLowerCase().startsWith(start.toLowerCase()) : path.startsWith(start);
}
