import { posix, win32 } from 'node:path';
import type { ConfigFile } from './configFile.ts';
import { claudeDesktopDialect, cursorDialect, type Dialect, vscodeDialect, windsurfDialect } from './dialect.ts';
import type { Environment } from './environment.ts';

/**
 * The files in which a user defines servers for every workspace, in the order in which they count.
 * @param folder what `${workspaceFolder}` stands for in them
 */
export function userFiles(environment: Environment, folder: string): readonly ConfigFile[] {
  const { home, userFolder } = environment;
  const path = environment.platform === 'win32' ? win32 : posix;
  const file = (dialect: Dialect, ...name: readonly string[]): ConfigFile => {
    return { path: path.join(...name), dialect, origin: `${dialect.client}, user`, folder, start: home };
  };
  return [
    ...(userFolder === undefined ? [] : [file(vscodeDialect, userFolder, 'mcp.json')]),
    file(cursorDialect, home, '.cursor', 'mcp.json'),
    file(claudeDesktopDialect, claudeFolder(environment), 'claude_desktop_config.json'),
    file(windsurfDialect, home, '.codeium', 'windsurf', 'mcp_config.json'),
  ];
}

function claudeFolder({ home, platform, variables }: Environment): string {
  if (platform === 'win32') {
    return win32.join(variables.APPDATA || win32.join(home, 'AppData', 'Roaming'), 'Claude');
  }
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Claude');
  const configured = variables.XDG_CONFIG_HOME ?? '';
  // The specification of these variables has relative paths ignored.
  return posix.join(posix.isAbsolute(configured) ? configured : posix.join(home, '.config'), 'Claude');
}
