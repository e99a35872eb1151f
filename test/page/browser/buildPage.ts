import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { repositoryRoot } from '../../../scripts/prepare/repository.ts';

/** The page's files by their names, and the script that stands in for VS Code around it. */
interface BuiltPage {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly surroundings: string;
}

const inBrowser = {
  absWorkingDir: repositoryRoot,
  bundle: true,
  platform: 'browser',
  format: 'iife',
  target: 'es2022',
  logLevel: 'warning',
  // Names the outputs only: they stay in memory, so that runs at the same time have nothing in common.
  outdir: 'page',
  write: false,
} satisfies BuildOptions;

/** Bundles the panel's page as it ships, and the script that stands in for VS Code around it. */
export async function buildPage(): Promise<BuiltPage> {
  const entryPoints = ['client/page/main.ts', 'client/page/simulator.css'];
  const [page, surroundings] = await Promise.all([
    build({ ...inBrowser, entryPoints, entryNames: 'simulator' }),
    build({ ...inBrowser, entryPoints: ['test/page/browser/likeVsCode.ts'] }),
  ]);
  const files = new Map(page.outputFiles.map(({ path, contents }) => [basename(path), contents]));
  const codicons = join(repositoryRoot, 'node_modules/@vscode/codicons/dist');
  for (const file of ['codicon.css', 'codicon.ttf']) files.set(file, readFileSync(join(codicons, file)));
  return { files, surroundings: surroundings.outputFiles[0]?.text ?? '' };
}
