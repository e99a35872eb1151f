import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type CompletionItem,
  CompletionRequest,
  DidChangeWatchedFilesNotification,
  FileChangeType,
} from 'vscode-languageserver/node';
import { requests, type ServerDefinitionsResult } from '../../server/protocol/requests.ts';
import { stringifySnapshot } from '../../server/tools/snapshot.ts';
import { type Editor, repository, startEditor } from './editor.ts';

const policy = '{"version": "1", "default": "deny", "tools": {"pay": {}}}';
const scenarios = '{"policy": "policy.json", "scenarios": [{"name": "a", "steps": [{"tool": ""}]}]}';
const character = scenarios.indexOf('"tool": ""') + '"tool": "'.length;

const listOf = (...names: string[]): string => {
  const tools = names.map((name) => ({ name, inputSchema: { type: 'object' } }));
  return stringifySnapshot({ list: { server: 'Shop', tools, skipped: [] }, riskClasses: new Map() });
};

suite('The tools of a policy that is not open, over stdio', () => {
  let folder: string;
  const fileUri = (name: string) => pathToFileURL(join(folder, name)).href;
  setup(() => {
    const cache = join(repository, '.cache', 'test');
    mkdirSync(cache, { recursive: true });
    folder = mkdtempSync(join(cache, 'scenarios-'));
    writeFileSync(join(folder, 'policy.json'), policy);
  });
  teardown(() => rmSync(folder, { recursive: true }));

  async function inEditor(work: (editor: Editor) => Promise<void>): Promise<void> {
    const memoryFolder = join(folder, 'memory');
    const editor = await startEditor({ folder, initializationOptions: { workspaceTrusted: true, memoryFolder } });
    try {
      await work(editor);
    } finally {
      assert.equal(await editor.close(), 0);
    }
  }

  async function proposed(editor: Editor): Promise<string[] | undefined> {
    const items: CompletionItem[] | null = await editor.connection.sendRequest(CompletionRequest.method, {
      textDocument: { uri: fileUri('policy.policytest.json') },
      position: { line: 0, character },
    });
    return items?.map(({ label }) => label);
  }

  test('are those of its snapshot, as the disk has it now', () =>
    inEditor(async (editor) => {
      writeFileSync(join(folder, 'policy.mcptools.json'), listOf('pay', 'refund'));
      await editor.open(fileUri('policy.policytest.json'), scenarios);
      assert.deepEqual(await proposed(editor), ['pay', 'refund']);
      writeFileSync(join(folder, 'policy.mcptools.json'), listOf('pay', 'void_payment'));
      const checkedAnew = editor.nextDiagnostics(fileUri('policy.policytest.json'));
      await editor.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
        changes: [{ uri: fileUri('policy.mcptools.json'), type: FileChangeType.Changed }],
      });
      await checkedAnew;
      assert.deepEqual(await proposed(editor), ['pay', 'void_payment']);
    }));

  test('are those that its server had in an earlier session', async () => {
    mkdirSync(join(folder, '.vscode'));
    writeFileSync(join(folder, 'tools.json'), listOf('pay', 'refund'));
    const args = [join(repository, 'examples/stand-in-server/server.mjs'), '--tools', join(folder, 'tools.json')];
    const servers = { shop: { type: 'stdio', command: process.execPath, args } };
    writeFileSync(join(folder, '.vscode/mcp.json'), JSON.stringify({ servers }));
    const uri = fileUri('policy.json');
    await inEditor(async (editor) => {
      await editor.open(uri, policy);
      const found: ServerDefinitionsResult = await editor.connection.sendRequest(requests.serverDefinitions, { uri });
      const [definition] = found.definitions;
      assert.ok(definition !== undefined, JSON.stringify(found.problems));
      const { name: server, hash } = definition;
      await editor.connection.sendRequest(requests.connect, { uri, server, hash, inputs: {} });
      // It is kept beside everything else, and this test wants it whole.
      while (!readdirSync(join(folder, 'memory')).some((name) => name.endsWith('.list'))) {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    });
    await inEditor(async (editor) => {
      await editor.open(fileUri('policy.policytest.json'), scenarios);
      assert.deepEqual(await proposed(editor), ['pay', 'refund']);
    });
  });
});
