import { strict as assert } from 'node:assert';
import { folderOfServers, nearestVscodeFile } from '../../../server/serverConfig/files/workspaceFiles.ts';
import { inMemory } from './memory.ts';

const rows: readonly {
  readonly name: string;
  readonly document: string;
  readonly files: readonly string[];
  readonly workspaceFolder?: string | undefined;
  readonly folder: string;
  readonly found: boolean;
}[] = [
  {
    name: 'beside the policy',
    document: '/home/me/project/policy.json',
    files: ['/home/me/project'],
    folder: '/home/me/project',
    found: true,
  },
  {
    name: 'in an ancestor',
    document: '/home/me/project/a/b/policy.json',
    files: ['/home/me/project'],
    folder: '/home/me/project',
    found: true,
  },
  {
    name: 'the nearest of two',
    document: '/home/me/project/a/b/policy.json',
    files: ['/home/me/project', '/home/me/project/a'],
    folder: '/home/me/project/a',
    found: true,
  },
  {
    name: 'never above the workspace folder',
    document: '/home/me/project/a/policy.json',
    files: ['/home/me', '/'],
    folder: '/home/me/project',
    found: false,
  },
  {
    name: 'not in a folder whose name only begins the same',
    document: '/home/me/project-2/policy.json',
    files: ['/home/me/project'],
    folder: '/home/me/project-2',
    found: false,
  },
  {
    name: 'outside of the workspace: its own folder alone',
    document: '/tmp/x/policy.json',
    files: ['/tmp'],
    folder: '/tmp/x',
    found: false,
  },
  {
    name: 'without a workspace: its own folder',
    document: '/tmp/x/policy.json',
    files: ['/tmp/x'],
    workspaceFolder: undefined,
    folder: '/tmp/x',
    found: true,
  },
];

suite('The configuration file that speaks for a policy', () => {
  for (const { name, document, files, folder, found, ...more } of rows) {
    test(name, async () => {
      const table = Object.fromEntries(files.map((each) => [`${each === '/' ? '' : each}/.vscode/mcp.json`, '{}']));
      const reads: string[] = [];
      const sources = inMemory(table, more, reads);
      const place = await nearestVscodeFile(document, sources.environment, sources.files);
      assert.deepEqual(place, { path: `${folder}/.vscode/mcp.json`, exists: found });
      assert.equal(await folderOfServers(document, sources.environment, sources.files), folder);
      assert.deepEqual(reads, [], 'looking for the folder reads no file');
    });
  }

  test('on Windows, with its separators', async () => {
    const sources = inMemory(
      { 'C:\\work\\.vscode\\mcp.json': '{}' },
      { platform: 'win32', workspaceFolder: 'c:\\work' },
    );
    const place = await nearestVscodeFile('C:\\work\\a\\policy.json', sources.environment, sources.files);
    assert.equal(place.path, 'C:\\work\\.vscode\\mcp.json');
  });
});
