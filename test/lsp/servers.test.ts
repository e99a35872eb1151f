import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CodeActionRequest, type CompletionItem, CompletionRequest, HoverRequest } from 'vscode-languageserver/node';
import {
  type ConnectParams,
  requests,
  type ServerDefinitionsResult,
  type SimulateResult,
  type ToolChoicesResult,
  type ToolKnowledgeResult,
} from '../../server/protocol/requests.ts';
import { type Editor, repository, startEditor } from './editor.ts';

const workspace = join(repository, 'test/vscode/workspace');

interface OpenedPolicy {
  readonly editor: Editor;
  readonly uri: string;
  readonly text: string;
}

async function openIn(folder: string, workspaceTrusted = true): Promise<OpenedPolicy> {
  const path = join(workspace, folder, 'policy.json');
  const editor = await startEditor({ folder: workspace, initializationOptions: { workspaceTrusted } });
  const text = readFileSync(path, 'utf8');
  const uri = pathToFileURL(path).href;
  await editor.open(uri, text);
  return { editor, uri, text };
}

async function connect(
  { editor, uri }: OpenedPolicy,
  change: Partial<ConnectParams> = {},
): Promise<ToolKnowledgeResult> {
  const found: ServerDefinitionsResult = await editor.connection.sendRequest(requests.serverDefinitions, { uri });
  const [definition] = found.definitions;
  assert.ok(definition, JSON.stringify(found.problems));
  const params: ConnectParams = { uri, server: definition.name, hash: definition.hash, inputs: {}, ...change };
  return editor.connection.sendRequest(requests.connect, params);
}

suite('Servers over LSP', () => {
  test('opening a policy connects to nothing; connecting brings names, hovers, warnings and fixes', async () => {
    const policy = await openIn('everything');
    const { editor, uri, text } = policy;
    const before: ToolKnowledgeResult = await editor.connection.sendRequest(requests.toolKnowledge, { uri });
    assert.deepEqual(before, { state: 'unknown', toolCount: 0, skipped: [] });

    const diagnosed = editor.nextDiagnostics(uri);
    const knowledge = await connect(policy);
    assert.equal(knowledge.state, 'fresh');
    assert.equal(knowledge.toolCount, 13);
    assert.deepEqual(
      (await diagnosed).map(({ code }) => code),
      ['unknown-tool'],
    );

    const line = text.split('\n').findIndex((each) => each.includes('get-sm'));
    const place = { textDocument: { uri }, position: { line, character: 7 } };
    const items = await editor.connection.sendRequest(CompletionRequest.type, place);
    assert.ok(items !== null && 'items' in items);
    const sum = items.items.find(({ label }: CompletionItem) => label === 'get-sum');
    assert.ok(sum?.labelDetails?.description);

    const echoLine = text.split('\n').findIndex((each) => each.includes('"echo"'));
    const hover = await editor.connection.sendRequest(HoverRequest.type, {
      textDocument: { uri },
      position: { line: echoLine, character: 7 },
    });
    assert.match(JSON.stringify(hover?.contents), /args/);

    const range = { start: place.position, end: place.position };
    const context = { diagnostics: [] };
    const actions = await editor.connection.sendRequest(CodeActionRequest.type, { ...place, range, context });
    assert.ok(
      actions?.some(({ title }) => title === 'Change to "get-sum"'),
      JSON.stringify(actions),
    );
    await editor.close();
  });

  test('another definition than the one agreed to is not started', async () => {
    const policy = await openIn('everything');
    const knowledge = await connect(policy, { hash: 'of something else' });
    assert.equal(knowledge.state, 'unknown');
    assert.match(knowledge.problem?.what ?? '', /changed after you agreed to it, so nothing was started/);
    await policy.editor.close();
  });

  test('an untrusted workspace is refused by the server, too', async () => {
    const policy = await openIn('everything', false);
    await assert.rejects(connect(policy), /The workspace is not trusted/);
    await policy.editor.close();
  });

  test('a command that does not exist: why, and what to do', async () => {
    const policy = await openIn('absent');
    const { state, server, problem } = await connect(policy);
    assert.equal(state, 'unknown');
    assert.equal(server, 'absent');
    assert.match(problem?.what ?? '', /no-such-command-anywhere/);
    assert.ok(problem?.remedy);
    await policy.editor.close();
  });

  test('a broken mcp.json is a problem at its place', async () => {
    const { editor, uri } = await openIn('broken');
    const found: ServerDefinitionsResult = await editor.connection.sendRequest(requests.serverDefinitions, { uri });
    assert.deepEqual(found.definitions, []);
    assert.match(found.problems[0]?.message ?? '', /line 2/i);
    await editor.close();
  });

  test('a policy outside of every folder: what to do', async () => {
    const editor = await startEditor();
    const uri = 'untitled:policy.json';
    await editor.open(uri, '{}');
    await assert.rejects(editor.connection.sendRequest(requests.serverDefinitions, { uri }), /is in no open folder/);
    await editor.close();
  });
});

suite('The simulator over LSP', () => {
  const call = { args: {}, at: Date.UTC(2026, 0, 31, 10, 30), grant: 'default', session: 'default', upstream: 'ok' };

  test('decides on the unsaved text: the 31st call in a minute is denied, the first of the next allowed', async () => {
    const { editor, uri } = await openIn('none');
    const calls = [
      { ...call, tool: 'echo', times: 31 },
      { ...call, tool: 'echo', times: 1, at: call.at + 60_000 },
    ];
    const first: SimulateResult = await editor.connection.sendRequest(requests.simulate, { uri, calls });
    assert.ok(first.state === 'decided');
    assert.deepEqual(
      first.results.map(({ allowed, denied, rule, agentText, counters }) => ({
        allowed,
        denied,
        rule,
        agentText,
        used: counters[0]?.used,
      })),
      [
        {
          allowed: 30,
          denied: 1,
          rule: '/tools/echo/limits/echo_rate',
          agentText: '[POLICY DENIED] Rate limit of 30 per minute reached. Try again later.',
          used: 30,
        },
        { allowed: 1, denied: 0, rule: undefined, agentText: undefined, used: 1 },
      ],
    );
    assert.equal(first.results[0]?.range?.start.line, 4);

    await editor.change(uri, { text: '{"version": "1", "default": "deny", "hide": ["echo"]}' });
    const second: SimulateResult = await editor.connection.sendRequest(requests.simulate, { uri, calls });
    assert.ok(second.state === 'decided');
    assert.equal(second.results[0]?.rule, '(hidden)');
    await editor.close();
  });

  test('says which line keeps it from deciding', async () => {
    const { editor, uri } = await openIn('none');
    await editor.change(uri, { text: '{"version": "1",\n"default": "maybe"}' });
    const result: SimulateResult = await editor.connection.sendRequest(requests.simulate, { uri, calls: [] });
    assert.deepEqual(result, {
      state: 'undecidable',
      version: 2,
      reason: 'Line 2: "default" must be "deny" or "allow"',
    });
    await editor.close();
  });

  test("offers the policy's tools before a server is connected, and the server's afterwards", async () => {
    const policy = await openIn('everything');
    const { editor, uri } = policy;
    const before: ToolChoicesResult = await editor.connection.sendRequest(requests.toolChoices, { uri });
    assert.deepEqual(
      before.tools.map(({ name, standing, knownFrom }) => [name, standing, knownFrom]),
      [
        ['echo', 'limited', 'policy'],
        ['get-sm', 'allowed', 'policy'],
      ],
    );
    await connect(policy);
    const after: ToolChoicesResult = await editor.connection.sendRequest(requests.toolChoices, { uri });
    const echo = after.tools[0];
    assert.equal(echo?.knownFrom, 'server');
    assert.deepEqual(Object.keys(echo.sampleArguments), ['message']);
    assert.equal(after.tools.find(({ name }) => name === 'get-sum')?.standing, 'denied');
    await editor.close();
  });
});
