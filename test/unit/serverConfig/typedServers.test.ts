import { strict as assert } from 'node:assert';
import { agreedDefinition } from '../../../server/serverConfig/definition/answers.ts';
import { summarise } from '../../../server/serverConfig/definition/summary.ts';
import { typedServers } from '../../../server/serverConfig/typed/typedServers.ts';
import { inMemory } from './memory.ts';

function read(...typed: readonly string[]) {
  return typedServers(typed, '/home/me/project', inMemory({}));
}

suite('A server that was typed by hand', () => {
  const used: readonly (readonly [typed: string, name: string, target: string])[] = [
    ['npx -y @scope/server-files@1.2.3 /tmp', 'server-files', 'npx -y @scope/server-files@1.2.3 /tmp'],
    ['  uvx mcp-server-git  ', 'mcp-server-git', 'uvx mcp-server-git'],
    ['node ./billing/dist/index.js', 'billing', 'node ./billing/dist/index.js'],
    ['node index.js', 'index', 'node index.js'],
    ['cmd /c npx -y server-memory', 'server-memory', 'cmd /c npx -y server-memory'],
    ['docker run -i --rm ghcr.io/acme/crm:latest', 'crm', 'docker run -i --rm ghcr.io/acme/crm:latest'],
    ['python -m weather --port 1', 'weather', 'python -m weather --port 1'],
    ['"C:\\Program Files\\crm.exe" --x', 'crm', "'C:\\Program Files\\crm.exe' --x"],
    [`x 'a b' "" c"d e"f`, 'x', "x 'a b' '' 'cd ef'"],
    ['${workspaceFolder}/x ${userHome}', 'x', '/home/me/project/x /home/ada'],
    ['x ${env:TOKEN}', 'x', "x '${env:TOKEN}'"],
    ['https://mcp.example.com/v1', 'mcp.example.com', 'https://mcp.example.com/v1'],
    ["x -H 'Authorization: Bearer ${input:key}'", 'x', "x -H 'Authorization: Bearer ${input:key}'"],
    ['x --api-key ${input:key} --token=${env:TOKEN}', 'x', "x --api-key '${input:key}' '--token=${env:TOKEN}'"],
    ['x --key-file ./key.pem --author ada', 'x', 'x --key-file ./key.pem --author ada'],
    ['x --token --verbose', 'x', 'x --token --verbose'],
    ['x -e TOKEN crm', 'x', 'x -e TOKEN crm'],
    ['HTTP://localhost:3000', 'localhost:3000', 'http://localhost:3000/'],
    ['https://h/mcp?api_key=${input:key}', 'h', 'https://h/mcp?api_key=${input:key}'],
  ];
  for (const [typed, name, target] of used) {
    test(`${typed}: ${name}`, async () => {
      const { definitions, problems } = await read(typed);
      assert.deepEqual(problems, []);
      const [summary] = definitions.map(summarise);
      assert.deepEqual([summary?.name, summary?.target], [name, target]);
      assert.deepEqual(
        [summary?.typed, summary?.source, summary?.origin],
        [typed.trim(), 'typed by hand', 'typed by hand'],
      );
    });
  }

  const refused: readonly (readonly [typed: string, why: RegExp])[] = [
    ['', /it is empty/],
    ['x'.repeat(4_001), /it is longer than 4000 characters/],
    ['x a\nrm b', /a line end or a character that does not show/],
    ['x \u202Egnp.exe', /a character that does not show/],
    ['x "a', /a quotation mark is not closed/],
    ['KEY=canary x', /it cannot set environment variables/],
    ['ws://h/', /its address is neither http nor https/],
    ['file:///etc/passwd', /its address is neither http nor https/],
    ['https://', /is not an http or https address/],
    ['https://a\\@b/', /contains a backslash/],
    ['https://ada:canary@h/', /it holds a password or a key, and is kept as plain text; write \$\{input:key\}/],
    ['https://h/?token=canary', /it holds a password or a key/],
    ['npx crm --api-key canary', /it holds a password or a key/],
    ['npx crm --token=canary', /it holds a password or a key/],
    ["npx crm --header 'Authorization: Bearer canary'", /it holds a password or a key/],
    ["npx crm -H 'X-Api-Key: canary'", /it holds a password or a key/],
    ['npx mcp-remote https://ada:canary@h/mcp', /it holds a password or a key/],
    ['npx mcp-remote https://h/mcp?token=canary', /it holds a password or a key/],
    ['docker run -e DB_PASSWORD=canary crm', /it holds a password or a key/],
    ['npx crm ghp_canary', /it holds a password or a key/],
    ['${command:pick}', /which would run a command/],
    ['x ${nope}', /uses \$\{nope\}, which is not known here/],
  ];
  for (const [typed, why] of refused) {
    test(`is refused: ${JSON.stringify(typed.slice(0, 30))}`, async () => {
      const { definitions, problems } = await read(typed);
      assert.deepEqual(definitions, []);
      assert.match(problems[0]?.message ?? '', why);
      assert.doesNotMatch(JSON.stringify(problems), /canary/);
      assert.equal(problems[0]?.source, 'typed by hand');
    });
  }

  test('starts in the workspace folder, and inputs are asked for as secrets', async () => {
    const { definitions } = await read('x --key ${input:key}');
    const [summary] = definitions.map(summarise);
    assert.equal(summary?.cwd, '/home/me/project');
    assert.deepEqual(summary?.inputs, [{ id: 'key', description: 'key', password: true }]);
    const consent = { server: 'x', hash: summary?.hash ?? '', inputs: { key: 'a b' } };
    const readiness = agreedDefinition(definitions, consent);
    assert.ok('ready' in readiness && readiness.ready.transport === 'stdio');
    assert.deepEqual(readiness.ready.args, ['--key', 'a b'], 'an answer stays one argument');
  });

  test('another text has another hash, the same text is listed once', async () => {
    const { definitions } = await read('npx a /x', 'npx a /y', 'npx a /x');
    assert.deepEqual(
      definitions.map(({ name }) => name),
      ['a', 'a'],
    );
    assert.notEqual(definitions[0]?.hash, definitions[1]?.hash);
  });

  test('its name is short, whatever was typed', async () => {
    const { definitions } = await read(`https://${'a'.repeat(300)}.example/`, `x${'y'.repeat(300)}`);
    assert.ok(definitions.length === 2 && definitions.every(({ name }) => name.length <= 64));
  });
});
