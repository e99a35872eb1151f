import { strict as assert } from 'node:assert';
import { serversForDocument } from '../../../server/serverConfig/configuredServers.ts';
import { withAnswers } from '../../../server/serverConfig/definition/answers.ts';
import type { ConfiguredClient } from '../../../server/serverConfig/definition/configuredClient.ts';
import { summarise } from '../../../server/serverConfig/definition/summary.ts';
import { configPath, inMemory, policyPath } from './memory.ts';

async function read(more: string) {
  const inputs = '[{"type": "promptString", "id": "secret", "description": "The secret", "password": true}]';
  const text = `{"inputs": ${inputs}, "servers": {"a": {"url": "https://example.com/mcp", ${more}}}}`;
  const { definitions, problems } = await serversForDocument(policyPath, inMemory({ [configPath]: text }));
  const [definition] = definitions;
  return { definition, problems: problems.map(({ message }) => message) };
}

suite('The OAuth client that a definition names', () => {
  const forms: readonly (readonly [what: string, written: string, client: ConfiguredClient | undefined])[] = [
    ['nothing', '"headers": {}', undefined],
    ['VS Code’s form', '"oauth": {"clientId": "abc"}', { clientId: 'abc' }],
    [
      'Claude Code’s form',
      '"oauth": {"clientId": "abc", "callbackPort": 8080, "scopes": "read write"}',
      { clientId: 'abc', callbackPort: 8080, scopes: 'read write' },
    ],
    [
      'Cursor’s form',
      '"auth": {"CLIENT_ID": "abc", "CLIENT_SECRET": "${env:TOKEN}", "scopes": ["read", "write"]}',
      { clientId: 'abc', clientSecret: 'canary-4711', scopes: 'read write' },
    ],
    [
      'an answer',
      '"oauth": {"clientId": "abc", "clientSecret": "${input:secret}"}',
      { clientId: 'abc', clientSecret: 'answered' },
    ],
    ['a variable without a value', '"oauth": {"clientId": "${env:NOPE}"}', {}],
    ['what is no object', '"auth": "none"', undefined],
    ['scopes alone', '"oauth": {"scopes": "read"}', { scopes: 'read' }],
  ];
  for (const [what, written, client] of forms) {
    test(`is read from ${what}`, async () => {
      const { definition, problems } = await read(written);
      assert.ok(definition);
      const readiness = withAnswers(definition, new Map([['secret', 'answered']]));
      assert.ok('ready' in readiness && readiness.ready.transport === 'http', JSON.stringify(problems));
      assert.deepEqual(readiness.ready.oauth, client);
      const { clientSecret } = client ?? {};
      if (clientSecret !== undefined) assert.ok(readiness.ready.secrets.some(({ value }) => value === clientSecret));
      assert.doesNotMatch(JSON.stringify(summarise(definition)), /canary|answered/);
    });
  }

  test('a port that is none is reported at its line', async () => {
    const { definition, problems } = await read('"oauth": {"callbackPort": 70000}');
    assert.equal(definition, undefined);
    assert.match(problems.join(), /Line 1: .*its "callbackPort" is not a port, a whole number from 1 to 65535/);
  });

  test('is part of what the person agrees to', async () => {
    const hashes = await Promise.all(
      ['"headers": {}', '"oauth": {"clientId": "a"}', '"oauth": {"clientId": "b"}'].map(
        async (more) => (await read(more)).definition?.hash,
      ),
    );
    assert.equal(new Set(hashes).size, 3);
  });
});
