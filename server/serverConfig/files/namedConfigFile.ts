import { posix, win32 } from 'node:path';
import type { ConfigFile } from './configFile.ts';
import {
  claudeCodeDialect,
  claudeDesktopDialect,
  cursorDialect,
  type Dialect,
  vscodeDialect,
  windsurfDialect,
} from './dialect.ts';
import type { Environment } from './environment.ts';

/** What the end of a path says of its dialect, and how many folders the file lies below the folder it speaks for. */
const named: readonly (readonly [end: readonly string[], dialect: Dialect, isUsers: boolean])[] = [
  [['.vscode', 'mcp.json'], vscodeDialect, false],
  [['.cursor', 'mcp.json'], cursorDialect, false],
  [['.mcp.json'], claudeCodeDialect, false],
  [['claude_desktop_config.json'], claudeDesktopDialect, true],
  [['mcp_config.json'], windsurfDialect, true],
];

/**
 * A configuration file that somebody names, in the dialect that its name or else its text speaks for. What
 * `${workspaceFolder}` stands for: the folder around `.vscode` or `.cursor`, else that of the file.
 * @param path absolute
 */
export function namedConfigFile(path: string, text: string, environment: Environment): ConfigFile {
  const { dirname, join, sep } = environment.platform === 'win32' ? win32 : posix;
  for (const [end, dialect, isUsers] of named) {
    if (!path.endsWith(`${sep}${join(...end)}`)) continue;
    const folder = end.reduce(dirname, path);
    const isHome = isUsers || folder === environment.home;
    const origin = `${dialect.client}, ${isHome ? 'user' : 'workspace'}`;
    return { path, dialect, origin, folder, start: isHome ? environment.home : folder };
  }
  const dialect = /"mcpServers"\s*:/.test(text) && !/"servers"\s*:/.test(text) ? claudeCodeDialect : vscodeDialect;
  const folder = dirname(path);
  return { path, dialect, origin: dialect.client, folder, start: folder };
}
