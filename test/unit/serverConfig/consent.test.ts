import { strict as assert } from 'node:assert';
import { serversForDocument } from '../../../server/serverConfig/configuredServers.ts';
import { agreedDefinition } from '../../../server/serverConfig/definition/answers.ts';
import type { ServerDefinition } from '../../../server/serverConfig/definition/definition.ts';
import { summarise } from '../../../server/serverConfig/definition/summary.ts';
import type { Environment } from '../../../server/serverConfig/files/environment.ts';
import { configPath, inMemory, policyPath } from './memory.ts';

async function definitionsOf(servers: string, environment: Partial<Environment> = {}) {
  const inputs = '[{"type": "promptString", "id": "key", "description": "The API key", "password": true}]';
  const files = { [configPath]: `{"inputs": ${inputs}, "servers": {${servers}}}` };
  return (await serversForDocument(policyPath, inMemory(files, environment))).definitions;
}

async function only(server: string, environment: Partial<Environment> = {}): Promise<ServerDefinition> {
  const [definition] = await definitionsOf(`"a": ${server}`, environment);
  assert.ok(definition);
  return definition;
}

suite('What a person is asked to agree to', () => {
  const shown: readonly (readonly [what: string, definition: string, target: string])[] = [
    [
      'arguments with spaces are quoted',
      '{"command": "my tool", "args": ["a b", "it\'s", ""]}',
      `'my tool' 'a b' 'it'\\''s' ''`,
    ],
    ['a shell trick is one argument', '{"command": "sh", "args": ["-c", "true; rm -rf ~"]}', `sh -c 'true; rm -rf ~'`],
    ['an input keeps its name', '{"command": "x", "args": ["--key=${input:key}"]}', `x '--key=\${input:key}'`],
    ['a variable keeps its name', '{"command": "x", "args": ["--key", "${env:TOKEN}"]}', `x --key '\${env:TOKEN}'`],
    [
      'nothing reorders the text',
      '{"command": "x", "args": ["\\u202Egnp.exe", "a\\nb"]}',
      `x '<U+202E>gnp.exe' 'a<U+000A>b'`,
    ],
    ['user and password are masked', '{"url": "https://ada:canary@example.com/mcp"}', 'https://•••@example.com/mcp'],
    [
      'so are secrets in the query',
      '{"url": "https://example.com/mcp?team=7&api_key=canary"}',
      'https://example.com/mcp?team=7&api_key=•••',
    ],
    [
      'an input in the query is none',
      '{"url": "https://example.com/?key=${input:key}"}',
      'https://example.com/?key=${input:key}',
    ],
    [
      'a URL is shown as it is understood',
      '{"url": "https:evil.example/@example.com/"}',
      'https://evil.example/@example.com/',
    ],
    [
      'a password beside a variable is masked, however the URL begins',
      '{"url": "http:/ada:canary@example.com/${env:PORT}"}',
      'http:/•••@example.com/${env:PORT}',
    ],
    ['so is one after a variable', '{"url": "http://${env:PORT}:canary@h/"}', 'http://${env:PORT}•••@h/'],
    ['so is one after a variable that is empty', '{"url": "http://${env:NOPE}:canary@h/"}', 'http://•••@h/'],
    [
      'a variable that is empty is nothing',
      '{"command": "x", "args": ["--key=${env:NOPE}", "${env:-v}"]}',
      "x --key= ''",
    ],
    [
      'so is one that an empty variable would uncover',
      '{"url": "http://${input:key}/ada:canary@h/"}',
      'http://${input:key}•••@h/',
    ],
    ['so is one behind a variable at the beginning', '{"url": "${input:key}://ada:canary@h/"}', '${input:key}•••@h/'],
    [
      'the host stays, whatever follows it',
      '{"url": "http://evil/${env:PORT}@good/"}',
      'http://evil/${env:PORT}@good/',
    ],
    [
      'a secret in the query keeps the variable in it',
      '{"url": "http://h/?token=canary${input:key}&a=1"}',
      'http://h/?token=•••${input:key}&a=1',
    ],
  ];
  for (const [what, text, target] of shown) {
    test(`${what}: ${target}`, async () => {
      assert.equal(summarise(await only(text)).target, target);
    });
  }

  test('no value of a variable, a header or an input is in the summary', async () => {
    const definitions = await definitionsOf(`
      "a": {"command": "x", "args": ["\${env:TOKEN}"], "cwd": "/\${env:TOKEN}", "env": {"KEY": "canary-1", "OTHER": "\${env:TOKEN}"}},
      "b": {"url": "https://example.com/\${env:TOKEN}?token=canary-2", "headers": {"X-Key": "canary-3"}}
    `);
    assert.doesNotMatch(JSON.stringify(definitions.map(summarise)), /canary/);
  });

  const same = '{"command": "x", "args": ["${env:TOKEN}", "${input:key}"], "env": {"A": "1"}}';
  const changes: readonly (readonly [what: string, definition: string, environment?: Partial<Environment>])[] = [
    ['the command', same.replace('"x"', '"y"')],
    ['an argument', same.replace('["', '["-v", "')],
    ['a variable it is given', same.replace('"1"', '"2"')],
    ['the value of a variable it uses', same, { variables: { TOKEN: 'other' } }],
    ['the folder', same.replace('"env"', '"cwd": "/tmp", "env"')],
  ];
  for (const [what, definition, environment] of changes) {
    test(`the hash changes with ${what}`, async () => {
      assert.notEqual((await only(definition, environment)).hash, (await only(same)).hash);
    });
  }

  test('the hash is the same for the same definition, wherever its file is', async () => {
    const text = `{"servers": {"a": {"command": "x", "cwd": "/tmp"}}}`;
    const elsewhere = inMemory({ '/other/.vscode/mcp.json': text }, { workspaceFolder: '/other' });
    const [here] = await definitionsOf('"a": {"command": "x", "cwd": "/tmp"}');
    const [there] = (await serversForDocument('/other/policy.json', elsewhere)).definitions;
    assert.equal(here?.hash, there?.hash);
  });
});

suite('What is used once the person agreed', () => {
  const text = '"a": {"command": "x", "args": ["--key=${input:key}", "${env:TOKEN}"], "env": {"B": "b-${input:key}"}}';

  test('the answers are filled in, and every secret is known by its name', async () => {
    const definitions = await definitionsOf(text);
    const hash = definitions[0]?.hash ?? '';
    const readiness = agreedDefinition(definitions, { server: 'a', hash, inputs: { key: '${env:TOKEN}' } });
    assert.ok('ready' in readiness && readiness.ready.transport === 'stdio');
    assert.deepEqual(readiness.ready.args, ['--key=${env:TOKEN}', 'canary-4711']);
    assert.deepEqual(readiness.ready.environment.get('B'), 'b-${env:TOKEN}');
    assert.deepEqual(
      [...new Set(readiness.ready.secrets.map(({ name }) => name))],
      ['${input:key}', 'B', '${env:TOKEN}'],
    );
    // An input that nothing declares is asked for as a password.
    const passwords = readiness.ready.secrets.filter(({ isPassword }) => isPassword);
    assert.deepEqual([...new Set(passwords.map(({ name }) => name))], ['${input:key}']);
  });

  const windsurf = '/home/ada/.codeium/windsurf/mcp_config.json';
  const beside: readonly (readonly [what: string, file: string, config: string, server: object, changed: string])[] = [
    ['an envFile', '/home/me/project/.env', configPath, { command: 'x', envFile: '.env' }, 'A=1\nLD_PRELOAD=/tmp/e.so'],
    ['a value in an envFile', '/home/me/project/.env', configPath, { command: 'x', envFile: '.env' }, 'A=2'],
    ['the text of a ${file:…}', '/home/ada/key', windsurf, { command: 'x', args: ['${file:~/key}'] }, 'A=1 --evil'],
  ];
  for (const [what, file, config, server, changed] of beside) {
    test(`nothing when ${what} changed after the person said yes`, async () => {
      const text = JSON.stringify({ [config === windsurf ? 'mcpServers' : 'servers']: { a: server } });
      const read = async (content: string) =>
        (await serversForDocument(policyPath, inMemory({ [config]: text, [file]: content }))).definitions;
      const [asked] = await read('A=1');
      assert.ok(asked);
      const consent = { server: 'a', source: asked.source, hash: asked.hash, inputs: {} };
      assert.ok('ready' in agreedDefinition(await read('A=1'), consent));
      const later = agreedDefinition(await read(changed), consent);
      assert.ok('problem' in later);
      assert.match(later.problem.what, /changed after you agreed to it, so nothing was started/);
    });
  }

  const refusals = [
    {
      what: 'another hash',
      consent: { server: 'a', hash: 'old', inputs: { key: 'k' } },
      words: /changed after you agreed to it, so nothing was started/,
    },
    {
      what: 'a missing answer',
      consent: { server: 'a', inputs: {} },
      words: /needs an answer for "key" \(The API key\)/,
    },
    { what: 'a server that is gone', consent: { server: 'b', inputs: {} }, words: /"b" is no longer defined/ },
  ];
  for (const { what, consent, words } of refusals) {
    test(`${what}: nothing is started, and the person is told`, async () => {
      const definitions = await definitionsOf(text);
      const readiness = agreedDefinition(definitions, { hash: definitions[0]?.hash ?? '', ...consent });
      assert.ok('problem' in readiness);
      assert.match(readiness.problem.what, words);
    });
  }

  test('an answer that makes no http address of a URL is refused', async () => {
    const definitions = await definitionsOf('"a": {"url": "${input:key}"}');
    const hash = definitions[0]?.hash ?? '';
    const readiness = agreedDefinition(definitions, { server: 'a', hash, inputs: { key: 'file:///etc/passwd' } });
    assert.ok('problem' in readiness);
    assert.equal(readiness.problem.what, 'The URL of "a" is not an http or https address.');
  });

  test('user and password of a URL travel as a header, for fetch refuses them in the URL', async () => {
    const definitions = await definitionsOf('"a": {"url": "https://ada:p%40ss@example.com/mcp"}');
    const hash = definitions[0]?.hash ?? '';
    const readiness = agreedDefinition(definitions, { server: 'a', hash, inputs: {} });
    assert.ok('ready' in readiness && readiness.ready.transport !== 'stdio');
    assert.equal(readiness.ready.url.href, 'https://example.com/mcp');
    assert.equal(readiness.ready.headers.get('Authorization'), `Basic ${Buffer.from('ada:p@ss').toString('base64')}`);
    assert.ok(readiness.ready.secrets.some(({ value }) => value === 'p@ss'));
  });
});
