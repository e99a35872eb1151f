/**
 * Bundles what ships into `dist/`: the extension, the language server, the command line and the panel's page.
 * `--watch` keeps building. What ships runs on the Node of the oldest supported VS Code, which is Node 20.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type BuildOptions, build, context } from 'esbuild';
import { thirdPartyNotices } from './thirdPartyNotices.ts';

const root = join(__dirname, '..');
const dist = join(root, 'dist');
const watching = process.argv.includes('--watch');
const production = !watching && !process.argv.includes('--development');

const shared = {
  absWorkingDir: root,
  bundle: true,
  minify: production,
  // Names of errors and classes reach the logs.
  keepNames: true,
  sourcemap: production ? false : 'linked',
  logLevel: 'warning',
  legalComments: 'none',
  metafile: true,
} satisfies BuildOptions;

const onNode = {
  ...shared,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  // jsonc-parser's CommonJS build cannot be bundled (its requires are computed); its ES modules can.
  mainFields: ['module', 'main'],
} satisfies BuildOptions;

const bundles: BuildOptions[] = [
  { ...onNode, entryPoints: ['client/extension.ts'], outfile: 'dist/extension.js', external: ['vscode'] },
  { ...onNode, entryPoints: ['server/main.ts'], outfile: 'dist/server.js' },
  // Started by the server, and found beside it.
  {
    ...onNode,
    entryPoints: ['server/lsp/simulation/trafficWorker.ts'],
    outfile: 'dist/trafficWorker.js',
  },
  // Started by the server and the command line, and found beside them.
  { ...onNode, entryPoints: ['server/mcp/guardian/main.ts'], outfile: 'dist/guardian.js' },
  {
    ...onNode,
    entryPoints: ['server/cli/main.ts'],
    outfile: 'dist/cli.js',
    banner: { js: '#!/usr/bin/env node' },
  },
  {
    ...shared,
    entryPoints: ['client/page/main.ts', 'client/page/simulator.css'],
    entryNames: 'simulator',
    outdir: 'dist/page',
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    external: ['*.ttf'],
  },
];

/** VS Code's icons for the page: copied, so that the stylesheet and its font stay beside each other. */
const icons = ['codicon.css', 'codicon.ttf'].map((file) => join('node_modules/@vscode/codicons/dist', file));

function copyIcons(): void {
  mkdirSync(join(dist, 'page'), { recursive: true });
  for (const icon of icons) cpSync(join(root, icon), join(dist, 'page', basename(icon)));
}

async function main(): Promise<void> {
  execFileSync(
    process.execPath,
    [join(root, 'node_modules/tsx/dist/cli.mjs'), join(__dirname, 'generateValidators.ts')],
    {
      stdio: 'inherit',
    },
  );
  rmSync(dist, { recursive: true, force: true });
  copyIcons();
  if (watching) {
    for (const bundle of bundles) await (await context(bundle)).watch();
    return;
  }
  const built = await Promise.all(bundles.map((bundle) => build(bundle)));
  const files = [...icons, ...built.flatMap(({ metafile }) => Object.keys(metafile?.inputs ?? {}))];
  writeFileSync(join(dist, 'THIRD_PARTY_NOTICES.txt'), thirdPartyNotices(root, files));
  chmodSync(join(dist, 'cli.js'), 0o755);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
