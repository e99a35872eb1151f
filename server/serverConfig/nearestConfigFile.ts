import { posix, win32 } from 'node:path';
import type { ConfigFiles, Environment } from './environment.ts';

/** The configuration file that speaks for a document. */
export interface ConfigFilePlace {
  readonly path: string;
  /** The folder that holds its `.vscode`: what `${workspaceFolder}` stands for inside the file. */
  readonly folder: string;
  /** `undefined`: there is none yet, and this is where the person can create it. */
  readonly text: string | undefined;
}

/**
 * Looks for `.vscode/mcp.json` in the document's folder and its ancestors, up to the workspace folder and never above
 * it. A document outside of the workspace folder is served by its own folder alone.
 */
export async function nearestConfigFile(
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
    const text = await files.read(place);
    if (text !== undefined || folder === top || folder === path.dirname(folder)) {
      return text === undefined
        ? { path: path.join(top, '.vscode', 'mcp.json'), folder: top, text }
        : { path: place, folder, text };
    }
  }
}
