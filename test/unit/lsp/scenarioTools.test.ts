import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import {
  type CompletionItem,
  CompletionRequest,
  DidChangeConfigurationNotification,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
} from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { requests } from '../../../server/protocol/requests.ts';
import type { SnapshotFiles } from '../../../server/serverConfig/snapshots/snapshotPlace.ts';
import { stringifySnapshot } from '../../../server/tools/snapshot.ts';
import { atCursor } from '../../markedCursor.ts';
import { refusingEditor, SlowServers } from './inMemory.ts';

const folder = '/home/me/shop';
const policyPath = `${folder}/pay.policy.json`;
const policyUri = URI.file(policyPath).toString();
const scenarioUri = URI.file(`${folder}/pay.policytest.json`).toString();

const policy = '{"version": "1", "default": "deny", "tools": {"pay": {}}}';

/** A scenario file about the policy, whose only step is the given one. */
const withStep = (step: string, named = 'pay.policy.json'): string =>
  `{"policy": "${named}", "scenarios": [{"name": "a", "steps": [${step}]}]}`;

const listOf = (...names: string[]) => ({
  server: 'Shop',
  fetchedAt: 0,
  tools: names.map((name) => ({ name, inputSchema: { type: 'object', properties: { [`${name}_id`]: {} } } })),
  skipped: [],
});

const snapshotOf = (...names: string[]): string =>
  stringifySnapshot({ list: listOf(...names), riskClasses: new Map() });

suite('The tools of a policy that is not open, in its scenarios', () => {
  let disk: Map<string, string>;
  let reads: string[];
  /** Until then snapshots are not found. */
  let answering: Promise<void>;
  let set: object;
  let servers: SlowServers;
  let editor: ProtocolConnection;
  let versions: Map<string, number>;

  setup(async () => {
    disk = new Map([[policyPath, policy]]);
    reads = [];
    answering = Promise.resolve();
    set = {};
    versions = new Map();
    servers = new SlowServers();
    const snapshotFiles: SnapshotFiles = {
      async exists(path) {
        await answering;
        return disk.has(path);
      },
      names: async (inside) =>
        [...disk.keys()].filter((path) => posix.dirname(path) === inside).map((path) => posix.basename(path)),
      async read(path) {
        reads.push(path);
        return disk.get(path);
      },
    };
    const savedTexts = { read: async (uri: string) => disk.get(URI.parse(uri).fsPath) };
    editor = await refusingEditor(servers, [URI.file(folder).toString()], () => set, { snapshotFiles, savedTexts });
  });
  teardown(() => editor.dispose());

  async function show(uri: string, text: string): Promise<void> {
    const version = (versions.get(uri) ?? 0) + 1;
    versions.set(uri, version);
    if (version > 1) {
      await editor.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri, version },
        contentChanges: [{ text }],
      });
      return;
    }
    const textDocument = { uri, languageId: 'json', version, text };
    await editor.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  }

  async function close(uri: string): Promise<void> {
    versions.delete(uri);
    await editor.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  }

  /** What is proposed at the `|` of the step. */
  async function proposed(step: string, named?: string): Promise<string[]> {
    const { document, position } = atCursor(withStep(step, named));
    await show(scenarioUri, document.text.getText());
    const items: CompletionItem[] | null = await editor.sendRequest(CompletionRequest.method, {
      textDocument: { uri: scenarioUri },
      position,
    });
    return (items ?? []).map(({ label }) => label);
  }

  /** Asks until it is so: what follows a change on the disk comes in its own time. */
  async function proposedSoon(step: string, expected: readonly string[]): Promise<void> {
    let labels = await proposed(step);
    for (const end = Date.now() + 5_000; !isDeepStrictEqual(labels, expected) && Date.now() < end; ) {
      await delay(10);
      labels = await proposed(step);
    }
    assert.deepEqual(labels, expected);
  }

  /** Resolves when the scenario file's diagnostics have these codes. */
  function codes(...expected: readonly string[]): Promise<void> {
    return new Promise((resolve) => {
      editor.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
        const found = diagnostics.map(({ code }) => code);
        if (uri === scenarioUri && isDeepStrictEqual(found, expected)) resolve();
      });
    });
  }

  const fileChanged = (path: string): Promise<void> =>
    editor.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: URI.file(path).toString(), type: 2 }],
    });

  const connectFrom = async (uri: string, ...tools: string[]): Promise<void> => {
    const connected = editor.sendRequest(requests.connect, { uri, server: 'shop', hash: 'h', inputs: {} });
    await servers.answer('shop', { list: listOf(...tools) });
    await connected;
  };

  test('are those of its snapshot', async () => {
    disk.set(`${folder}/pay.mcptools.json`, snapshotOf('pay', 'refund'));
    assert.deepEqual(await proposed('{"tool": "|"}'), ['pay', 'refund']);
    assert.deepEqual(await proposed('{"tool": "refund", "args": {"|"}}'), ['refund_id']);
    assert.deepEqual(servers.searches, [], 'nothing is started for that');
  });

  test('are those of the snapshot of the server that a setting names', async () => {
    set = { servers: { 'pay.policy.json': 'till' } };
    disk.set(`${folder}/pay.mcptools.json`, snapshotOf('own'));
    disk.set(`${folder}/till.mcptools.json`, snapshotOf('of_till'));
    assert.deepEqual(await proposed('{"tool": "|"}'), ['pay', 'of_till']);
    set = {};
    await editor.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    await proposedSoon('{"tool": "|"}', ['pay', 'own']);
  });

  test('are those of a server that somebody connected to beside it', async () => {
    disk.set(`${folder}/pay.mcptools.json`, snapshotOf('saved'));
    assert.deepEqual(await proposed('{"tool": "|"}'), ['pay', 'saved']);
    await connectFrom(URI.file(`${folder}/other.policy.json`).toString(), 'live');
    assert.deepEqual(await proposed('{"tool": "|"}'), ['pay', 'live']);
  });

  test('a snapshot that comes, changes and goes is heard of', async () => {
    // "pays" reads like "pay".
    const first = codes('scenario-unknown-tool');
    await show(scenarioUri, withStep('{"tool": "pays"}'));
    await first;
    const snapshot = `${folder}/pay.mcptools.json`;
    disk.set(snapshot, snapshotOf('pay', 'pays'));
    const second = codes();
    await fileChanged(snapshot);
    await second;
    disk.set(snapshot, snapshotOf('pay'));
    const third = codes('scenario-unknown-tool');
    await fileChanged(snapshot);
    await third;
  });

  test('are known at once when the policy is open, and stay when it closes', async () => {
    disk.set(`${folder}/pay.mcptools.json`, snapshotOf('pay', 'refund'));
    await show(policyUri, policy);
    await proposed('{"tool": "|"}');
    await close(policyUri);
    assert.deepEqual(await proposed('{"tool": "|"}'), ['pay', 'refund']);
    await show(policyUri, policy);
    await editor.sendRequest(requests.isPolicy, { uri: policyUri });
    assert.deepEqual(await proposed('{"tool": "|"}'), ['pay', 'refund']);
  });

  test('scenarios that were open first hear what is known of a policy that opens', async () => {
    disk.set(`${folder}/pay.mcptools.json`, snapshotOf('pay', 'pays'));
    disk.delete(policyPath);
    const missing = codes('scenario-policy');
    await show(scenarioUri, withStep('{"tool": "pays"}'));
    await missing;
    let answer = (): void => undefined;
    answering = new Promise((resolve) => (answer = resolve));
    const early = codes('scenario-unknown-tool');
    await show(policyUri, policy);
    await early;
    const late = codes();
    answer();
    await late;
  });

  test('nothing is kept of a policy that no open scenarios name any more', async () => {
    const snapshot = `${folder}/pay.mcptools.json`;
    disk.set(snapshot, snapshotOf('pay'));
    disk.set(`${folder}/other/other.policy.json`, policy);
    await proposed('{"tool": "|"}');
    await proposed('{"tool": "|"}', 'other/other.policy.json');
    reads.length = 0;
    await fileChanged(snapshot);
    await proposed('{"tool": "|"}', 'other/other.policy.json');
    assert.deepEqual(reads, [], 'it is looked after no longer');
    await close(scenarioUri);
    await fileChanged(snapshot);
    await editor.sendRequest(requests.isPolicy, { uri: policyUri });
    assert.deepEqual(reads, []);
    assert.deepEqual(await proposed('{"tool": "|"}'), ['pay']);
  });

  test('two scenario files may name the same policy, and one of them may close', async () => {
    const snapshot = `${folder}/pay.mcptools.json`;
    disk.set(snapshot, snapshotOf('pay'));
    const second = URI.file(`${folder}/second.policytest.json`).toString();
    await show(second, withStep('{"tool": "pay"}'));
    assert.deepEqual(await proposed('{"tool": "|"}'), ['pay']);
    await close(second);
    disk.set(snapshot, snapshotOf('pay', 'refund'));
    await fileChanged(snapshot);
    await proposedSoon('{"tool": "|"}', ['pay', 'refund']);
  });

  test('creating a policy of that name does not take them away', async () => {
    disk.set(`${folder}/pay.mcptools.json`, snapshotOf('pay', 'refund'));
    await proposed('{"tool": "|"}');
    await editor.sendRequest(requests.createPolicy, { uri: policyUri });
    assert.deepEqual(await proposed('{"tool": "|"}'), ['pay', 'refund']);
  });
});
