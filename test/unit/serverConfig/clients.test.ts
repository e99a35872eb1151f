import { strict as assert } from 'node:assert';
import { serversForDocument } from '../../../server/serverConfig/configuredServers.ts';
import { summarise } from '../../../server/serverConfig/definition/summary.ts';
import { filledText } from '../../../server/serverConfig/definition/template.ts';
import type { Environment } from '../../../server/serverConfig/files/environment.ts';
import { inMemory } from './memory.ts';

const project = '/home/me/project';
const policy = `${project}/deep/er/policy.json`;

/** The file of each client, and the member that holds its servers. */
const files = {
  'VS Code, workspace': [`${project}/.vscode/mcp.json`, 'servers'],
  'Claude Code, workspace': [`${project}/.mcp.json`, 'mcpServers'],
  'Cursor, workspace': [`${project}/.cursor/mcp.json`, 'mcpServers'],
  'VS Code, user': ['/home/ada/.config/Code/User/mcp.json', 'servers'],
  'Cursor, user': ['/home/ada/.cursor/mcp.json', 'mcpServers'],
  'Claude Desktop, user': ['/home/ada/.config/Claude/claude_desktop_config.json', 'mcpServers'],
  'Windsurf, user': ['/home/ada/.codeium/windsurf/mcp_config.json', 'mcpServers'],
} as const satisfies Record<string, readonly [path: string, key: string]>;

type Client = keyof typeof files;

const around: Partial<Environment> = { userFolder: '/home/ada/.config/Code/User' };

async function serversOf(client: Client, servers: string, more: Readonly<Record<string, string>> = {}) {
  const [path, key] = files[client];
  return serversForDocument(policy, inMemory({ [path]: `{"${key}": {\n${servers}\n}}`, ...more }, around));
}

/** What starts, or is requested, with every value filled in; or why it does not. */
async function useOf(client: Client, entry: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
  const { definitions, problems } = await serversOf(client, `"a": ${entry}`, more);
  const [definition] = definitions;
  if (definition === undefined) return problems[0]?.message ?? 'nothing';
  const filled = (template: Parameters<typeof filledText>[0]) => filledText(template, new Map());
  if (definition.transport !== 'stdio') {
    const headers = [...definition.headers].map(([name, value]) => `${name}: ${filled(value)}`);
    return [definition.transport, filled(definition.url), ...headers].join(' ');
  }
  const variables = [...definition.environment].map(([name, value]) => `${name}=${value && filled(value)}`);
  const words = [...variables, definition.command, ...definition.args];
  return `${words.map((word) => (typeof word === 'string' ? word : filled(word))).join(' ')} in ${filled(definition.cwd)}`;
}

const leftOut = 'Line 2: the server "a" is left out: ';

/** One row for each client, transport, variable and place that differs. */
const rows: readonly (readonly [client: Client, entry: string, use: string | RegExp])[] = [
  ['VS Code, workspace', '{"command": "x", "args": ["${env:TOKEN}"]}', `x canary-4711 in ${project}`],
  ['VS Code, workspace', '{"command": "x", "args": ["[${env:UNSET}]"]}', `x [] in ${project}`],
  [
    'VS Code, workspace',
    '{"command": "~/x", "args": ["~", "~y"], "cwd": "~/z"}',
    '/home/ada/x /home/ada ~y in /home/ada/z',
  ],
  ['VS Code, workspace', '{"command": "${TOKEN}"}', /uses \$\{TOKEN\}, which is not known here; known are/],
  ['VS Code, workspace', '{"type": "sse", "url": "http://h/"}', 'sse http://h/'],
  [
    'VS Code, workspace',
    '{"type": "streamable-http", "url": "http://h/"}',
    `${leftOut}its "type" is not "stdio", "http" or "sse".`,
  ],
  ['VS Code, user', '{"command": "${workspaceFolder}/x", "cwd": "y"}', `${project}/x in /home/ada/y`],
  ['VS Code, user', '{"command": "x"}', 'x in /home/ada'],

  [
    'Claude Code, workspace',
    '{"command": "${TOKEN}", "args": ["${TOKEN:-d}"]}',
    `canary-4711 canary-4711 in ${project}`,
  ],
  ['Claude Code, workspace', '{"command": "x", "args": ["${UNSET:-a:-b}", "${UNSET:-}"]}', `x a:-b  in ${project}`],
  ['Claude Code, workspace', '{"command": "x", "args": ["$TOKEN"]}', `x $TOKEN in ${project}`],
  [
    'Claude Code, workspace',
    '{"command": "x", "args": ["${UNSET}"]}',
    `${leftOut}it uses \${UNSET}, and no environment variable of that name is set; set it and start anew.`,
  ],
  [
    'Claude Code, workspace',
    '{"command": "${env:TOKEN}"}',
    `${leftOut}it uses \${env:TOKEN}, which is not known here; known are \${NAME}, \${NAME:-default}.`,
  ],
  ['Claude Code, workspace', '{"command": "${A:-${TOKEN}}"}', /uses \$\{A:-\$\{TOKEN\}, which is not known here/],
  ['Claude Code, workspace', '{"command": "${command:pick}"}', /which would run a command/],
  [
    'Claude Code, workspace',
    '{"type": "http", "url": "http://h:${PORT}/", "headers": {"X": "Bearer ${TOKEN}"}}',
    'http http://h:8080/ X: Bearer canary-4711',
  ],
  ['Claude Code, workspace', '{"type": "streamable-http", "url": "http://h/"}', 'http http://h/'],
  ['Claude Code, workspace', '{"type": "ws", "url": "ws://h/"}', /its "type" is not "stdio", "http", "sse"/],
  ['Claude Code, workspace', '{"command": "x", "envFile": "none.env"}', `x in ${project}`],

  [
    'Cursor, workspace',
    '{"command": "${workspaceFolder}${/}x", "args": ["${userHome}", "${workspaceFolderBasename}"]}',
    `${project}/x /home/ada project in ${project}`,
  ],
  ['Cursor, workspace', '{"url": "http://h/${env:TOKEN}"}', 'http http://h/canary-4711'],
  [
    'Cursor, workspace',
    '{"command": "x", "args": ["${env:UNSET}"]}',
    /uses \$\{env:UNSET\}, and no environment variable/,
  ],
  ['Cursor, workspace', '{"command": "${input:key}"}', /uses \$\{input:key\}, which is not known here/],
  ['Cursor, user', '{"command": "${command:pick}"}', /which would run a command/],
  ['Cursor, user', '{"command": "${workspaceFolder}/x"}', `${project}/x in /home/ada`],

  ['Claude Desktop, user', '{"command": "${TOKEN}", "args": ["${env:X}", "~"]}', '${TOKEN} ${env:X} ~ in /home/ada'],
  ['Claude Desktop, user', '{"command": "${command:pick}"}', '${command:pick} in /home/ada'],
  ['Claude Desktop, user', '{"url": "http://h/"}', `${leftOut}it has no "command" to start.`],
  ['Claude Desktop, user', '{"type": "http", "url": "http://h/"}', `${leftOut}its "type" is not "stdio".`],

  ['Windsurf, user', '{"serverUrl": "http://h/${env:PORT}"}', 'http http://h/8080'],
  ['Windsurf, user', '{"serverUrl": "http://first/", "url": "http://second/"}', 'http http://first/'],
  ['Windsurf, user', '{"url": "http://h/"}', 'http http://h/'],
  ['Windsurf, user', '{}', `${leftOut}it has neither a "command" to start nor a "serverUrl" or "url" to reach.`],
  [
    'Windsurf, user',
    '{"command": "x", "env": {"K": "${env:UNSET}"}}',
    /uses \$\{env:UNSET\}, and no environment variable/,
  ],
  ['Windsurf, user', '{"command": "x", "args": ["${file:~/key}"]}', 'x canary-0815 in /home/ada'],
  ['Windsurf, user', '{"command": "x", "args": ["${file:none}"]}', /uses \$\{file:none\}, which does not exist/],
];

suite('What each client makes of its file', () => {
  for (const [client, entry, use] of rows) {
    test(`${client}: ${entry}`, async () => {
      const found = await useOf(client, entry, { '/home/ada/key': 'canary-0815\n' });
      if (typeof use === 'string') assert.equal(found, use);
      else assert.match(found, use);
    });
  }

  test('no value that a file or a variable gives is shown', async () => {
    const { definitions } = await serversOf(
      'Windsurf, user',
      '"a": {"command": "x", "args": ["${file:key}", "${env:TOKEN}"]}, "b": {"serverUrl": "http://h/${file:key}"}',
      { '/home/ada/key': 'canary' },
    );
    assert.equal(definitions.length, 2);
    assert.doesNotMatch(JSON.stringify(definitions.map(summarise)), /canary/);
  });

  /** Whether a client reads comments and trailing commas, or would load nothing of the file. */
  const comments: readonly (readonly [client: Client, problem: RegExp | undefined])[] = [
    ['VS Code, workspace', undefined],
    ['Cursor, workspace', undefined],
    ['Windsurf, user', undefined],
    [
      'Claude Code, workspace',
      /^Line 2: the file is not valid JSON, as Claude Code needs it \(invalid comment token\)/,
    ],
    ['Claude Desktop, user', /^Line 2: the file is not valid JSON, as Claude Desktop needs it/],
  ];
  for (const [client, problem] of comments) {
    test(`${client}: a comment is ${problem === undefined ? 'welcome' : 'reported, and the servers load'}`, async () => {
      const { definitions, problems } = await serversOf(client, '// mine\n"a": {"command": "x"},');
      assert.deepEqual(
        definitions.map(({ name, origin }) => [name, origin]),
        [['a', client]],
      );
      if (problem === undefined) assert.deepEqual(problems, []);
      else assert.match(problems[0]?.message ?? '', problem);
    });
  }

  for (const client of Object.keys(files) as Client[]) {
    test(`${client}: a broken entry is reported at its line, and the others load`, async () => {
      const { definitions, problems } = await serversOf(client, '"good": {"command": "x"},\n"bad": {"command": 7}');
      assert.deepEqual(
        definitions.map(({ name }) => name),
        ['good'],
      );
      assert.deepEqual(problems, [
        {
          source: files[client][0],
          server: 'bad',
          line: 3,
          message: 'Line 3: the server "bad" is left out: "command" is not a text.',
        },
      ]);
    });

    test(`${client}: the servers under another client's word are missed, and that is said`, async () => {
      const [path, key] = files[client];
      const other = key === 'servers' ? 'mcpServers' : 'servers';
      const { problems } = await serversForDocument(policy, inMemory({ [path]: `{"${other}": {}}` }, around));
      assert.match(problems[0]?.message ?? '', new RegExp(`reads "${key}" in this file and not "${other}"`));
    });
  }
});
