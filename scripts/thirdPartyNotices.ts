import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The licence texts of every package that ships, as their licences ask for.
 *
 * @param files everything that goes into `dist/`, relative to the root
 */
export function thirdPartyNotices(root: string, files: readonly string[]): string {
  const packages = new Set(files.flatMap((file) => packageOf(file) ?? []));
  const notices = [...packages].sort().map((folder) => notice(join(root, folder)));
  return `MCP Policy Author contains code of these packages.\n\n${notices.join('\n\n')}\n`;
}

/** `node_modules/@scope/name` of a bundled file, nested ones included. */
function packageOf(file: string): string | undefined {
  return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
}

function notice(folder: string): string {
  const manifest: { name: string; version: string; license?: string } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  const title = `${manifest.name} ${manifest.version} (${manifest.license ?? 'see below'})`;
  const file = readdirSync(folder).find(
    (name) => /^(licen[cs]e|copying)/i.test(name) && existsSync(join(folder, name)),
  );
  const text =
    file === undefined ? 'The package names this licence without its text.' : readFileSync(join(folder, file), 'utf8');
  return `${title}\n${'-'.repeat(title.length)}\n\n${text.trim()}`;
}
