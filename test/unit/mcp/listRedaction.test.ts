import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { listTools } from '../../../server/mcp/listing/listTools.ts';
import { listRedaction } from '../../../server/mcp/listRedaction.ts';
import { nodeServer } from './processes.ts';

const canary = 'canary-4711-"quoted"\tand more';
const root = '/home/ada/projects/2026';

suite('What a server repeats of what it was given', () => {
  test('what was typed as a password is taken out of values, too, whatever its input is called', () => {
    const secret = { name: '${input:tok}', value: 'canary-9921z' };
    const entry = { inputSchema: { enum: ['canary-9921z'] } };
    assert.deepEqual(listRedaction([secret]).entry(entry), entry);
    const redacted = { inputSchema: { enum: ['‹${input:tok}›'] } };
    assert.deepEqual(listRedaction([{ ...secret, isPassword: true }]).entry(entry), redacted);
  });

  test('is in no text, key or value of its list, not even cut in half', async () => {
    const definition = nodeServer([resolve('test/fixtures/mcp/echoing-server.mjs')], {
      environment: new Map([
        ['API_KEY', canary],
        ['ROOT', root],
        ['REGION', 'eu-west-1'],
      ]),
      secrets: [
        { name: 'API_KEY', value: canary },
        { name: 'ROOT', value: root },
        { name: 'REGION', value: 'eu-west-1' },
      ],
    });
    const list = await listTools(definition, { timeoutMilliseconds: 20_000 });
    const text = JSON.stringify(list);
    for (const part of ['canary', '4711', 'quoted', root]) assert.equal(text.includes(part), false, part);
    assert.equal(list.server, 'Echo of ‹API_KEY›');
    assert.equal(list.version, '‹API_KEY›');
    const [tool] = list.tools;
    assert.equal(tool?.title, 'Search with ‹API_KEY›');
    assert.deepEqual(tool?.inputSchema.required, ['as_‹API_KEY›']);
    // A region is no secret, and conditions are checked against it.
    assert.match(text, /"enum":\["eu-west-1","elsewhere"\]/);
    assert.match(text, /"description":"Mostly ‹REGION›"/);
    assert.deepEqual(
      list.skipped.map(({ name }) => name),
      ['by_‹API_KEY›'],
    );
  });

  const kept: readonly (readonly [what: string, name: string, value: string])[] = [
    ['a mode', 'NODE_ENV', 'production'],
    ['a switch', 'DEBUG', 'true'],
    ['a port', 'PORT', '8080'],
    ['a key that is none yet', 'API_KEY', 'xyz'],
  ];
  for (const [what, name, value] of kept) {
    test(`${what} is a word like any other`, () => {
      const entry = { name: `get_${value}`, description: `Reads ${value}`, inputSchema: { enum: [value] } };
      assert.deepEqual(listRedaction([{ name, value }]).entry(entry), entry);
    });
  }

  test('a word that serves as a password is taken out of texts, not of names', () => {
    const { entry } = listRedaction([{ name: 'DB_PASSWORD', value: 'postgres' }]);
    assert.deepEqual(
      entry({ name: 'query_postgres', description: 'Queries postgres.', inputSchema: { const: 'postgres' } }),
      {
        name: 'query_postgres',
        description: 'Queries ‹DB_PASSWORD›.',
        inputSchema: { const: 'postgres' },
      },
    );
  });

  test('whatever is no list of tools stays as it is', () => {
    const { entry } = listRedaction([{ name: 'TOKEN', value: 'abcdef123456' }]);
    for (const odd of [null, 7, true, 'text', [], {}]) assert.deepEqual(entry(odd), odd);
    let deep: unknown = 'abcdef123456';
    for (let level = 0; level < 20_000; level++) deep = [deep];
    assert.doesNotThrow(() => entry({ name: 'a', inputSchema: deep }));
  });

  test('a parameter called description is an argument, not a text', () => {
    const { entry } = listRedaction([{ name: 'REGION', value: 'eu-west-1' }]);
    const tool = { inputSchema: { properties: { description: { enum: ['eu-west-1'] } } } };
    assert.deepEqual(entry(tool), tool);
  });
});
