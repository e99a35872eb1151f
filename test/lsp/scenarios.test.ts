import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  CancellationTokenSource,
  type CodeAction,
  CodeActionRequest,
  type CompletionItem,
  CompletionRequest,
  DefinitionRequest,
  type Diagnostic,
  DiagnosticSeverity,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  type DocumentSymbol,
  DocumentSymbolRequest,
  type Hover,
  HoverRequest,
  type Location,
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

  const minutesOfWork: [what: string, step: string, count: number][] = [
    ['calls', '{"tool": "pay", "times": 10000}', 5000],
    ['traffic', '{"traffic": [{"tool": "pay", "perMinute": 1000000}], "for": "19m"}', 50],
  ];
  for (const [what, step, count] of minutesOfWork) {
    test(`a long run of ${what} can be cancelled`, async () => {
      const steps = Array.from({ length: count }, () => step).join(', ');
      const text = `{"policy": "policy.json", "scenarios": [{"name": "long", "steps": [${steps}]}]}`;
      await editor.send(policyUri, policy);
      const cancel = new CancellationTokenSource();
      let isDone = false;
      const running = editor.connection.sendRequest(requests.runScenarios, { uri, text }, cancel.token).finally(() => {
        isDone = true;
      });
      // Both texts are there, so that the run begins at once; a question behind it is answered when it pauses.
      assert.equal(await editor.connection.sendRequest(requests.isPolicy, { uri: policyUri }), true);
      assert.equal(isDone, false);
      cancel.cancel();
      // Of a run that has begun, only the run itself says so, as it ends.
      await assert.rejects(
        running,
        (error) => error instanceof ResponseError && error.code === LSPErrorCodes.RequestCancelled,
      );
    });
  }

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

  test('mistakes are mended, names lead to the policy, and the outline and its policies are offered', async () => {
    writeFileSync(join(folder, 'broad.policy.json'), policy);
    mkdirSync(join(folder, 'other'));
    writeFileSync(join(folder, 'other/policy.json'), '{"Version": "2012-10-17", "Statement": []}');
    const text = scenarios.replace('"rule"', '"rul"').replace('"policy.json"', '"polcy.json"');
    const diagnostics = await editor.open(uri, text);
    assert.deepEqual(codes(diagnostics), ['scenario-policy', 'scenario-unknown-key']);
    const href = diagnostics[0]?.codeDescription?.href ?? '';
    assert.match(href, /\/docs\/diagnostics\.md#scenario-policy$/);
    const textDocument = { uri };
    const actions: CodeAction[] | null = await editor.connection.sendRequest(CodeActionRequest.method, {
      textDocument,
      range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } },
      context: { diagnostics },
    });
    assert.deepEqual(
      actions?.map(({ title }) => title),
      ['Change to "policy.json"', 'Change to "broad.policy.json"', 'Change to "rule"', 'Remove "rul"'],
    );

    const items: CompletionItem[] | null = await editor.connection.sendRequest(CompletionRequest.method, {
      textDocument,
      position: { line: 1, character: 13 },
    });
    assert.deepEqual(
      items?.map(({ label }) => label),
      ['"policy.json"', '"broad.policy.json"'],
    );

    await editor.change(uri, { text: scenarios });
    const places: Location[] | null = await editor.connection.sendRequest(DefinitionRequest.method, {
      textDocument,
      position: { line: 4, character: scenarios.split('\n')[4]?.indexOf('pay_rate') ?? 0 },
    });
    assert.deepEqual(
      places?.map((place) => [place.uri, place.range.start.line]),
      [[policyUri, 4]],
    );
    const symbols: DocumentSymbol[] | null = await editor.connection.sendRequest(DocumentSymbolRequest.method, {
      textDocument,
    });
    assert.deepEqual(
      symbols?.map(({ name }) => name),
      ['policy: policy.json', 'The 31st payment is denied', '${n} payments are fine'],
    );
  });
});

suite('Settings of scenarios over stdio', () => {
  test('a kind of problem is reported as it was chosen, for all files and for single ones; the run does not depend on it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'scenarios-'));
    const severity = { 'scenario-unknown-rule': 'error', 'scenario-unknown-key': 'off' };
    const severityByFile = { 'quiet.*': { 'scenario-unknown-rule': 'off' } };
    const editor = await startEditor({ folder, settings: { diagnostics: { severity, severityByFile } } });
    try {
      writeFileSync(join(folder, 'policy.json'), policy);
      const text = scenarios.replace('pay_rate', 'pay_rat').replace('"times": 31', '"times": 31, "note": ""');
      const said = async (name: string): Promise<unknown[]> => {
        const diagnostics = await editor.open(pathToFileURL(join(folder, name)).href, text);
        return diagnostics.map((diagnostic) => [diagnostic.code, diagnostic.severity]);
      };
      assert.deepEqual(await said('loud.policytest.json'), [['scenario-unknown-rule', DiagnosticSeverity.Error]]);
      assert.deepEqual(await said('quiet.policytest.json'), []);
      const result: RunScenariosResult = await editor.connection.sendRequest(requests.runScenarios, {
        uri: pathToFileURL(join(folder, 'quiet.policytest.json')).href,
      });
      assert.equal(result.outcomes[0]?.state, 'errored');
    } finally {
      assert.equal(await editor.close(), 0);
      rmSync(folder, { recursive: true });
    }
  });
});
