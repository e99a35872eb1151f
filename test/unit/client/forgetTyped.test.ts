import { strict as assert } from 'node:assert';
import { forgetTyped, type TypedTraces } from '../../../client/servers/forgetTyped.ts';
import type { ServerDefinitionSummary } from '../../../server/protocol/serverDefinition.ts';

const typed: ServerDefinitionSummary = {
  name: 'crm',
  source: 'typed by hand',
  typed: 'https://${input:host}/mcp',
  transport: 'http',
  target: 'https://${input:host}/mcp',
  environment: [],
  headers: [],
  inputs: [{ id: 'host', description: '', password: true }],
  hash: 'h',
};

suite('Taking off the list what was typed', () => {
  function traces(changes: Partial<TypedTraces> = {}) {
    const done: string[] = [];
    const all: TypedTraces = {
      async answersTo() {
        done.push('read its answers');
        return { host: 'example.com' };
      },
      forget: async (hashes) => done.push(`forget ${hashes}`),
      async signOut(params) {
        done.push(`sign out ${JSON.stringify(params)}`);
        return true;
      },
      takeOff: async (text) => void done.push(`take off ${text}`),
      putBack: async (text) => void done.push(`put back ${text}`),
      ...changes,
    };
    return { done, all };
  }

  test('forgets it as Forget does, and signs it out, while its answers still say where', async () => {
    const { done, all } = traces();
    assert.equal(await forgetTyped('file:///policy.json', typed, all), true);
    const params = {
      uri: 'file:///policy.json',
      server: 'crm',
      typed: 'https://${input:host}/mcp',
      inputs: { host: 'example.com' },
    };
    assert.deepEqual(done, [
      'read its answers',
      'take off https://${input:host}/mcp',
      'forget h',
      `sign out ${JSON.stringify(params)}`,
    ]);
  });

  test('what cannot be signed out is on the list again', async () => {
    const { done, all } = traces({ signOut: () => Promise.reject(new Error('no language server')) });
    await assert.rejects(forgetTyped('file:///policy.json', typed, all), /no language server/);
    assert.equal(done.at(-1), 'put back https://${input:host}/mcp');
  });

  test('a server of a file stays as it is', async () => {
    const { done, all } = traces();
    const { typed: _typed, ...ofFile } = typed;
    assert.equal(await forgetTyped('file:///policy.json', ofFile, all), false);
    assert.deepEqual(done, []);
  });
});
