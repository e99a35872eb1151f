import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import {
  createConnection,
  createProtocolConnection,
  ErrorCodes,
  type ProtocolConnection,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { answerToolsRequests } from '../../../server/lsp/tools/toolsRequests.ts';
import { parsePolicyDocument } from '../../../server/policy/policyDocument.ts';
import { requests } from '../../../server/protocol/requests.ts';
import { freshTools } from '../../toolLists.ts';

const uri = 'file:///work/policy.json';
const text = '{ "version": "1", "default": "deny", "tools": { "get_page": {} } }';
const list = { server: 'Shop', fetchedAt: 0, skipped: [] };
const inputSchema = { type: 'object' };

suite('The requests behind the Tools tree', () => {
  let editor: ProtocolConnection;

  setup(() => {
    const [toServer, toEditor] = [new PassThrough(), new PassThrough()];
    const server = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toEditor));
    const knowledge = freshTools('get_page', 'set_page');
    answerToolsRequests(server, {
      demandOpen(asked) {
        if (asked !== uri) throw new ResponseError(ErrorCodes.InvalidParams, `${asked} is not open.`);
        return parsePolicyDocument(TextDocument.create(uri, 'json', 7, text));
      },
      knowledgeOf: () => knowledge,
      knowledgeFor: async (asked) => (asked.endsWith('policy.json') ? knowledge : { state: 'unknown' }),
      serverOf: () => ({ name: 'shop', knowledge }),
      watchOf: () => ({ state: 'connected' }),
      baselineOf: () => ({ ...list, tools: [{ name: 'get_page', inputSchema }] }),
      snapshotPathOf: () => '/work/shop.mcptools.json',
    });
    server.listen();
    editor = createProtocolConnection(new StreamMessageReader(toEditor), new StreamMessageWriter(toServer));
    editor.listen();
  });
  teardown(() => editor.dispose());

  test('the overview has the server, its tools, and what changed since the snapshot', async () => {
    const { server, tools } = await editor.sendRequest<{ server: object; tools: { name: string; drift: object[] }[] }>(
      requests.toolsOverview,
      { uri },
    );
    assert.deepEqual(server, {
      state: 'fresh',
      definition: 'shop',
      name: 'Test Server',
      from: 'live',
      toolCount: 2,
      skipped: [],
      fetchedAt: 0,
      watch: { state: 'connected' },
      snapshot: '/work/shop.mcptools.json',
    });
    assert.deepEqual(
      tools.map(({ name, drift }) => [name, drift.length]),
      [
        ['get_page', 0],
        ['set_page', 1],
      ],
    );
  });

  test('a change comes as edits of the version that was read', async () => {
    const place = { line: 0, character: text.indexOf('"tools"') };
    assert.deepEqual(await editor.sendRequest(requests.toolRuleEdits, { uri, tools: ['set_page'], change: 'hide' }), {
      version: 7,
      edits: [{ range: { start: place, end: place }, newText: '"hide": ["set_page"], ' }],
      refused: [],
    });
  });

  test('a policy is created for one that does not exist yet', async () => {
    const created = await editor.sendRequest<{ text: string }>(requests.createPolicy, {
      uri: 'file:///new/policy.json',
    });
    assert.deepEqual(Object.keys(JSON.parse(created.text).tools), ['get_page', 'set_page']);
    const refused = await editor.sendRequest<object>(requests.createPolicy, { uri: 'file:///other.json' });
    assert.ok('problem' in refused);
  });

  test('what is no parameter of theirs is answered as LSP says', async () => {
    const odd: readonly (readonly [method: string, params: unknown])[] = [
      [requests.toolsOverview, {}],
      [requests.toolsOverview, { uri: 'file:///closed.json' }],
      [requests.toolRuleEdits, { uri, tools: ['a'], change: 'explode' }],
      [requests.toolRuleEdits, { uri, tools: 'a', change: 'hide' }],
      [requests.toolRuleEdits, { uri, tools: [1], change: 'hide' }],
      [requests.createPolicy, { uri: 7 }],
    ];
    for (const [method, params] of odd) {
      await assert.rejects(editor.sendRequest(method, params), { code: ErrorCodes.InvalidParams });
    }
  });
});
