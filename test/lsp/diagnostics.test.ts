import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver/node';
import {
  codesExpectedIn,
  type ExpectedProblem,
  type MarkedPolicy,
  markedPolicies,
  markedTraps,
  withMarkers,
} from '../markedPolicy.ts';
import { openConnected } from './connectedPolicy.ts';
import { type Editor, repository, startEditor } from './editor.ts';

const severityNames = new Map<DiagnosticSeverity | undefined, string>([
  [DiagnosticSeverity.Error, 'error'],
  [DiagnosticSeverity.Warning, 'warning'],
  [DiagnosticSeverity.Information, 'information'],
]);

function marked({ range, severity, code, message }: Diagnostic): ExpectedProblem {
  const words = `${severityNames.get(severity)} ${code}: ${message}`;
  return undated({ line: range.start.line, start: range.start.character, end: range.end.character, words });
}

/** When a live list was taken is never the same. */
function undated(problem: ExpectedProblem): ExpectedProblem {
  return { ...problem, words: problem.words.replaceAll(/, listed [-\d]+ [:\d]+ UTC/g, ', listed') };
}

const sound = '{"version": "1", "default": "deny", "tools": {"pay": {}}}';
const wrong = '{"version": "1", "default": "maybe", "tools": {"pay": {}}}';
const uri = 'file:///policies/policy.json';

suite('Diagnostics over stdio', () => {
  let editor: Editor;
  setup(async () => {
    editor = await startEditor();
  });
  teardown(async () => {
    assert.equal(await editor.close(), 0);
  });

  async function checkMarked(policy: MarkedPolicy, isMeant: (diagnostic: Diagnostic) => boolean): Promise<void> {
    const found = await (policy.knowledge.state === 'unknown'
      ? editor.open('file:///policies/a.policy.json', policy.text)
      : openConnected(policy.text, policy.knowledge.list));
    const shown = found.filter(isMeant).map(marked);
    assert.equal(withMarkers(policy.text, shown), withMarkers(policy.text, policy.expected.map(undated)));
  }

  for (const policy of markedPolicies()) test(policy.name, () => checkMarked(policy, () => true));

  suite('of traps', () => {
    const policies = markedTraps();
    const codes = codesExpectedIn(policies);
    for (const policy of policies) test(policy.name, () => checkMarked(policy, ({ code }) => codes.has(String(code))));
  });

  test('a policy.json of another product stays silent', async () => {
    const awsPolicy =
      '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}';
    assert.deepEqual(await editor.open(uri, awsPolicy), []);
  });

  test('a policy.json that becomes a policy is checked from then on', async () => {
    assert.deepEqual(await editor.open(uri, '{"dependencies": {}}'), []);
    assert.equal((await editor.change(uri, { text: wrong })).length, 1);
  });

  test('an edit by ranges is followed', async () => {
    assert.deepEqual(await editor.open(uri, sound), []);
    const range = { start: { line: 0, character: 29 }, end: { line: 0, character: 33 } };
    assert.equal(sound.slice(29, 33), 'deny');
    const [diagnostic] = await editor.change(uri, { range, text: 'never' });
    assert.equal(diagnostic?.message, '"default" must be "deny" or "allow"');
    assert.deepEqual(diagnostic.range, { start: { line: 0, character: 28 }, end: { line: 0, character: 35 } });
  });

  test('a burst of edits ends with the diagnostics of the last version, and no version follows a later one', async () => {
    await editor.open(uri, sound);
    const last = Array.from({ length: 50 }, (_, index) =>
      editor.change(uri, { text: index % 2 === 0 ? sound : wrong }),
    ).at(-1);
    assert.equal((await last)?.length, 1);
    const versions = editor.published.map(({ version }) => version ?? 0);
    assert.deepEqual(
      versions,
      [...versions].sort((a, b) => a - b),
    );
    assert.equal(versions.at(-1), 51);
  });

  test('a 5 MB policy is checked like a small one', async () => {
    const tools = Array.from(
      { length: 50_000 },
      (_, index) =>
        `"tool_${index}": {"limits": [{"counter": "tool_${index}_rate", "window": "minute", "max": 30, "scope": "grant"}], "deny_if": []}`,
    );
    const text = `{"version": "1", "default": "deny", "tools": {${tools.join(',\n')}, "last": {"limits": 5}}}`;
    assert.ok(text.length > 5_000_000);
    const diagnostics = await editor.open(uri, text);
    assert.deepEqual(
      diagnostics.map(({ message }) => message),
      ['"limits" must be a list, in [ ]'],
    );
  });
});

suite('Diagnostics in an editor that reports JSON syntax itself', () => {
  test('only what is wrong with the policy is reported', async () => {
    const editor = await startEditor({ initializationOptions: { editorReportsJsonSyntax: true } });
    const diagnostics = await editor.open(uri, '{"version": "1", "default": "maybe", "default": "no",}');
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['wrong-value'],
    );
    await editor.close();
  });
});

suite('The language server of the command line', () => {
  test('answers like the one of the extension', async () => {
    const editor = await startEditor({ command: [join(repository, 'dist/cli.js'), 'lsp', '--stdio'] });
    assert.equal(editor.initialized.serverInfo?.name, 'MCP Policy Author');
    assert.equal((await editor.open(uri, wrong)).length, 1);
    assert.equal(await editor.close(), 0);
  });
});
