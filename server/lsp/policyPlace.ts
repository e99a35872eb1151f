import { URI } from 'vscode-uri';
import type { PolicyPlace } from './toolServers.ts';

/** A document's path on this computer; of an untitled or remote one, its path wherever it is. */
export function pathOf(uri: string): string {
  return URI.parse(uri).fsPath;
}

/** The innermost workspace folder that a file is in; `undefined` for untitled documents and files outside. */
export function placeIn(folders: readonly string[], uri: string): PolicyPlace | undefined {
  if (URI.parse(uri).scheme !== 'file') return undefined;
  const path = pathOf(uri);
  const around = folders
    .map(pathOf)
    .filter((folder) =>
      path.startsWith(/[/\\]$/.test(folder) ? folder : `${folder}${path.includes('\\') ? '\\' : '/'}`),
    );
  const folder = around.sort((a, b) => b.length - a.length)[0];
  return folder === undefined ? undefined : { path, folder };
}
