import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesMatching } from '../../../server/cli/filesMatching.ts';

suite('The files that a pattern names', () => {
  let folder: string;
  setup(() => {
    folder = mkdtempSync(join(tmpdir(), 'patterns-')).replaceAll('\\', '/');
    for (const below of ['a/b', 'node_modules/x']) mkdirSync(join(folder, below), { recursive: true });
    for (const file of ['1.policytest.json', 'a/2.policytest.json', 'a/b/3.policytest.json', 'a/policy.json'])
      writeFileSync(join(folder, file), '');
    writeFileSync(join(folder, 'node_modules/x/4.policytest.json'), '');
  });
  teardown(() => rmSync(folder, { recursive: true }));

  const patterns: [pattern: string, files: string[]][] = [
    ['**/*.policytest.json', ['1.policytest.json', 'a/2.policytest.json', 'a/b/3.policytest.json']],
    ['a/*.json', ['a/2.policytest.json', 'a/policy.json']],
    ['a/{b,c}/*.json', ['a/b/3.policytest.json']],
    ['*.yaml', []],
    ['nowhere/**', []],
  ];
  for (const [pattern, files] of patterns) {
    test(pattern, async () => {
      const found = await filesMatching(`${folder}/${pattern}`);
      assert.deepEqual(
        found,
        files.map((file) => `${folder}/${file}`),
      );
    });
  }

  test('a path names itself, whether there is such a file or not', async () => {
    assert.deepEqual(await filesMatching('there/is/none.json'), ['there/is/none.json']);
    assert.deepEqual(await filesMatching('-'), ['-']);
  });

  test('from here, with and without a dot', async () => {
    assert.deepEqual(await filesMatching('examples/p402/*.policytest.json'), ['examples/p402/policy.policytest.json']);
    assert.deepEqual(await filesMatching('./examples/p402/*.policytest.json'), [
      'examples/p402/policy.policytest.json',
    ]);
  });
});
