import assert from 'node:assert/strict';
import { DidChangeConfigurationNotification, DidOpenTextDocumentNotification } from 'vscode-languageserver/node';
import { type CreatedPolicyResult, notifications, requests } from '../../../server/protocol/requests.ts';
import { refusingEditor, SlowServers } from './inMemory.ts';

const open = 'file:///home/me/open.policy.json';
const created = 'file:///home/me/policy.json';

suite('A policy that is created', () => {
  test('is for the server that a setting names, with the risk classes that people set', async () => {
    const servers = new SlowServers();
    const set = { servers: { 'policy.json': 'a' }, riskClasses: { get_thing: 'financial' } };
    const editor = await refusingEditor(servers, undefined, () => set);
    try {
      const textDocument = { uri: open, languageId: 'json', version: 1, text: '{}' };
      await editor.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
      for (const server of ['a', 'b']) {
        const connected = editor.sendRequest(requests.connect, { uri: open, server, hash: 'h', inputs: {} });
        const tool = { name: server === 'a' ? 'get_thing' : 'get_other', inputSchema: {} };
        await servers.answer(server, { list: { server, tools: [tool], skipped: [] } });
        await connected;
      }
      const result: CreatedPolicyResult = await editor.sendRequest(requests.createPolicy, { uri: created });
      assert.ok('text' in result, JSON.stringify(result));
      assert.match(result.text, /"get_thing": \{\s*"deny_if"/);
    } finally {
      editor.dispose();
    }
  });
});

suite('Risk classes that are set', () => {
  test('everybody who shows tools hears of a class that changes, and of no other setting', async () => {
    let set: object = {};
    const editor = await refusingEditor(new SlowServers(), undefined, () => set);
    try {
      let told = 0;
      let hear: () => void = () => undefined;
      const answered = () => editor.sendRequest(requests.serverDefinitions, { uri: open });
      const textDocument = { uri: open, languageId: 'json', version: 1, text: '{}' };
      await editor.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
      await answered();
      editor.onNotification(notifications.toolKnowledgeChanged, () => {
        told += 1;
        hear();
      });
      const change = async (settings: object) => {
        set = settings;
        await editor.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
        await answered();
      };
      await change({ codeLens: false });
      const heard = () => new Promise<void>((resolve) => (hear = resolve));
      const first = heard();
      await change({ riskClasses: { get_thing: 'financial' } });
      await first;
      await change({ riskClasses: { get_thing: 'financial' }, codeLens: false });
      const second = heard();
      await change({ riskClasses: { get_thing: 'read' } });
      await second;
      assert.equal(told, 2);
    } finally {
      editor.dispose();
    }
  });
});
