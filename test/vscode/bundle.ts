import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { cacheFolder, repositoryRoot } from '../../scripts/prepare/repository.ts';

/**
 * Bundles the entry point and every test file, each into a script of its own, for Node 20 in an extension host.
 * Returns the bundled entry point.
 */
export async function bundleTests(): Promise<string> {
  const sources = path.join(repositoryRoot, 'test/vscode');
  const target = path.join(cacheFolder, 'test/vscode');
  fs.rmSync(target, { recursive: true, force: true });
  await build({
    entryPoints: ['index.ts', 'suite/**/*.test.ts', 'untrusted/**/*.test.ts'].map((name) => path.join(sources, name)),
    outbase: sources,
    outdir: target,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    // As the product is bundled: jsonc-parser's CommonJS build computes its requires.
    mainFields: ['module', 'main'],
    sourcemap: true,
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  return path.join(target, 'index.js');
}
