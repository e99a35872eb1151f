import { strict as assert } from 'node:assert';
import { callbackAddress } from '../../../client/servers/callbackAddress.ts';
import { inputAnswers } from '../../../client/servers/inputAnswers.ts';
import { serverSecrets } from '../../../client/servers/secrets.ts';
import { memento, secretStorage } from './memento.ts';

suite('The language server’s secrets', () => {
  const key = 'mcpPolicy.oauth.signIn.1';

  test('are kept, read and forgotten', async () => {
    const storage = secretStorage();
    const secrets = serverSecrets(storage);
    assert.equal(await secrets.read({ key }), null);
    await secrets.store({ key, value: 'token' });
    assert.equal(await secrets.read({ key }), 'token');
    await secrets.store({ key, value: null });
    assert.equal(storage.secrets.size, 0);
  });

  const others = [
    { key: 'mcpPolicy.input.["a","b"]' },
    { key: 'github.auth' },
    { key: 'x mcpPolicy.oauth.' },
    { key: 7 },
    {},
    null,
  ];
  for (const params of others) {
    test(`no other secret is handed out: ${JSON.stringify(params)}`, async () => {
      const storage = secretStorage();
      if (typeof params?.key === 'string') await storage.store(params.key, 'of somebody else');
      const secrets = serverSecrets(storage);
      await assert.rejects(secrets.read(params), /no secret of the language server/);
      await assert.rejects(secrets.store({ ...params, value: 'mine' }), /no secret of the language server/);
      await assert.rejects(secrets.store({ ...params, value: null }), /no secret of the language server/);
      assert.ok(![...storage.secrets.values()].includes('mine'));
    });
  }
});

suite('Answers to inputs', () => {
  test('are kept by file and input, in secret storage alone', async () => {
    const [storage, memory] = [secretStorage(), memento()];
    const answers = inputAnswers(storage, memory);
    await answers.of('/a/mcp.json', 'hash 1').keep('key', 'canary');
    assert.equal(await answers.of('/a/mcp.json', 'hash 2').get('key'), 'canary');
    assert.equal(await answers.of('/a/mcp.json', 'hash 1').get('other'), undefined);
    assert.equal(await answers.of('/b/mcp.json', 'hash 1').get('key'), undefined);
    assert.doesNotMatch(JSON.stringify(memory.keys().map((key) => memory.get(key))), /canary/);
  });

  test('are forgotten with any definition that they were given to, and no others', async () => {
    const [storage, memory] = [secretStorage(), memento()];
    const answers = inputAnswers(storage, memory);
    await answers.of('/a/mcp.json', 'hash 1').keep('key', 'one');
    await answers.of('/a/mcp.json', 'hash 2').get('key');
    await answers.of('/b/mcp.json', 'hash 3').keep('__proto__', 'two');
    assert.equal(await answers.forget(['hash 2']), 1);
    assert.deepEqual([...storage.secrets.values()], ['two']);
    assert.equal(await inputAnswers(storage, memory).forget(['hash 1', 'hash 3']), 1);
    assert.equal(storage.secrets.size, 0);
  });

  test('a memory that somebody else wrote to forgets nothing of others', async () => {
    const [storage, memory] = [secretStorage(), memento()];
    await storage.store('github.auth', 'of somebody else');
    for (const stored of [{ 'github.auth': ['hash'] }, ['github.auth'], 'x', { 'mcpPolicy.input.x': [7] }]) {
      await memory.update('mcpPolicy.answeredInputs', stored);
      assert.equal(await inputAnswers(storage, memory).forget(['hash']), 0);
    }
    assert.equal(storage.secrets.size, 1);
  });
});

suite('The address that the browser came back to', () => {
  const rows: readonly (readonly [query: string, parameters: Readonly<Record<string, string>>])[] = [
    ['code=abc&state=xyz', { code: 'abc', state: 'xyz' }],
    ['code=a+b/c==&state=xyz', { code: 'a+b/c==', state: 'xyz' }],
    ['code=a%2Bb&iss=https%3A%2F%2Fsignin.example', { code: 'a+b', iss: 'https://signin.example' }],
    ['code=100%&state=%E0%A4', { code: '100%', state: '%E0%A4' }],
    [
      'error=access_denied&error_description=The+person+said+no',
      { error: 'access_denied', error_description: 'The person said no' },
    ],
    ['iss=https://signin.example/a?b=c&state=1', { iss: 'https://signin.example/a?b=c', state: '1' }],
    ['', {}],
    ['&&=x&nothing', {}],
  ];
  for (const [query, parameters] of rows) {
    test(`${query || 'nothing'} is read as VS Code hands it over`, () => {
      const url = new URL(callbackAddress('vscode://a.b/signed-in', query));
      assert.deepEqual(Object.fromEntries(url.searchParams), parameters);
    });
  }
});
