import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { agreedServer, configuredToolServers } from '../../../server/lsp/servers/configuredToolServers.ts';

const servers = (key: string, command: string) => JSON.stringify({ [key]: { a: { command } } });

suite('The servers on the disk', () => {
  let root = '';
  setup(() => {
    root = mkdtempSync(join(tmpdir(), 'servers-'));
    for (const folder of ['one/.cursor', 'two', 'user']) mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, 'one/.cursor/mcp.json'), servers('mcpServers', 'first'));
    writeFileSync(join(root, 'two/.mcp.json'), servers('mcpServers', 'second'));
    writeFileSync(join(root, 'user/mcp.json'), servers('servers', 'third'));
  });
  teardown(() => rmSync(root, { recursive: true }));

  const search = () => ({
    path: join(root, 'one/deep/policy.json'),
    folder: join(root, 'one'),
    otherFolders: [join(root, 'two')],
    userFolder: join(root, 'user'),
    typed: ['fourth'],
  });

  async function found() {
    const { definitions } = await configuredToolServers.definitions(search());
    const ours = definitions.filter(({ source, typed }) => source.startsWith(root) || typed !== undefined);
    return ours.map(({ target, origin, hash, source }) => ({ target, origin, hash, source }));
  }

  test('of this folder, then of the others, then the user’s, then what was typed', async () => {
    assert.deepEqual(
      (await found()).map(({ target, origin }) => `${target}: ${origin}`),
      ['first: Cursor, workspace', 'second: Claude Code, folder two', 'third: VS Code, user', 'fourth: typed by hand'],
    );
    assert.equal(await configuredToolServers.folderOf(search()), join(root, 'one'));
  });

  test('the one that was agreed to is found by its file and its hash', async () => {
    for (const { target, hash, source } of await found()) {
      const typed = target === 'fourth' ? { typed: target } : {};
      const wanted = { server: target === 'fourth' ? target : 'a', source, hash, inputs: {}, ...typed };
      const readiness = await agreedServer(search(), wanted);
      assert.ok('ready' in readiness && readiness.ready.transport === 'stdio', target);
      assert.equal(readiness.ready.command, target);
    }
  });

  test('nothing that was typed otherwise is started by the hash of it', async () => {
    const [typed] = (await found()).filter(({ target }) => target === 'fourth');
    const wanted = { server: 'fourth', source: 'typed by hand', typed: 'fifth', hash: typed?.hash ?? '', inputs: {} };
    assert.ok('problem' in (await agreedServer(search(), wanted)));
  });
});
