import fs from 'node:fs';
import path from 'node:path';
import { cacheFolder } from './repository.ts';

/**
 * An environment in which the user's folders are empty: what a developer has configured on this computer, MCP servers of
 * other clients among it, must not show in tests and pictures.
 */
export function homeOfNobody(): NodeJS.ProcessEnv {
  const home = path.join(cacheFolder, 'test/home');
  fs.mkdirSync(home, { recursive: true });
  return { HOME: home, USERPROFILE: home, APPDATA: home, XDG_CONFIG_HOME: path.join(home, '.config') };
}
