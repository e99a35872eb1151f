import { posix, win32 } from 'node:path';
import type { ConfigFile } from './configFile.ts';
import { claudeCodeDialect, cursorDialect, type Dialect, vscodeDialect } from './dialect.ts';
import type { ConfigFiles, Environment } from './environment.ts';

/** The files of a folder that may define servers; those of one folder count in this order. */
const filesOfFolder: readonly (readonly [name: readonly string[], dialect: Dialect])[] = [
  [['.vscode', 'mcp.json'], vscodeDialect],
  [['.mcp.json'], claudeCodeDialect],
  [['.cursor', 'mcp.json'], cursorDialect],
];

/**
 * The folders whose files speak for a document, the nearest first: its own and its ancestors up to the workspace folder,
 * never above it. A document outside of the workspace folder is served by its own folder alone.
 */
export function foldersAround(
  documentPath: string,
  environment: Pick<Environment, 'workspaceFolder' | 'platform'>,
): readonly [string, ...string[]] {
  const path = environment.platform === 'win32' ? win32 : posix;
  const { workspaceFolder } = environment;
  const start = path.dirname(path.resolve(documentPath));
  const relative = workspaceFolder === undefined ? undefined : path.relative(workspaceFolder, start);
  const isInside = relative !== undefined && relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative);
  const top = isInside && workspaceFolder !== undefined ? path.resolve(workspaceFolder) : start;
  const ancestors: string[] = [];
  for (let folder = start; folder !== top && folder !== path.dirname(folder); ) {
    folder = path.dirname(folder);
    ancestors.push(folder);
  }
  return [start, ...ancestors];
}

/** The files of a workspace that may define servers for a document, in the order in which they count. */
export function workspaceFiles(documentPath: string, environment: Environment): readonly ConfigFile[] {
  const path = environment.platform === 'win32' ? win32 : posix;
  const around = foldersAround(documentPath, environment);
  const others = (environment.otherFolders ?? []).map((folder) => path.resolve(folder));
  return [
    ...around.flatMap((folder) => filesIn(folder, environment, 'workspace')),
    ...others.flatMap((folder) => filesIn(folder, environment, `folder ${path.basename(folder)}`)),
  ];
}

function filesIn(folder: string, environment: Environment, level: string): readonly ConfigFile[] {
  const path = environment.platform === 'win32' ? win32 : posix;
  return filesOfFolder.map(([name, dialect]) => {
    const origin = `${dialect.client}, ${level}`;
    return { path: path.join(folder, ...name), dialect, origin, folder, start: folder };
  });
}

/** Where a `.vscode/mcp.json` is, or could be created. */
export interface ConfigPlace {
  readonly path: string;
  readonly exists: boolean;
}

/** The nearest `.vscode/mcp.json` around a document; where there is none, that of the workspace folder. */
export async function nearestVscodeFile(
  documentPath: string,
  environment: Environment,
  files: ConfigFiles,
): Promise<ConfigPlace> {
  const path = environment.platform === 'win32' ? win32 : posix;
  const places = foldersAround(documentPath, environment).map((folder) => path.join(folder, '.vscode', 'mcp.json'));
  for (const place of places) if (await files.exists(place)) return { path: place, exists: true };
  return { path: places.at(-1) ?? '', exists: false };
}

/**
 * The folder that a document's servers belong to: the nearest around it that has any such file, else the workspace
 * folder. Nothing is read: this happens whenever a document is opened, also where nobody trusts the workspace.
 */
export async function folderOfServers(
  documentPath: string,
  environment: Environment,
  files: ConfigFiles,
): Promise<string> {
  const folders = foldersAround(documentPath, environment);
  for (const folder of folders) {
    const found = await Promise.all(filesIn(folder, environment, '').map((file) => files.exists(file.path)));
    if (found.includes(true)) return folder;
  }
  return folders.at(-1) ?? folders[0];
}
