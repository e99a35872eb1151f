import { strict as assert } from 'node:assert';
import { serversForDocument } from '../../../server/serverConfig/configuredServers.ts';
import { agreedDefinition } from '../../../server/serverConfig/definition/answers.ts';
import { summarise } from '../../../server/serverConfig/definition/summary.ts';
import type { Environment } from '../../../server/serverConfig/files/environment.ts';
import { userFiles } from '../../../server/serverConfig/files/userFiles.ts';
import { inMemory } from './memory.ts';

const project = '/home/me/project';
const servers = (key: string, command: string) => `{"${key}": {"a": {"command": "${command}"}}}`;

const environment: Partial<Environment> = {
  otherFolders: ['/home/me/contacts'],
  userFolder: '/home/ada/Code/User',
  variables: {},
};

/** Every file there is, each with a server of the same name that runs another command. */
const every = {
  [`${project}/deep/.vscode/mcp.json`]: servers('servers', '1'),
  [`${project}/deep/.mcp.json`]: servers('mcpServers', '2'),
  [`${project}/deep/.cursor/mcp.json`]: servers('mcpServers', '3'),
  [`${project}/.vscode/mcp.json`]: servers('servers', '4'),
  [`${project}/.mcp.json`]: servers('mcpServers', '5'),
  '/home/me/contacts/.cursor/mcp.json': servers('mcpServers', '6'),
  '/home/ada/Code/User/mcp.json': servers('servers', '7'),
  '/home/ada/.cursor/mcp.json': servers('mcpServers', '8'),
  '/home/ada/.config/Claude/claude_desktop_config.json': servers('mcpServers', '9'),
  '/home/ada/.codeium/windsurf/mcp_config.json': servers('mcpServers', '10'),
  // Never looked at: it is above the workspace folder.
  '/home/me/.vscode/mcp.json': servers('servers', 'no'),
};

suite('All files together', () => {
  const found = () => serversForDocument(`${project}/deep/policy.json`, inMemory(every, environment), ['11 b']);

  test('every definition is there, what counts first before the others, each with where it comes from', async () => {
    const { definitions, problems, source, exists } = await found();
    assert.deepEqual(problems, []);
    assert.deepEqual([source, exists], [`${project}/deep/.vscode/mcp.json`, true]);
    assert.deepEqual(
      definitions.map(summarise).map(({ target, origin }) => `${target}: ${origin}`),
      [
        '1: VS Code, workspace',
        '2: Claude Code, workspace',
        '3: Cursor, workspace',
        '4: VS Code, workspace',
        '5: Claude Code, workspace',
        '6: Cursor, folder contacts',
        '7: VS Code, user',
        '8: Cursor, user',
        '9: Claude Desktop, user',
        '10: Windsurf, user',
        '11 b: typed by hand',
      ],
    );
  });

  test('of one name the file says which is meant', async () => {
    const { definitions } = await found();
    const source = `${project}/.mcp.json`;
    const wanted = definitions.find((each) => each.source === source);
    assert.ok(wanted);
    const agreed = { server: 'a', hash: wanted.hash, inputs: {} };
    const commands = [{ ...agreed, source }, agreed].map((consent) => {
      const readiness = agreedDefinition(definitions, consent);
      return 'ready' in readiness && readiness.ready.transport === 'stdio' ? readiness.ready.command : 'refused';
    });
    assert.deepEqual(commands, ['5', '5']);
    const elsewhere = agreedDefinition(definitions, { ...agreed, source: `${project}/deep/.mcp.json` });
    assert.ok('problem' in elsewhere);
    assert.match(elsewhere.problem.what, /changed after you agreed to it/);
  });

  test('one that cannot be read is a problem, and the others load', async () => {
    const sources = inMemory({ ...every, '/home/ada/.cursor/mcp.json': null }, environment);
    const { definitions, problems } = await serversForDocument(`${project}/deep/policy.json`, sources);
    assert.equal(definitions.length, 9);
    assert.deepEqual(problems, [
      {
        source: '/home/ada/.cursor/mcp.json',
        message: 'The configuration cannot be read: /home/ada/.cursor/mcp.json is not a file.',
      },
    ]);
  });

  test('a workspace that is the home itself: no file counts twice', async () => {
    const files = { '/home/ada/.cursor/mcp.json': servers('mcpServers', 'x') };
    const sources = inMemory(files, { ...environment, workspaceFolder: '/home/ada' });
    const { definitions } = await serversForDocument('/home/ada/policy.json', sources);
    assert.deepEqual(
      definitions.map(({ origin }) => origin),
      ['Cursor, workspace'],
    );
  });

  test('of endless servers in all files the first are listed', async () => {
    const many = JSON.stringify({
      servers: Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`s${index}`, { command: 'x' }])),
    });
    const folders = ['a', 'a/b', 'a/b/c', 'a/b/c/d', 'a/b/c/d/e'].map((folder) => `${project}/${folder}`);
    const sources = inMemory(Object.fromEntries(folders.map((folder) => [`${folder}/.vscode/mcp.json`, many])));
    const { definitions } = await serversForDocument(`${project}/a/b/c/d/e/policy.json`, sources);
    assert.equal(definitions.length, 2_000);
  });
});

suite("Where a user's files are", () => {
  const rows: readonly (readonly [what: string, environment: Partial<Environment>, path: string])[] = [
    [
      'macOS',
      { platform: 'darwin', home: '/Users/ada' },
      '/Users/ada/Library/Application Support/Claude/claude_desktop_config.json',
    ],
    [
      'Windows',
      { platform: 'win32', home: 'C:\\Users\\ada', variables: { APPDATA: 'D:\\Roaming' } },
      'D:\\Roaming\\Claude\\claude_desktop_config.json',
    ],
    [
      'Windows without %APPDATA%',
      { platform: 'win32', home: 'C:\\Users\\ada', variables: {} },
      'C:\\Users\\ada\\AppData\\Roaming\\Claude\\claude_desktop_config.json',
    ],
    ['Linux', { variables: {} }, '/home/ada/.config/Claude/claude_desktop_config.json'],
    [
      'Linux with $XDG_CONFIG_HOME',
      { variables: { XDG_CONFIG_HOME: '/cfg' } },
      '/cfg/Claude/claude_desktop_config.json',
    ],
    [
      'Linux with a relative one, which counts as none',
      { variables: { XDG_CONFIG_HOME: 'cfg' } },
      '/home/ada/.config/Claude/claude_desktop_config.json',
    ],
    ['Windows: Cursor', { platform: 'win32', home: 'C:\\Users\\ada' }, 'C:\\Users\\ada\\.cursor\\mcp.json'],
    ['Windsurf', {}, '/home/ada/.codeium/windsurf/mcp_config.json'],
    ['VS Code, when it says where', { userFolder: '/u' }, '/u/mcp.json'],
  ];
  for (const [what, more, path] of rows) {
    test(`${what}: ${path}`, () => {
      const paths = userFiles(inMemory({}, more).environment, '/project').map((file) => file.path);
      assert.ok(paths.includes(path), `among ${paths.join(', ')}`);
    });
  }
});
