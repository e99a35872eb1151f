import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { largestConfigFile, serversForDocument } from '../../../server/serverConfig/configuredServers.ts';
import type { ConfigSources } from '../../../server/serverConfig/files/environment.ts';
import { nodeSources } from '../../../server/serverConfig/files/nodeSources.ts';
import { folderOfServers } from '../../../server/serverConfig/files/workspaceFiles.ts';

/** The real disk with a home of nobody's. */
function sourcesIn(folder: string): ConfigSources {
  const { environment, ...sources } = nodeSources(folder);
  return { ...sources, environment: { ...environment, home: join(folder, 'home'), variables: {} } };
}

/** What can stand in the place of a configuration file; git carries links to anything. */
const oddities: readonly (readonly [what: string, make: (path: string) => void, message: RegExp])[] = [
  ['a link to an endless device', (path) => symlinkSync('/dev/zero', path), /mcp\.json is not a file/],
  ['a pipe that nobody writes to', (path) => execFileSync('mkfifo', [path]), /mcp\.json is not a file/],
  ['a folder', (path) => mkdirSync(path), /mcp\.json is not a file/],
  ['a link to itself', (path) => symlinkSync(path, path), /ELOOP/],
  [
    'a file beyond every size',
    (path) => writeFileSync(path, ' '.repeat(largestConfigFile + 1)),
    /larger than 4194304 bytes/,
  ],
];

/** Windows knows neither such devices nor pipes among files, and links need a permission there. */
const possible = oddities.filter(([what]) => process.platform !== 'win32' || /^a (folder|file)/.test(what));

suite('Configuration files on the disk', () => {
  let folder = '';
  setup(() => {
    folder = mkdtempSync(join(tmpdir(), 'configuration-'));
    mkdirSync(join(folder, '.vscode'));
  });
  teardown(() => rmSync(folder, { recursive: true }));

  for (const [what, make, message] of possible) {
    test(`${what} is not read: it marks its folder, and the author is told`, async () => {
      make(join(folder, '.vscode', 'mcp.json'));
      const sources = sourcesIn(folder);
      const document = join(folder, 'a', 'policy.json');
      assert.equal(await folderOfServers(document, sources.environment, sources.files), folder);
      const servers = await serversForDocument(document, sources);
      assert.deepEqual([servers.source, servers.exists], [join(folder, '.vscode', 'mcp.json'), true]);
      assert.deepEqual(servers.definitions, []);
      assert.match(servers.problems[0]?.message ?? '', message);
    });
  }

  test('a file of the largest size is read, without its byte order mark', async () => {
    const start = '\uFEFF{"servers": {"a": {"command": "x"}}}';
    writeFileSync(
      join(folder, '.vscode', 'mcp.json'),
      start + ' '.repeat(largestConfigFile - Buffer.byteLength(start)),
    );
    const servers = await serversForDocument(join(folder, 'policy.json'), sourcesIn(folder));
    assert.deepEqual([servers.definitions.map(({ name }) => name), servers.problems], [['a'], []]);
  });

  test('an envFile that is a device or too large costs its server alone', async () => {
    writeFileSync(join(folder, 'large.env'), `A=${'x'.repeat(300_000)}`);
    mkdirSync(join(folder, 'folder.env'));
    const entry = (envFile: string) => ({ command: 'x', envFile });
    const servers = { a: entry('large.env'), b: entry('folder.env'), c: { command: 'x' } };
    writeFileSync(join(folder, '.vscode', 'mcp.json'), JSON.stringify({ servers }));
    const { definitions, problems } = await serversForDocument(join(folder, 'policy.json'), sourcesIn(folder));
    assert.deepEqual(
      definitions.map(({ name }) => name),
      ['c'],
    );
    assert.match(problems[0]?.message ?? '', /large\.env cannot be read \(.*larger than 262144 bytes\)/);
    assert.match(problems[1]?.message ?? '', /folder\.env cannot be read \(.*is not a file\)/);
  });
});
