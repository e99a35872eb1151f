import { posix, win32 } from 'node:path';
import type { ConfigFiles, Environment } from './environment.ts';

/** Where the configuration that speaks for a document is. */
export interface ConfigFilePlace {
  readonly path: string;
  /** The folder that holds its `.vscode`: what `${workspaceFolder}` stands for inside the file. */
  readonly folder: string;
  /** `false`: there is nothing yet, and this is where the person can create it. */
  readonly exists: boolean;
}

/**
 * Looks for `.vscode/mcp.json` in the document's folder and its ancestors, up to the workspace folder and never above
 * it. A document outside of the workspace folder is served by its own folder alone. Nothing is read: this happens
 * whenever a document is opened, also where nobody trusts the workspace.
 */
export async function nearestConfigPlace(
  documentPath: string,
  environment: Environment,
  files: ConfigFiles,
): Promise<ConfigFilePlace> {
  const path = environment.platform === 'win32' ? win32 : posix;
  const start = path.dirname(path.resolve(documentPath));
  const relative =
    environment.workspaceFolder === undefined ? undefined : path.relative(environment.workspaceFolder, start);
  const isInside = relative !== undefined && relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative);
  const top = isInside && environment.workspaceFolder !== undefined ? path.resolve(environment.workspaceFolder) : start;
  for (let folder = start; ; folder = path.dirname(folder)) {
    const place = path.join(folder, '.vscode', 'mcp.json');
    const exists = await files.exists(place);
    if (exists) return { path: place, folder, exists };
    if (folder === top || folder === path.dirname(folder)) {
      return { path: path.join(top, '.vscode', 'mcp.json'), folder: top, exists };
    }
  }
}
