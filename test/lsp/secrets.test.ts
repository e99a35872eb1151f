import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { LogMessageNotification } from 'vscode-languageserver/node';
import {
  type ConnectParams,
  requests,
  type ServerDefinitionsResult,
  type SnapshotResult,
  type ToolKnowledgeResult,
} from '../../server/protocol/requests.ts';
import { type Editor, startEditor } from './editor.ts';

/** Secrets of this test alone: whoever finds one of them anywhere has found a leak. */
const canaries = {
  environment: 'canary-env-7f31c0d95b2e4a68',
  file: 'canary-file-90be17d2c45a4f83',
  answer: 'canary-answer-5d02e9a1b7c64f30',
  header: 'canary-header-c81f5e70a94b4d26',
};

/** A server that repeats its environment wherever a text may stand, and fails loudly when it is told to. */
const parrot = `
import { createInterface } from 'node:readline';
const secrets = [process.env.API_TOKEN, process.env.FROM_FILE, process.env.PASSWORD];
console.error('started with ' + secrets.join(' and '));
if (process.argv[2] === 'fails') {
  console.error('cannot log in with ' + secrets.join(', '));
  process.exit(1);
}
const tool = {
  name: 'repeat', title: secrets[0], description: 'Uses ' + secrets.join(' and '),
  inputSchema: { type: 'object', description: secrets[1], properties: {
    key: { type: 'string', default: secrets[2], enum: [secrets[0], secrets[2]], examples: secrets },
  } },
};
const answers = {
  initialize: (id, params) => ({ protocolVersion: params.protocolVersion, capabilities: { tools: {} },
    serverInfo: { name: 'Parrot ' + secrets[0], version: secrets[2] } }),
  'tools/list': () => ({ tools: [tool] }),
};
for await (const line of createInterface({ input: process.stdin })) {
  const { id, method, params } = JSON.parse(line);
  if (answers[method]) console.log(JSON.stringify({ jsonrpc: '2.0', id, result: answers[method](id, params) }));
}
`;

suite('Secrets of a server', () => {
  let folder: string;
  let memoryFolder: string;
  let web: Server;
  let editor: Editor;
  /** Everything that the language server said. */
  let said: string[];

  suiteSetup(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mcp-policy-'));
    memoryFolder = join(folder, 'memory');
    mkdirSync(join(folder, '.vscode'));
    writeFileSync(join(folder, 'parrot.mjs'), parrot);
    web = createServer((request, response) => {
      response.writeHead(403, { 'content-type': 'text/plain' }).end(`no entry for ${request.headers.authorization}`);
    });
    await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  });
  suiteTeardown(async () => {
    web.closeAllConnections();
    web.close();
    rmSync(folder, { recursive: true });
  });

  setup(async () => {
    const { port } = web.address() as AddressInfo;
    process.env.MCP_POLICY_CANARY = canaries.environment;
    writeFileSync(join(folder, 'secrets.env'), `FROM_FILE=${canaries.file}\n`);
    const parrotOf = (...args: string[]) => ({
      command: process.execPath,
      args: ['${workspaceFolder}/parrot.mjs', ...args],
      envFile: 'secrets.env',
      env: { API_TOKEN: '${env:MCP_POLICY_CANARY}', PASSWORD: '${input:password}' },
    });
    const servers = {
      parrot: parrotOf(),
      failing: parrotOf('fails'),
      web: { type: 'http', url: `http://127.0.0.1:${port}/`, headers: { Authorization: 'Bearer ${input:header}' } },
    };
    const inputs = ['password', 'header'].map((id) => ({ type: 'promptString', id, description: id, password: true }));
    writeFileSync(join(folder, '.vscode/mcp.json'), JSON.stringify({ inputs, servers }));
    said = [];
    editor = await startEditor({ folder, initializationOptions: { memoryFolder, workspaceTrusted: true } });
    editor.connection.onNotification(LogMessageNotification.type, ({ message }) => void said.push(message));
  });
  teardown(async () => {
    delete process.env.MCP_POLICY_CANARY;
    await editor.close();
  });

  const uri = () => pathToFileURL(join(folder, 'policy.json')).href;
  const ask = async <Result>(method: string, params: object): Promise<Result> => {
    const result = await editor.connection.sendRequest<Result>(method, params);
    said.push(JSON.stringify(result));
    return result;
  };

  async function connectionTo(server: string): Promise<ConnectParams> {
    const { definitions } = await ask<ServerDefinitionsResult>(requests.serverDefinitions, { uri: uri() });
    const definition = definitions.find(({ name }) => name === server);
    assert.ok(definition, JSON.stringify(definitions));
    const inputs = Object.fromEntries(
      definition.inputs.map(({ id }) => [id, id === 'header' ? canaries.header : canaries.answer]),
    );
    return { uri: uri(), server, source: definition.source, hash: definition.hash, inputs };
  }

  function assertNowhere(): void {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== 'secrets.env')
      .map((entry) => [entry.name, readFileSync(join(entry.parentPath ?? entry.path, entry.name), 'utf8')] as const);
    assert.ok(files.length > 2);
    const published = JSON.stringify(editor.published);
    for (const [what, canary] of Object.entries(canaries)) {
      for (const [name, text] of files) assert.ok(!text.includes(canary), `${what} in the file ${name}`);
      assert.ok(!published.includes(canary), `${what} in a diagnostic`);
      const leak = said.find((text) => text.includes(canary));
      assert.equal(leak, undefined, `${what} was said`);
    }
  }

  test('that repeats them are in nothing that is said of its tools, kept or written', async () => {
    await editor.open(uri(), '{ "version": "1", "default": "allow", "tools": { "repeat": {}, "other": {} } }');
    const known = await ask<ToolKnowledgeResult>(requests.connect, await connectionTo('parrot'));
    assert.deepEqual([known.state, known.toolCount, known.problem], ['fresh', 1, undefined]);
    await ask(requests.watch, await connectionTo('parrot'));
    await ask(requests.toolsOverview, { uri: uri() });
    await ask(requests.toolChoices, { uri: uri() });
    await ask(requests.createPolicy, { uri: uri() });
    const textDocument = { uri: uri() };
    await ask('textDocument/hover', { textDocument, position: { line: 0, character: 52 } });
    await ask('textDocument/completion', { textDocument, position: { line: 0, character: 52 } });
    const saved = await ask<SnapshotResult>(requests.snapshot, { uri: uri() });
    assert.ok('text' in saved, JSON.stringify(saved));
    writeFileSync(saved.path, saved.text);
    await ask(requests.drift, { uri: uri() });
    await ask(requests.unwatch, { uri: uri() });
    assert.ok(readdirSync(memoryFolder).length > 0);
    assertNowhere();
  });

  test('that fails are in no message of why', async () => {
    await editor.open(uri(), '{}');
    for (const server of ['failing', 'web']) {
      const known = await ask<ToolKnowledgeResult>(requests.connect, await connectionTo(server));
      assert.notEqual(known.problem, undefined, server);
    }
    assertNowhere();
  });
});
