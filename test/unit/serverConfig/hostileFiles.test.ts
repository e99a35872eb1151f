import assert from 'node:assert/strict';
import { serversForDocument } from '../../../server/serverConfig/configuredServers.ts';
import { summarise } from '../../../server/serverConfig/definition/summary.ts';
import { configPath, inMemory, policyPath } from './memory.ts';

const claudePath = '/home/me/project/.mcp.json';

suite('Configuration files that were written to do harm', () => {
  const found = (path: string, content: object | string) =>
    serversForDocument(
      policyPath,
      inMemory({ [path]: typeof content === 'string' ? content : JSON.stringify(content) }),
    );

  async function summaryOf(server: object) {
    const { definitions, problems } = await found(configPath, {
      inputs: [{ id: 'key', type: 'promptString' }],
      servers: { a: server },
    });
    assert.deepEqual(problems, []);
    const [summary] = definitions.map(summarise);
    assert.ok(summary);
    return summary;
  }

  async function refusal(server: object, name = 'a'): Promise<string> {
    const { definitions, problems } = await found(configPath, { servers: { [name]: server } });
    assert.deepEqual(definitions, []);
    return problems.map(({ message }) => message).join();
  }

  test('a megabyte of variables that never end is read in one go', async () => {
    const { definitions } = await found(claudePath, { mcpServers: { a: { command: '${'.repeat(500_000) } } });
    assert.deepEqual(definitions, []);
  });

  test('a default may hold a dollar sign and an opening brace', async () => {
    const { definitions } = await found(claudePath, { mcpServers: { a: { command: '${NOPE:-a$b{c}', args: ['${'] } } });
    assert.equal(definitions.map(summarise)[0]?.target, "'a$b{c' '${'");
  });

  test('five hundred broken servers behind a million lines are all told, each with its line', async () => {
    const servers = Array.from({ length: 500 }, (_, number) => `"${number}": {}`).join(',\n');
    const { problems } = await found(configPath, `${'\n'.repeat(1_000_000)}{"servers": {${servers}}}`);
    assert.deepEqual([problems.length, problems[0]?.line, problems[499]?.line], [500, 1_000_001, 1_000_500]);
  });

  test('what is started or set cannot be longer than a person can look at', async () => {
    const tooLong = /is longer than 6000 characters, and nobody could look at all of it/;
    assert.match(await refusal({ command: 'npx', args: ['good', ...Array(3_000).fill('-v'), '--evil'] }), tooLong);
    const env = Object.fromEntries(Array.from({ length: 1_000 }, (_, number) => [`VARIABLE_${number}`, '']));
    assert.match(await refusal({ command: 'npx', env }), tooLong);
    assert.match(await refusal({ command: 'x' }, 'n'.repeat(10_000)), tooLong);
    assert.match(await refusal({ url: 'https://example.com', headers: { ['h'.repeat(10_000)]: '' } }), tooLong);
  });

  const blanks: readonly (readonly [what: string, argument: string, shown: string])[] = [
    ['a few blanks are shown as they are', 'a   b', "'a   b'"],
    ['many blanks are counted', `a${' '.repeat(300)}b`, "'a<300 blanks>b'"],
    ['blanks of other scripts are named', 'a\u00A0b\u3000c', "'a<U+00A0>b<U+3000>c'"],
    ['letters that look like blanks are named', 'a\u3164b\u2800c\u115Fd', "'a<U+3164>b<U+2800>c<U+115F>d'"],
  ];
  for (const [what, argument, shown] of blanks) {
    test(`${what}: ${shown}`, async () => {
      assert.equal((await summaryOf({ command: 'x', args: [argument] })).target, `x ${shown}`);
    });
  }

  test('a header shows which variables are sent in it, and never their values', async () => {
    const headers = {
      'X-Id': 'id-${env:TOKEN}',
      Authorization: 'Bearer ${input:key}',
      Plain: 'canary-1',
      'X-None': '${env:NOPE}',
    };
    const summary = await summaryOf({ url: 'https://example.com', headers });
    assert.deepEqual(summary.headers, [
      'X-Id (${env:TOKEN})',
      'Authorization (${input:key})',
      'Plain',
      'X-None (${env:NOPE}, which is empty)',
    ]);
    assert.doesNotMatch(JSON.stringify(summary), /canary/);
  });

  test('so does the client that somebody is signed in as', async () => {
    const oauth = { clientId: 'id-${env:TOKEN}', clientSecret: 'canary-2${input:key}', scopes: ['a', '${env:PORT}'] };
    const summary = await summaryOf({ url: 'https://example.com', oauth });
    assert.deepEqual(summary.client, ['id id-${env:TOKEN}', 'a secret (${input:key})', 'scopes a ${env:PORT}']);
    assert.doesNotMatch(JSON.stringify(summary), /canary/);
    assert.equal((await summaryOf({ url: 'https://example.com' })).client, undefined);
  });
});
