import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { diskSnapshotFiles } from '../../../server/serverConfig/snapshots/diskSnapshotFiles.ts';
import { snapshotNameOf } from '../../../server/serverConfig/snapshots/snapshotName.ts';
import {
  newSnapshotPlace,
  type SnapshotSearch,
  snapshotPlace,
} from '../../../server/serverConfig/snapshots/snapshotPlace.ts';

const environment = { workspaceFolder: '/work', platform: 'linux' };

function place(policyPath: string, server: string | undefined, paths: readonly string[]): Promise<string | undefined> {
  const files = {
    exists: async (path: string) => paths.includes(path),
    names: async (folder: string) => paths.filter((path) => dirname(path) === folder).map((path) => basename(path)),
  };
  return snapshotPlace({ policyPath, server, environment }, files);
}

const policy = '/work/shop/charges.policy.json';

suite('The snapshot that belongs to a policy', () => {
  const found: readonly (readonly [what: string, server: string | undefined, paths: readonly string[], at?: string])[] =
    [
      [
        'is that of its server, beside it',
        'pay',
        ['/work/shop/pay.mcptools.json', '/work/shop/charges.mcptools.json'],
        '/work/shop/pay.mcptools.json',
      ],
      [
        'is the nearest of its server around it',
        'pay',
        ['/work/pay.mcptools.json', '/pay.mcptools.json'],
        '/work/pay.mcptools.json',
      ],
      ['is never above the workspace folder', 'pay', ['/pay.mcptools.json']],
      [
        'is the one of its own name',
        undefined,
        ['/work/shop/charges.mcptools.json', '/work/shop/other.mcptools.json'],
        '/work/shop/charges.mcptools.json',
      ],
      [
        'is the one of its own name when its server has none',
        'pay',
        ['/work/shop/charges.mcptools.json'],
        '/work/shop/charges.mcptools.json',
      ],
      [
        'is the only one beside it when its server is not known',
        undefined,
        ['/work/shop/other.mcptools.json', '/work/shop/x.json'],
        '/work/shop/other.mcptools.json',
      ],
      ['is not the only one beside it when its server is another', 'pay', ['/work/shop/other.mcptools.json']],
      ['is none of several', undefined, ['/work/shop/a.mcptools.json', '/work/shop/b.mcptools.json']],
      ['is not the only one around it', undefined, ['/work/other.mcptools.json']],
    ];
  for (const [what, server, paths, at] of found) {
    test(what, async () => assert.equal(await place(policy, server, paths), at));
  }

  test('of a policy outside of the workspace is looked for beside it alone', async () => {
    assert.equal(await place('/else/where/policy.json', 'pay', ['/else/pay.mcptools.json']), undefined);
    const beside = '/else/where/pay.mcptools.json';
    assert.equal(await place('/else/where/policy.json', 'pay', [beside]), beside);
  });

  test('has a relative path where the policy has one', async () => {
    assert.equal(await place('shop/policy.json', undefined, ['shop/a.mcptools.json']), 'shop/a.mcptools.json');
    assert.equal(await place('policy.json', undefined, ['a.mcptools.json']), 'a.mcptools.json');
  });

  for (const server of [undefined, 'pay', '../up', 'a/b']) {
    test(`is found again where a new one is written, with the server ${server}`, async () => {
      const written = newSnapshotPlace({ policyPath: policy, server, environment });
      assert.equal(dirname(written), dirname(policy));
      assert.equal(await place(policy, server, [written, '/work/shop/other.mcptools.json']), written);
    });
  }

  const names: readonly (readonly [server: string, name: string])[] = [
    ['p402', 'p402.mcptools.json'],
    ['My Server', 'My Server.mcptools.json'],
    ['../../etc/passwd', '..-..-etc-passwd.mcptools.json'],
    ['C:\\a|b?', 'C--a-b-.mcptools.json'],
    ['a\u202eb\u0000c\u200bd\ud800', 'a-b-c-d-.mcptools.json'],
    ['', 'server.mcptools.json'],
    ['ü'.repeat(300), `${'ü'.repeat(50)}.mcptools.json`],
  ];
  for (const [server, name] of names) {
    test(`of the server ${JSON.stringify(server.slice(0, 20))} is the file ${name.slice(0, 40)}`, () => {
      assert.equal(snapshotNameOf(server), name);
    });
  }

  test('is found and read on a real disk, and a folder that is not there holds none', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mcp-policy-'));
    try {
      const path = join(folder, 'a.mcptools.json');
      writeFileSync(path, '\uFEFF{}');
      const search = (policyPath: string): SnapshotSearch => ({
        policyPath,
        server: undefined,
        environment: { workspaceFolder: folder, platform: process.platform },
      });
      assert.equal(await snapshotPlace(search(join(folder, 'policy.json')), diskSnapshotFiles), path);
      assert.equal(await diskSnapshotFiles.read(path, 100), '{}');
      assert.equal(await snapshotPlace(search(join(folder, 'none', 'policy.json')), diskSnapshotFiles), undefined);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
