import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { requests, type ServerDefinitionsResult } from '../../server/protocol/requests.ts';
import { type Editor, repository, startEditor } from './editor.ts';

/** In UTF-16 code units: no answer is larger, whatever a server and a policy hold. */
const largestAnswer = 20_000_000;

const hidden = '\u202E\u200B'.repeat(200);
const conditions = Array.from(
  { length: 5_000 },
  (_, index) => `{"path": "args.k${index}", "op": "eq", "value": ${index}}`,
);

const policies: Readonly<Record<string, string>> = {
  'a thousand tools whose names hide': `{"version": "1", "default": "allow", "tools": {${Array.from({ length: 1_000 }, (_, index) => `"t${index}${hidden}": {}`).join()}}}`,
  'a megabyte in one name': `{"version": "1", "default": "allow", "tools": {"${'\u200B'.repeat(1_000_000)}": {}}}`,
  'a rule with thousands of conditions': `{"version": "1", "default": "allow", "tools": {"t0${hidden}": {"deny_if": [{"conditions": [${conditions.join()}]}]}}}`,
  'half a megabyte of opening brackets': '['.repeat(500_000),
};

/** Thousands of tools with long names, and one with thousands of arguments and values. */
function hostileTools(): object[] {
  const keys = Array.from({ length: 20_000 }, (_, index) => `k${index}`);
  const properties = Object.fromEntries(keys.map((key) => [key, { type: 'string' }]));
  const bomb = { type: 'object', properties: { ...properties, mode: { enum: keys } } };
  const names = Array.from({ length: 4_999 }, (_, index) => `t${index}${hidden}`);
  return [
    ...names.map((name) => ({ name, description: 'Does\u202E it.', inputSchema: { type: 'object' } })),
    { name: 'bomb', inputSchema: bomb },
  ];
}

suite('What a hostile server and a hostile policy make of an answer', () => {
  let folder = '';
  let editor: Editor;
  suiteSetup(async () => {
    const cache = join(repository, '.cache', 'test');
    mkdirSync(cache, { recursive: true });
    folder = mkdtempSync(join(cache, 'hostile-'));
    mkdirSync(join(folder, '.vscode'));
    const tools = hostileTools();
    writeFileSync(join(folder, 'tools.json'), JSON.stringify({ server: 'Shop', tools }));
    const args = [join(repository, 'examples/stand-in-server/server.mjs'), '--tools', join(folder, 'tools.json')];
    const servers = { shop: { type: 'stdio', command: process.execPath, args } };
    writeFileSync(join(folder, '.vscode', 'mcp.json'), JSON.stringify({ servers }));
    const before = tools.slice(0, 1_000).map((tool) => ({ ...tool, description: 'Did it.' }));
    writeFileSync(join(folder, 'shop.mcptools.json'), JSON.stringify({ server: 'Shop', tools: before }));
    editor = await startEditor({ folder, initializationOptions: { workspaceTrusted: true } });
    const uri = pathToFileURL(join(folder, 'first.policy.json')).href;
    const found: ServerDefinitionsResult = await editor.connection.sendRequest(requests.serverDefinitions, { uri });
    const consent = { uri, server: 'shop', hash: found.definitions[0]?.hash, inputs: {} };
    await editor.connection.sendRequest(requests.connect, consent);
  });
  suiteTeardown(async () => {
    await editor.close();
    rmSync(folder, { recursive: true });
  });

  for (const [index, [what, text]] of Object.entries(policies).entries()) {
    test(`is bounded: ${what}`, async () => {
      const uri = pathToFileURL(join(folder, `${index}.policy.json`)).href;
      await editor.open(uri, text);
      const [tool, names] = [`t1${hidden}`, Array.from({ length: 200 }, (_, index) => `t${index}${hidden}`)];
      const asked: readonly (readonly [method: string, params: object])[] = [
        [requests.toolsOverview, { uri }],
        [requests.drift, { uri }],
        [requests.snapshot, { uri }],
        [requests.createPolicy, { uri }],
        [requests.toolKnowledge, { uri }],
        [requests.toolChoices, { uri }],
        ...['allow', 'hide', 'starter'].map(
          (change) => [requests.toolRuleEdits, { uri, tools: names, change }] as const,
        ),
        ['textDocument/hover', { textDocument: { uri }, position: { line: 0, character: 50 } }],
        [
          requests.simulate,
          {
            uri,
            calls: [{ tool, args: {}, grant: 'a', session: 'a', at: 0, upstream: 'ok', times: 1 }],
            windows: 'aligned',
          },
        ],
      ];
      for (const [method, params] of asked) {
        const answer = JSON.stringify(await editor.connection.sendRequest(method, params));
        assert.ok(answer.length < largestAnswer, `${method}: ${answer.length}`);
      }
    });
  }
});
