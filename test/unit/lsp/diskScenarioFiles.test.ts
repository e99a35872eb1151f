import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { diskScenarioFiles } from '../../../server/lsp/scenarios/diskScenarioFiles.ts';

suite('Scenario files on disk', () => {
  let folder = '';
  setup(() => {
    folder = mkdtempSync(join(tmpdir(), 'scenarios-'));
  });
  teardown(() => rmSync(folder, { recursive: true }));

  async function found(): Promise<string[]> {
    const files = await diskScenarioFiles.below(folder, new AbortController().signal);
    return files.map(({ uri }) => basename(uri)).sort();
  }

  test('are those below the folder that are files, but not those of others', async () => {
    for (const place of ['a/b', 'node_modules/other', 'c.policytest.json']) {
      mkdirSync(join(folder, place), { recursive: true });
    }
    for (const place of [
      'x.policytest.json',
      'a/b/y.policytest.json',
      'node_modules/other/z.policytest.json',
      'w.json',
    ]) {
      writeFileSync(join(folder, place), '{}');
    }
    assert.deepEqual(await found(), ['x.policytest.json', 'y.policytest.json']);
  });

  test('are not looked for behind links, which may lead round in a circle', async () => {
    mkdirSync(join(folder, 'a'));
    symlinkSync(folder, join(folder, 'a', 'loop'));
    symlinkSync(folder, join(folder, 'a', 'loop.policytest.json'));
    writeFileSync(join(folder, 'x.policytest.json'), '{}');
    assert.deepEqual(await found(), ['x.policytest.json']);
  });

  test('are passed over where one is larger than any that a person keeps', async () => {
    writeFileSync(join(folder, 'huge.policytest.json'), Buffer.alloc(5 * 1024 * 1024, ' '));
    writeFileSync(join(folder, 'x.policytest.json'), '{}');
    assert.deepEqual(await found(), ['x.policytest.json']);
  });

  test('are read up to an amount that fits into memory', async () => {
    const text = Buffer.alloc(4 * 1024 * 1024, ' ');
    for (let number = 1; number <= 10; number++) writeFileSync(join(folder, `${number}.policytest.json`), text);
    assert.equal((await found()).length, 8);
  });
});
