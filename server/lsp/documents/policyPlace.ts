import { URI, Utils } from 'vscode-uri';
import type { PolicyPlace } from '../servers/toolServers.ts';
import { parsedUri } from './documentUri.ts';

/**
 * The innermost workspace folder that a file is in; `undefined` for files outside. A document that has no file yet belongs
 * to the first folder, where an editor would save it.
 */
export function placeIn(folders: readonly string[], uri: string): PolicyPlace | undefined {
  const { scheme = '', path: name = '' } = parsedUri(uri) ?? {};
  const [first] = folders;
  if (scheme === 'untitled' && first !== undefined) {
    return { path: Utils.joinPath(URI.parse(first), name).fsPath, folder: pathOf(first) };
  }
  if (scheme !== 'file') return undefined;
  const path = pathOf(uri);
  const around = folders.map(pathOf).filter((folder) => isBelow(path, folder));
  const folder = around.sort((a, b) => b.length - a.length)[0];
  return folder === undefined ? undefined : { path, folder };
}

/** The path by which patterns in settings know the policy: below its folder, with slashes; else its whole path. */
export function patternPath(place: PolicyPlace | undefined, uri: string): string {
  if (place === undefined) return (parsedUri(uri)?.path ?? uri).replace(/^\//, '');
  return place.path.slice(place.folder.length).replaceAll('\\', '/').replace(/^\/+/, '');
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
