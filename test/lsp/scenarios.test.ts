import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  CancellationTokenSource,
  type CompletionItem,
  CompletionRequest,
  type Diagnostic,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  type Hover,
  HoverRequest,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver/node';
import { requests } from '../../server/protocol/requests.ts';
import type { RunScenariosResult, ScenariosResult } from '../../server/protocol/scenarios.ts';
import { type Editor, startEditor } from './editor.ts';

const policy = `{
  "version": "1",
  "default": "deny",
  "tools": {
    "pay": { "limits": [{ "counter": "pay_rate", "window": "minute", "max": 30, "scope": "grant" }] }
  }
}`;
/** With one allowed call more. */
const looser = policy.replace('30', '31');

const scenarios = `{
  "policy": "policy.json",
  "scenarios": [
    { "name": "The 31st payment is denied", "steps": [
      { "tool": "pay", "times": 31, "expect": { "allowed": 30, "rule": "/tools/pay/limits/pay_rate" } }
    ] },
    { "name": "\${n} payments are fine", "matrix": [{ "n": 1 }, { "n": 30 }], "steps": [
      { "tool": "pay", "times": "\${n}", "expect": { "allowed": "\${n}" } }
    ] }
  ]
}`;

suite('Scenarios over stdio', () => {
  let folder: string;
  let editor: Editor;
  let uri: string;
  let policyUri: string;
  setup(async () => {
    folder = mkdtempSync(join(tmpdir(), 'scenarios-'));
    uri = pathToFileURL(join(folder, 'policy.policytest.json')).href;
    policyUri = pathToFileURL(join(folder, 'policy.json')).href;
    writeFileSync(join(folder, 'policy.json'), policy);
    writeFileSync(join(folder, 'policy.policytest.json'), scenarios);
    editor = await startEditor({ folder });
  });
  teardown(async () => {
    assert.equal(await editor.close(), 0);
    rmSync(folder, { recursive: true });
  });

  const tests = (): Promise<ScenariosResult> => editor.connection.sendRequest(requests.scenarios, { uri });
  const run = (ids?: string[]): Promise<RunScenariosResult> =>
    editor.connection.sendRequest(requests.runScenarios, { uri, ...(ids && { ids }) });
  const states = ({ outcomes }: RunScenariosResult): string[] => outcomes.map(({ id, state }) => `${id}: ${state}`);
  const codes = (diagnostics: readonly Diagnostic[]): unknown[] => diagnostics.map(({ code }) => code);

  test('a file that is not open is listed and run as the disk has it', async () => {
    const listed = await tests();
    assert.equal(listed.policyUri, policyUri);
    assert.deepEqual(listed.problems, []);
    assert.deepEqual(
      listed.tests.map(({ id, steps, cases }) => [id, steps.map(({ name }) => name), cases?.map(({ name }) => name)]),
      [
        ['The 31st payment is denied', ['pay ×31'], undefined],
        ['${n} payments are fine', [], ['1 payments are fine', '30 payments are fine']],
      ],
    );
    assert.equal(listed.tests[0]?.range.start.line, 3);
    assert.deepEqual(states(await run()), [
      'The 31st payment is denied: passed',
      '${n} payments are fine/1: passed',
      '${n} payments are fine/2: passed',
    ]);
  });

  test('what is typed counts, in the scenarios and in the policy, saved or not', async () => {
    await editor.open(uri, scenarios.replace('31st', 'last'));
    await editor.send(policyUri, looser);
    const result = await run(['The last payment is denied']);
    assert.deepEqual(states(result), ['The last payment is denied: failed']);
    const failure = result.outcomes[0]?.failures.find(({ message }) => message.includes('31 calls'));
    assert.ok(failure !== undefined);
    assert.equal(failure.message, 'Expected 30 of 31 calls to be allowed, but 31 are; the last is "allowed"');
    assert.deepEqual(failure.range, { start: { line: 4, character: 59 }, end: { line: 4, character: 61 } });
    assert.match(failure.expected, /^allowed: 30 of 31$/m);
    assert.match(failure.actual, /^allowed: 31 of 31$/m);
    assert.match(failure.actual, /✓ limit {2}\/tools\/pay\/limits\/pay_rate/);
  });

  test('tests, cases and steps can be chosen, and what they exercised comes with them', async () => {
    assert.deepEqual(states(await run(['${n} payments are fine/2'])), ['${n} payments are fine/2: passed']);
    const { outcomes, coverage } = await run(['The 31st payment is denied#1']);
    assert.equal(outcomes[0]?.steps[0]?.decision.slice(0, 40), 'denied by /tools/pay/limits/pay_rate: Ra');
    assert.deepEqual(
      coverage?.statements.map(({ kind, executed, range }) => [kind, executed, range.start.line]),
      [
        ['tool', 31, 4],
        ['limit', 31, 4],
      ],
    );
    assert.deepEqual(
      coverage?.branches.map(({ heldTrue, heldFalse, statement }) => [heldTrue, heldFalse, statement]),
      [[1, 30, 1]],
    );
  });

  test('what cannot run says why, and where', async () => {
    await editor.open(uri, scenarios.replace('policy.json', 'none.json'));
    const { outcomes, problems, coverage } = await run();
    assert.equal(coverage, undefined);
    assert.deepEqual([...new Set(outcomes.map(({ state }) => state))], ['errored']);
    assert.match(outcomes[0]?.problem?.message ?? '', /^There is no policy at "none\.json"/);
    assert.deepEqual(problems[0]?.range.start, { line: 1, character: 12 });
  });

  test('a file that is nowhere is refused', async () => {
    const nowhere = { uri: `${uri}x` };
    await assert.rejects(editor.connection.sendRequest(requests.scenarios, nowhere), /cannot be read/);
  });

  test('a text can be given instead', async () => {
    const text = '{"policy": "policy.json", "scenarios": [{"name": "given", "steps": []}]}';
    const listed: ScenariosResult = await editor.connection.sendRequest(requests.scenarios, { uri: `${uri}x`, text });
    assert.deepEqual(
      listed.tests.map(({ name }) => name),
      ['given'],
    );
  });

  test('a long run can be cancelled', async () => {
    const step = '{"tool": "pay", "times": 10000}';
    const steps = Array.from({ length: 5000 }, () => step).join(', ');
    const text = `{"policy": "policy.json", "scenarios": [{"name": "long", "steps": [${steps}]}]}`;
    const cancel = new CancellationTokenSource();
    const running = editor.connection.sendRequest(requests.runScenarios, { uri, text }, cancel.token);
    setTimeout(() => cancel.cancel(), 100);
    await assert.rejects(
      running,
      (error) => error instanceof ResponseError && error.code === LSPErrorCodes.RequestCancelled,
    );
  });

  test('mistakes are underlined; when the policy changes, anew', async () => {
    assert.deepEqual(await editor.open(uri, scenarios), []);
    const misspelt = scenarios.replace('pay_rate', 'pay_rat');
    assert.deepEqual(codes(await editor.change(uri, { text: misspelt })), ['scenario-unknown-rule']);
    const next = editor.nextDiagnostics(uri);
    await editor.send(policyUri, policy.replace('pay_rate', 'pay_rat'));
    assert.deepEqual(await next, []);
    const closed = editor.nextDiagnostics(uri);
    await editor.connection.sendNotification(DidCloseTextDocumentNotification.type, {
      textDocument: { uri: policyUri },
    });
    assert.deepEqual(codes(await closed), ['scenario-unknown-rule']);
    writeFileSync(join(folder, 'policy.json'), policy.replace('pay_rate', 'pay_rat'));
    const saved = editor.nextDiagnostics(uri);
    const changes = [{ uri: policyUri, type: 2 as const }];
    await editor.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
    assert.deepEqual(await saved, []);
  });

  test("completion knows the policy's names, hover says what is decided", async () => {
    await editor.open(uri, scenarios);
    const position = { line: 4, character: scenarios.split('\n')[4]?.indexOf('pay_rate') ?? 0 };
    const items: CompletionItem[] | null = await editor.connection.sendRequest(CompletionRequest.method, {
      textDocument: { uri },
      position,
    });
    assert.equal(items?.[0]?.label, '"/tools/pay/limits/pay_rate"');
    const hover: Hover | null = await editor.connection.sendRequest(HoverRequest.method, {
      textDocument: { uri },
      position,
    });
    assert.match(JSON.stringify(hover?.contents), /30 of 31 allowed; the last is \*\*denied by/);
  });
});
