import { strict as assert } from 'node:assert';
import { serversForDocument } from '../../../server/serverConfig/configuredServers.ts';
import { summarise } from '../../../server/serverConfig/definition/summary.ts';
import { configPath, inMemory, policyPath } from './memory.ts';

function serversOf(text: string, more: Readonly<Record<string, string>> = {}) {
  return serversForDocument(policyPath, inMemory({ [configPath]: text, ...more }));
}

suite('Reading .vscode/mcp.json', () => {
  test('a process: command, arguments, folder, variables; comments and trailing commas are welcome', async () => {
    const { definitions, problems } = await serversOf(
      `{
        // the server of this project
        "servers": {
          "local": {
            "type": "stdio",
            "command": "node",
            "args": ["\${workspaceFolder}/server.mjs", "--home=\${userHome}", "a\${pathSeparator}b\${/}c"],
            "cwd": "sub",
            "env": { "PORT": 8080, "KEY": "\${env:TOKEN}", "GONE": null },
            "envFile": "\${workspaceFolder}/.env",
          },
        },
      }`,
      { '/home/me/project/.env': '# a comment\nexport FROM_FILE="two words"\nPORT=1\n' },
    );
    assert.deepEqual(problems, []);
    const [definition] = definitions;
    assert.ok(definition?.transport === 'stdio');
    assert.deepEqual(summarise(definition), {
      name: 'local',
      source: configPath,
      origin: 'VS Code, workspace',
      transport: 'stdio',
      target: 'node /home/me/project/server.mjs --home=/home/ada a/b/c',
      cwd: '/home/me/project/sub',
      environment: ['FROM_FILE', 'PORT', 'KEY', 'GONE (removed)'],
      headers: [],
      inputs: [],
      hash: definition.hash,
    });
    assert.deepEqual(definition.environment.get('FROM_FILE'), ['two words']);
    assert.deepEqual(definition.environment.get('PORT'), ['8080']);
    assert.equal(definition.environment.get('GONE'), null);
  });

  test('the type is known by what is there: a command or a URL', async () => {
    const { definitions } = await serversOf(
      `{"servers": {"a": {"command": "x"}, "b": {"url": "https://example.com/mcp"}}}`,
    );
    assert.deepEqual(
      definitions.map(({ transport }) => transport),
      ['stdio', 'http'],
    );
  });

  test('without a folder of its own a process runs where .vscode is', async () => {
    const { definitions } = await serversOf(`{"servers": {"a": {"command": "x"}}}`);
    assert.deepEqual(
      definitions.map((each) => summarise(each).cwd),
      ['/home/me/project'],
    );
  });

  test('inputs are described, with the answers left open', async () => {
    const { definitions } = await serversOf(`{
      "inputs": [
        {"type": "promptString", "id": "key", "description": "The API key", "password": true},
        {"type": "pickString", "id": "region", "description": "Where", "options": ["eu", {"label": "US", "value": "us"}], "default": "eu"},
        {"type": "promptString", "id": "unused", "description": "Nobody asks"}
      ],
      "servers": {"a": {"url": "https://\${input:region}.example.com", "headers": {"Authorization": "Bearer \${input:key}"}}}
    }`);
    const [summary] = definitions.map(summarise);
    assert.equal(summary?.target, 'https://${input:region}.example.com');
    assert.deepEqual(summary?.headers, ['Authorization (${input:key})']);
    assert.deepEqual(summary?.inputs, [
      { id: 'region', description: 'Where', password: false, default: 'eu', options: ['eu', 'us'] },
      { id: 'key', description: 'The API key', password: true },
    ]);
  });

  test('servers may be called __proto__ and constructor', async () => {
    const { definitions } = await serversOf(
      `{"servers": {"__proto__": {"command": "x"}, "constructor": {"command": "y"}}}`,
    );
    assert.deepEqual(
      definitions.map(({ name }) => name),
      ['__proto__', 'constructor'],
    );
  });

  test('no file: its place is named, so that it can be created', async () => {
    const { source, exists, definitions, problems } = await serversForDocument(policyPath, inMemory({}));
    assert.deepEqual([source, exists, definitions.length, problems.length], [configPath, false, 0, 0]);
  });

  test('an empty file has no servers and no problems', async () => {
    const { exists, definitions, problems } = await serversOf('');
    assert.deepEqual([exists, definitions.length, problems.length], [true, 0, 0]);
  });

  test('a file that cannot be read is reported and nothing is thrown', async () => {
    const sources = inMemory({ [configPath]: null });
    const { problems } = await serversForDocument(policyPath, sources);
    assert.equal(
      problems[0]?.message,
      'The configuration cannot be read: /home/me/project/.vscode/mcp.json is not a file.',
    );
  });

  /** Each broken entry stands beside a good one, which must load. */
  const broken: readonly (readonly [entry: string, message: RegExp])[] = [
    ['"bad": 7', /^Line 2: the server "bad" is left out: its definition is not an object\.$/],
    ['"bad": {}', /neither a "command" to start nor a "url" to reach/],
    ['"bad": {"type": "carrier-pigeon"}', /its "type" is not "stdio", "http" or "sse"/],
    ['"bad": {"type": "stdio"}', /it has no "command"/],
    ['"bad": {"type": "http"}', /it has no "url"/],
    ['"bad": {"command": ["x"]}', /"command" is not a text/],
    ['"bad": {"command": "x", "args": "y"}', /"args" is not a list/],
    ['"bad": {"command": "x", "args": [1]}', /"args" is not a text/],
    ['"bad": {"command": "x", "env": ["A=1"]}', /"env" is not an object/],
    ['"bad": {"command": "x", "env": {"A": true}}', /the variable "A" is not a text/],
    ['"bad": {"command": "x", "envFile": ".env"}', /its "envFile" \/home\/me\/project\/\.env does not exist/],
    ['"bad": {"url": "example.com/mcp"}', /its "url" is not an http or https address/],
    ['"bad": {"url": "https://example.com\\\\@evil.example/"}', /its "url" contains a backslash or a character/],
    ['"bad": {"url": "http://a\\\\@b/${env:X}"}', /its "url" contains a backslash or a character/],
    ['"bad": {"url": "http://a\\t/${env:X}"}', /its "url" contains a backslash or a character/],
    ['"bad": {"url": "file:///etc/passwd"}', /its "url" is not an http or https address/],
    ['"bad": {"command": "${command:pick}"}', /it uses \$\{command:pick\}, which would run a command/],
    [
      '"bad": {"command": "${config:a.b}"}',
      /it uses \$\{config:a\.b\}, which is not known here; known are \$\{workspaceFolder\}/,
    ],
    ['"bad": {"command": "x", "args": ["${input:nope}"]}', /it uses \$\{input:nope\}, which "inputs" does not declare/],
  ];
  for (const [entry, message] of broken) {
    test(`left out, with its line and the reason: ${entry}`, async () => {
      const { definitions, problems } = await serversOf(`{"servers": {\n${entry},\n"good": {"command": "x"}}}`);
      assert.deepEqual(
        definitions.map(({ name }) => name),
        ['good'],
      );
      assert.equal(problems.length, 1);
      assert.equal(problems[0]?.server, 'bad');
      assert.match(problems[0]?.message ?? '', message);
      assert.match(problems[0]?.message ?? '', /^Line 2: /);
    });
  }

  test('an input that would run a command is reported, and so is the server that needs it', async () => {
    const { definitions, problems } = await serversOf(`{
      "inputs": [{"type": "command", "id": "key", "command": "x"}],
      "servers": {"a": {"command": "x", "args": ["\${input:key}"]}, "b": {"command": "y"}}
    }`);
    assert.deepEqual(
      definitions.map(({ name }) => name),
      ['b'],
    );
    assert.equal(problems.length, 2);
    assert.match(problems[0]?.message ?? '', /^Line 2: the input "key" would run a command to get its value/);
  });

  test('broken JSON is reported at its line, and what can be understood still loads', async () => {
    const { definitions, problems } = await serversOf(
      `{"servers": {\n"good": {"command": "x"},\n"half": {"command": \n`,
    );
    assert.ok(definitions.some(({ name }) => name === 'good'));
    assert.match(
      problems[0]?.message ?? '',
      /^Line \d: the file is not valid JSON with comments \(.*\); what can be read is used/,
    );
  });

  test('an envFile is read once, however many servers name it', async () => {
    const reads: string[] = [];
    const entry = '{"command": "x", "envFile": "many.env"}';
    const text = `{"servers": {"a": ${entry}, "b": ${entry}, "c": ${entry}}}`;
    const sources = inMemory({ [configPath]: text, '/home/me/project/many.env': 'A=1' }, {}, reads);
    const { definitions } = await serversForDocument(policyPath, sources);
    assert.equal(definitions.length, 3);
    assert.deepEqual(
      reads.filter((path) => path.endsWith('.env')),
      ['/home/me/project/many.env'],
    );
  });

  test('an envFile of more variables than anyone has is refused', async () => {
    const many = Array.from({ length: 1_001 }, (_, index) => `V${index}=1`).join('\n');
    const text = '{"servers": {"a": {"command": "x", "envFile": "many.env"}}}';
    const { problems } = await serversOf(text, { '/home/me/project/many.env': many });
    assert.match(problems[0]?.message ?? '', /many\.env cannot be read \(.*more than 1000 variables\)/);
  });

  test('of endless servers and inputs the first are used, and that is said', async () => {
    const servers = Object.fromEntries(Array.from({ length: 600 }, (_, index) => [`s${index}`, { command: 'x' }]));
    const { definitions, problems } = await serversOf(JSON.stringify({ inputs: new Array(600).fill(0), servers }));
    assert.equal(definitions.length, 500);
    assert.ok(problems.length < 510);
    const messages = problems.map(({ message }) => message);
    assert.ok(messages.includes('Line 1: only the first 500 servers are used.'));
  });

  test('a file that is something else altogether is reported', async () => {
    const { definitions, problems } = await serversOf('[1, 2]');
    assert.equal(definitions.length, 0);
    assert.equal(problems[0]?.message, 'Line 1: the file is not an object.');
  });
});
