import { plainEnvironment } from '../prepare/environment.ts';

/** The environment of VS Code's server; its extension host, and what extensions start, inherit it. */
export function serverEnvironment(profileFolder: string, additions: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return plainEnvironment({
    // Otherwise the server leaves a folder in the user's home, and its sockets in the temporary folder.
    VSCODE_AGENT_FOLDER: profileFolder,
    XDG_RUNTIME_DIR: profileFolder,
    // No extension gallery: nothing is looked up or updated.
    EXTENSIONS_GALLERY: '{}',
    ...additions,
  });
}
