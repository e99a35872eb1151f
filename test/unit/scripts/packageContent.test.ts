import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listFiles, PackageManager } from '@vscode/vsce';
import { repositoryRoot } from '../../../scripts/prepare/repository.ts';

/** Every program that another one starts or loads, and what they show. */
const needed = [
  'dist/extension.js',
  'dist/server.js',
  'dist/trafficWorker.js',
  'dist/guardian.js',
  'dist/cli.js',
  'dist/page/simulator.js',
  'docs/diagnostics.md',
];

/** What of the repository decides, or could get in by mistake; the rest costs seconds to look through. */
const looked = [
  'package.json',
  '.vscodeignore',
  'README.md',
  'LICENSE',
  'CHANGELOG.md',
  'dist',
  'docs',
  'server/main.ts',
];

suite('The package', () => {
  let folder: string;
  setup(() => {
    folder = mkdtempSync(join(tmpdir(), 'mcp-policy-'));
    for (const path of looked) cpSync(join(repositoryRoot, path), join(folder, path), { recursive: true });
  });
  teardown(() => rmSync(folder, { recursive: true }));

  test('has every program that another one starts, the guardian too, and no source', async () => {
    const files = new Set(await listFiles({ cwd: folder, packageManager: PackageManager.None }));
    assert.deepEqual(
      needed.filter((file) => !files.has(file)),
      [],
    );
    assert.ok(!files.has('server/main.ts'));
  });
});
