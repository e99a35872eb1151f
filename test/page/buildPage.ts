import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { cacheFolder, repositoryRoot } from '../../scripts/prepare/repository.ts';

const inBrowser = {
  absWorkingDir: repositoryRoot,
  bundle: true,
  platform: 'browser',
  format: 'iife',
  target: 'es2022',
  logLevel: 'warning',
} satisfies BuildOptions;

/** Bundles the panel's page as it ships, and the script that stands in for VS Code around it. */
export async function buildPage(): Promise<{ readonly folder: string; readonly surroundings: string }> {
  const folder = join(cacheFolder, 'test/page');
  mkdirSync(folder, { recursive: true });
  const entryPoints = ['client/page/main.ts', 'client/page/simulator.css'];
  await build({ ...inBrowser, entryPoints, entryNames: 'simulator', outdir: folder });
  await build({ ...inBrowser, entryPoints: ['test/page/likeVsCode.ts'], outdir: folder });
  const codicons = join(repositoryRoot, 'node_modules/@vscode/codicons/dist');
  for (const file of ['codicon.css', 'codicon.ttf']) cpSync(join(codicons, file), join(folder, file));
  return { folder, surroundings: readFileSync(join(folder, 'likeVsCode.js'), 'utf8') };
}
